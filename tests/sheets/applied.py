"""Sheets of cases from plain rows, a dict each, planned, applied and undone as a worker does it."""

from typing import Any

from sheets.models import SheetImport, SheetRow
from sheets.planning import PLANNERS
from sheets.services.imports import apply_import, undo_import
from sheets.services.steps import COUNTED, go_on
from sheets.shapes import Line
from sheets.vocabulary import ImportState, SheetKind
from tests.sheets.planning import sheet_of

SOURCE = "https://example.org/report"


def waiting(by: Any, *rows: dict[str, str], **mapping: Any) -> SheetImport:
    """A sheet whose headings are the keys of its columns, read and waiting for somebody's word."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    sheet = sheet_of(by, headings, **mapping)
    planner = PLANNERS[SheetKind.CASES](sheet)
    lines = [Line(number, tuple(row.get(key, "") for key in headings)) for number, row in enumerate(rows, start=2)]
    plans = planner.plan(lines)
    SheetRow.objects.bulk_create(
        SheetRow(sheet=sheet, number=one.number, verdict=one.verdict, plan=one.to_json()) for one in plans
    )
    for one in plans:
        setattr(sheet, COUNTED[one.verdict], getattr(sheet, COUNTED[one.verdict]) + 1)
    sheet.state = ImportState.WAITING
    sheet.save()
    return sheet


def apply(sheet: SheetImport) -> SheetImport:
    apply_import(sheet=sheet, by=sheet.by)
    return _gone_on(sheet)


def applied(by: Any, *rows: dict[str, str], **mapping: Any) -> SheetImport:
    sheet = apply(waiting(by, *rows, **mapping))
    assert sheet.state == ImportState.APPLIED, sheet.message
    return sheet


def undo(sheet: SheetImport) -> SheetImport:
    undo_import(sheet=sheet, by=sheet.by)
    return _gone_on(sheet)


def _gone_on(sheet: SheetImport) -> SheetImport:
    assert go_on(sheet)
    sheet.refresh_from_db()
    return sheet


def verdicts(sheet: SheetImport) -> list[str]:
    return list(sheet.planned.order_by("number").values_list("verdict", flat=True))
