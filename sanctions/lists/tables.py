"""Lists that are tables, as CSV or as a workbook: columns by name, rows as texts, and what is broken said by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import IO, Any

from django.utils.translation import gettext as _

from sanctions.lists.opening import lines
from sanctions.lists.shapes import BadRow, NotThisList

#: A quotation mark that is never closed swallows all that follows; no row of a list is this long.
LONGEST_RECORD = 500
#: Where a title stands above the header, it is within so many rows.
HEADER_WITHIN = 10
_NOT_KEY = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1024)
def key_of(column: str) -> str:
    """A column's name without case, blanks and punctuation: "D.O.B" and "dob" are the same."""
    return _NOT_KEY.sub("", column.lower())


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its texts by the keys of the columns; "" for what is empty."""

    line: int
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts.get(key_of(column), "")

    def joined(self, *columns: str, by: str = " ") -> str:
        return by.join(text for text in (self[column] for column in columns) if text)


class Columns:
    """The columns of a table by name. Raises NotThisList where one of `required` is missing, naming it."""

    def __init__(self, header: Iterable[Any], required: Iterable[str]) -> None:
        self.titles = [" ".join(_text(cell).split()) for cell in header]
        while self.titles and not self.titles[-1]:
            self.titles.pop()
        self.keys = [key_of(title) for title in self.titles]
        missing = [name for name in required if key_of(name) not in self.keys]
        if missing:
            raise NotThisList(
                _("The table lacks these columns: %(columns)s. It is another list, or an incomplete file.")
                % {"columns": ", ".join(missing)}
            )

    def row(self, line: int, cells: Iterable[Any]) -> Row:
        texts: dict[str, str] = {}
        for key, cell in zip(self.keys, cells, strict=False):
            if cell and key and key not in texts and (text := " ".join(_text(cell).split())):
                texts[key] = text
        return Row(line, texts)

    def raw(self, row: Row) -> dict[str, str]:
        """The row as published, by the columns' titles."""
        return {title: row.texts[key] for title, key in zip(self.titles, self.keys, strict=True) if key in row.texts}


def is_header(cells: Iterable[Any], required: Iterable[str]) -> bool:
    """Whether a row names the columns: it has at least half of those that must be there."""
    keys = {key_of(_text(cell)) for cell in cells}
    wanted = {key_of(name) for name in required}
    return 2 * len(keys & wanted) >= len(wanted)


def no_header(required: Iterable[str]) -> NotThisList:
    return NotThisList(
        _("No row names the columns. This list has, among others: %(columns)s.") % {"columns": ", ".join(required)}
    )


def csv_rows(
    stream: IO[bytes], *, delimiter: str = ",", encodings: tuple[str, ...] = ("utf-8-sig",)
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the number of its first line; empty ones left out.

    Raises NotThisList where it is no such file.
    """
    reader = csv.reader((line.replace("\0", "") for line in lines(stream, encodings)), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            if reader.line_num - before > LONGEST_RECORD:
                raise NotThisList(_unclosed(before + 1))
            if any(cells):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error:
        raise NotThisList(_unclosed(before + 1)) from None


def _unclosed(line: int) -> str:
    return _("Line %(line)s opens a quotation mark that is never closed: fetch the file again.") % {"line": line}


def formula_in(cells: Iterable[Any], titles: Iterable[str], line: int) -> BadRow | None:
    """A complaint where a cell of a workbook holds a formula: what it would show, nobody has published."""
    for cell, title in zip(cells, titles, strict=False):
        if getattr(cell, "data_type", "") == "f":
            return BadRow(line, _("The cell holds a formula. A list has none: look at the file."), title)
    return None


def _text(cell: Any) -> str:
    """What a cell of a workbook or a field of a CSV file says."""
    if isinstance(cell, str):
        return cell
    value = getattr(cell, "value", cell)
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
