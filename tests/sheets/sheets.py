"""Sheets for tests: written as people keep them, and brought in at once or step by step."""

import csv
import io
from pathlib import Path

from django.core.files.base import ContentFile

from sheets.models import SheetImport
from sheets.services.at_once import import_at_once
from sheets.services.imports import apply_import, begin_import, name_columns
from sheets.services.steps import go_on
from sheets.vocabulary import ImportState, SheetKind
from tests.factories import StateFactory

HEADINGS = ["Name", "Country", "Arrested", "Charged", "Verdict", "Sentence", "Released", "Source"]
SOURCE = "https://example.org/report"
IVAN = ["Ivan Petrov", "Russia", "2022-03-01", "", "", "", "", SOURCE]
MARIA = ["Maria Sokolova", "Belarus", "2021-05-23", "2021-06-01", "2022-05-06", "6 years", "", SOURCE]
OLEG = ["Oleg Orlov", "Russia", "March 2022", "", "", "", "2023-01-05", SOURCE]


def text_of(rows, headings=None) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([headings or HEADINGS, *rows])
    return file.getvalue()


def states() -> None:
    for code in ("RU", "BY", "IR", "CN"):
        StateFactory(code=code)


def uploaded(rows, by, *, headings=None, kind=SheetKind.CASES, name="cases.csv") -> SheetImport:
    content = rows if isinstance(rows, bytes) else text_of(rows, headings).encode()
    return begin_import(kind=kind, upload=ContentFile(content, name=name), by=by)


def looked_at(rows, by, **more) -> SheetImport:
    """Uploaded and opened: its columns are to be named."""
    sheet = uploaded(rows, by, **more)
    assert go_on(sheet)
    sheet.refresh_from_db()
    return sheet


def read(rows, by, **more) -> SheetImport:
    """Its columns named as guessed, and read: it waits for somebody's word."""
    sheet = looked_at(rows, by, **more)
    name_columns(sheet=sheet, mapping=sheet.means, by=by)
    assert go_on(sheet)
    sheet.refresh_from_db()
    return sheet


def written(folder: Path, rows, *, headings=None, name="cases.csv") -> str:
    path = folder / name
    path.write_text(text_of(rows, headings))
    return str(path)


def at_once(folder: Path, rows, by, *, headings=None, name="cases.csv", **more) -> SheetImport:
    return import_at_once(path=written(folder, rows, headings=headings, name=name), by=by, **more)


def applied(rows, by, **more):
    sheet = read(rows, by, **more)
    apply_import(sheet=sheet, by=by)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.APPLIED, sheet.message
    return sheet
