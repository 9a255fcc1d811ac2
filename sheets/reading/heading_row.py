"""Where the headings of a page stand, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sheets.reading.bounds import MOST_COLUMNS
from sheets.reading.pages import Row, letters
from sheets.shapes import LONGEST_SHOWN, NotASheet
from sheets.understanding.headings import is_known

_DAY = re.compile(r"\d{4}-\d\d?-\d\d?(?: .*)?|\d\d?[./-]\d\d?[./-]\d{4}")


@dataclass(frozen=True)
class Headings:
    """The row of headings, and a name for each column that there can be: of those without one, its letter."""

    row: int
    texts: tuple[str, ...]
    names: tuple[str, ...]
    above: tuple[int, ...]  # the rows above it that are not empty
    known: int  # how many of them we have heard of

    @property
    def width(self) -> int:
        return len(self.texts)

    def notes(self, columns: Sequence[int]) -> list[str]:
        """What was done about these columns' headings that somebody should know of."""
        notes = []
        if self.above:
            words = _("The headings stand in row %(row)s; what is above them (row %(above)s) is not read.")
            notes.append(words % {"row": self.row, "above": ", ".join(map(str, self.above))})
        for column in columns:
            text = self.texts[column] if column < self.width else ""
            if not text:
                words = _("Column %(letter)s has no heading: it is called “%(name)s” here.")
                notes.append(words % {"letter": letters(column), "name": self.names[column]})
            elif text != self.names[column]:
                words = _("“%(text)s” is a heading twice: the one in column %(letter)s is called “%(name)s” here.")
                notes.append(words % {"text": text, "letter": letters(column), "name": self.names[column]})
        return notes


def headings_of(first: Sequence[Row]) -> Headings | None:
    """The headings among the first rows of a page: the row with most headings that we know, else the first full one."""
    if not first:
        return None
    known = {row.number: sum(is_known(text) for text in row.texts) for row in first}
    most = max(known.values())
    if most > 1:
        row = next(row for row in first if known[row.number] == most)
    else:
        widest = max(_filled(row) for row in first)
        row = next(row for row in first if 2 * _filled(row) >= widest)
    texts = tuple(" ".join(text.split())[:LONGEST_SHOWN] for text in row.texts)
    above = tuple(other.number for other in first if other.number < row.number)
    return Headings(row.number, texts, _names(texts), above, known[row.number])


def insist_on_headings(found: Headings) -> None:
    """Raises NotASheet where what stands there is somebody's row: else the first prisoner would be lost as headings."""
    day = next((text for text in found.texts if _DAY.fullmatch(text)), "")
    if day and found.known < 2:
        words = _("Row %(row)s holds a date (%(day)s) and no headings: put a row above it that names each column.")
        raise NotASheet(words % {"row": found.row, "day": day})


def _filled(row: Row) -> int:
    return sum(bool(text) for text in row.texts)


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    """A name of its own for every column. In English whoever asks: what columns mean is remembered by their names."""
    names: list[str] = []
    taken: set[str] = set()
    headed = {text.casefold() for text in texts}
    for column in range(MOST_COLUMNS):
        name = texts[column] if column < len(texts) else ""
        if not name:
            name = f"Column {letters(column)}"
            while name.casefold() in headed:
                name += f" ({letters(column)})"
        while name.casefold() in taken:
            name += f" (column {letters(column)})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
