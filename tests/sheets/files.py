"""Files for tests of reading: tables and workbooks as spreadsheet programs write them, and pieces of such by hand."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from sheets.reading import lines_of, look_at
from sheets.shapes import Line, Look

HEADINGS = ["Name", "Country", "Arrested", "Source"]
SOURCE = "https://example.org/report"
ROWS = [["Ivan Petrov", "Russia", "2022-03-01", SOURCE], ["Maria Sokolova", "Belarus", "2021-05-23", SOURCE]]

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
NAMESPACES = f'{MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PART, BOOK, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def csv_text(rows: list[list[str]], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*sheets: Sequence[Sequence[object]], name: str = "Cases") -> bytes:
    """A workbook; its second sheet is called "Cases 2"."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(name if number == 1 else f"{name} {number}")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def good_workbook() -> bytes:
    return workbook([HEADINGS, *ROWS])


def with_parts(content: bytes, changes: dict[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """A workbook with some of its parts changed or added."""
    names: dict[str, Any] = dict(changes)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            change = names.pop(part.filename, None)
            body = old.read(part)
            new.writestr(part.filename, change(body) if callable(change) else change or body)
        for name, body in names.items():
            new.writestr(name, body)
    return packed.getvalue()


def by_hand(rows: str, *, after: str = "", before: str = "") -> bytes:
    """A workbook whose rows are written as XML."""
    part = f"<worksheet {NAMESPACES}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    return with_parts(good_workbook(), {PART: part.encode()})


def with_texts(content: bytes, texts: str) -> bytes:
    """A workbook whose cells may refer to texts by number, as Excel writes them."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    related = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9"/></Relationships>'.encode()
    part = f"<sst {MAIN}>{texts}</sst>".encode()
    return with_parts(content, {RELATIONS: lambda known: known.replace(b"</Relationships>", related), TEXTS: part})


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADING_ROW = f'<row r="1">{cell("A1", "Name")}{cell("B1", "Country")}</row>'


def looked(content: bytes | str, folder: Path, *, name: str = "sheet", sheet: str = "") -> Look:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return look_at(str(path), name, sheet)


def read(content: bytes | str, folder: Path, *, name: str = "sheet", sheet: str = "") -> tuple[Look, list[Line]]:
    """What is seen of a file, and its rows."""
    look = looked(content, folder, name=name, sheet=sheet)
    return look, list(lines_of(str(folder / name), name, look))


def look_of(headings: list[str], *samples: list[str]) -> Look:
    """A look at a sheet that need not exist."""
    texts = tuple(tuple(sample) for sample in samples)
    return Look("", (), 1, tuple(headings), texts, len(samples))
