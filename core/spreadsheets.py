"""Texts for spreadsheets: what a program would run is marked as text; the mark is taken off when it is read again."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

#: What a spreadsheet would take for a formula, or hide behind a blank; marked once already, it is marked once more.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_MARKED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def plain(value: Any) -> str:
    """A value as text that no spreadsheet runs: what looks like a formula is marked as text by an apostrophe."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else printable(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def unmarked(text: str) -> str:
    """What `plain` was given, whichever program kept it meanwhile."""
    return text[1:] if _MARKED.match(text) else text


def printable(text: str) -> str:
    """Without control characters: a workbook cannot hold them, and one in a name would end every export."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def csv_lines(headings: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Lines of CSV as they come, so that a long export starts at once."""
    line = io.StringIO()
    writer = csv.writer(line)
    # Without the mark at its start, Excel reads a name in Cyrillic as gibberish.
    line.write("\ufeff")
    writer.writerow([plain(heading) for heading in headings])
    yield _taken(line)
    for row in rows:
        writer.writerow([plain(value) for value in row])
        yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text
