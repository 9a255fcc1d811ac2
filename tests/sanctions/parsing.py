"""Reading a list in a test: from bytes or a sample, through its parser alone."""

import csv
import io
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from openpyxl import Workbook

from sanctions.lists import FORMATS
from sanctions.lists.opening import opened
from sanctions.lists.shapes import BadRow, ListDate, ParsedEntry

SAMPLES = Path(__file__).parent / "samples"
#: Real lists, where they stand beside the project: `real_list("ca/sema-lmes_2025-05.xml")`.
REAL = Path(settings.BASE_DIR).parent / "shared" / "data"


@dataclass
class Parsed:
    """What a parser makes of a file."""

    day: date | None = None
    entries: dict[str, ParsedEntry] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)

    def only(self) -> ParsedEntry:
        (entry,) = self.entries.values()
        return entry


def parsed(key: str, path: Path | str, **beside: Path) -> Parsed:
    """A file through the parser of a format, with the files that stand beside it; entries by their number."""
    found = Parsed()
    with opened(str(path)) as stream, ExitStack() as stack:
        others = {part: stack.enter_context(opened(str(other))) for part, other in beside.items()}
        for item in FORMATS[key].parse(stream, others):
            if isinstance(item, ListDate):
                found.day = item.day
            elif isinstance(item, BadRow):
                found.bad.append(item)
            else:
                found.entries[item.number] = item
    return found


def parsed_text(key: str, text: str | bytes, folder: Path, name: str = "list") -> Parsed:
    """The same from what a file says; it is written to `folder`."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return parsed(key, path)


def workbook(rows: list[list[object]]) -> bytes:
    """An Excel workbook with these rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def table(name: str) -> list[list[object]]:
    """The rows of a sample workbook, which is kept as CSV so that people can read and compare it."""
    with open(SAMPLES / name, encoding="utf-8", newline="") as file:
        return [[cell or None for cell in row] for row in csv.reader(file)]


def texts(entry: ParsedEntry, *, weak: bool | None = None) -> list[str]:
    return [name.text for name in entry.names if weak is None or name.weak == weak]
