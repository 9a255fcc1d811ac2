"""CSV files: a page of records, numbered as a spreadsheet program numbers them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from sheets.reading.bounds import LAST_COLUMN, LAST_ROW, LONGEST_RECORD, MOST_COLUMNS, TALLEST_RECORD
from sheets.reading.encoding import encoding_of
from sheets.reading.pages import Page, Row, too_wide, trimmed
from sheets.shapes import NotASheet

DELIMITERS = ",;\t|"
#: Of what is looked at to find the delimiter.
HEAD, RECORDS = 64 * 1024, 30
#: The line by which Excel is told the delimiter; it shows no row for it.
_SAID = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)


class Table:
    """A CSV file: one page without a name."""

    name = ""
    hidden: tuple[Page, ...] = ()

    def __init__(self, path: str) -> None:
        self.path = path
        self.encoding, self.note = encoding_of(path)
        with self._opened() as file:
            head = file.read(HEAD).replace("\0", "")
        said = _SAID.match(head)
        self.skipped = bool(said)
        self.delimiter = said.group(1) if said else delimiter_of(head)
        self.pages: tuple[Page, ...] = (self,)

    def _opened(self) -> IO[str]:
        return open(self.path, encoding=self.encoding, newline="")

    def rows(self) -> Iterator[Row]:
        """The records that are not empty. Raises NotASheet where one never ends."""
        with self._opened() as file:
            feed = _Feed(file)
            if self.skipped:
                next(feed)
                feed.size = 0
            try:
                for number, cells in enumerate(csv.reader(feed, delimiter=self.delimiter), 1):
                    if feed.ended:  # within a record: else the reader would not have asked
                        raise feed.unclosed(number)
                    if number > LAST_ROW:
                        raise _too_tall()
                    feed.record_over()
                    if row := _row(number, cells):
                        yield row
            except csv.Error:  # a field longer than it takes; ours are shorter, so the file changed meanwhile
                raise NotASheet(_("The file cannot be read as CSV: save it as .xlsx.")) from None

    def notes(self, heading_row: int, width: int) -> list[str]:
        return [self.note] if self.note else []


def _too_tall() -> NotASheet:
    words = _("The file has more than %(limit)s lines: take out the empty ones, or divide it.")
    return NotASheet(words % {"limit": f"{LAST_ROW:,}"})


class _Feed:
    """Hands lines to the reader, and refuses to feed one record without an end."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.ended = False
        self.records = self.lines = self.first = self.size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.file.readline(LONGEST_RECORD + 1)
        if not line:
            self.ended = True
            raise StopIteration
        if not self.size:
            self.first = self.lines + 1
        self.lines += 1
        self.size += len(line)
        if self.size > LONGEST_RECORD or self.lines - self.first >= TALLEST_RECORD:
            raise self.unclosed(self.records + 1) if self.lines > self.first else self._too_long()
        return line.replace("\0", "")

    def record_over(self) -> None:
        self.size = 0
        self.records += 1

    def unclosed(self, number: int) -> NotASheet:
        words = _(
            "Row %(row)s (line %(line)s of the file) opens a quotation mark that is never closed: close it or take it "
            "out, or save the sheet as .xlsx."
        )
        return NotASheet(words % {"row": number, "line": self.first})

    def _too_long(self) -> NotASheet:
        words = _("Row %(row)s has more than %(limit)s characters: shorten its texts, or check how the file was saved.")
        return NotASheet(words % {"row": self.records + 1, "limit": f"{LONGEST_RECORD:,}"})


def _row(number: int, cells: list[str]) -> Row | None:
    if len(cells) > LAST_COLUMN:
        raise too_wide(number)
    texts = [trimmed(cell) if cell else "" for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise too_wide(number)
    return Row(number, texts) if texts else None


def delimiter_of(head: str) -> str:
    """The delimiter by which most of the first records have equally many fields; of two, the one that gives more."""
    lines = list(io.StringIO(head, newline=""))
    if len(head) >= HEAD:
        lines.pop()

    def fits(delimiter: str) -> tuple[int, int]:
        records = islice(csv.reader(lines, delimiter=delimiter), RECORDS)
        widths = Counter(len(record) for record in records if len(record) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=fits)
