"""What both kinds of files come to: pages of rows of texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from core.spreadsheets import unmarked
from sheets.reading.bounds import MOST_COLUMNS
from sheets.shapes import NotASheet

_NOTHING: Mapping[int, tuple[str, str]] = {}


@dataclass(slots=True)
class Row:
    """A row that is not empty: its number, its texts, and by column what is none: what it shows, and what is wrong."""

    number: int
    texts: list[str]
    wrong: Mapping[int, tuple[str, str]] = field(default_factory=lambda: _NOTHING)


class Page(Protocol):
    """One sheet of a file. `rows` may be asked for again; `notes` are complete once all rows have been read."""

    name: str

    def rows(self) -> Iterator[Row]: ...

    def notes(self, heading_row: int, width: int) -> list[str]: ...


class Book(Protocol):
    """A file. `pages` are what is chosen from by itself, `hidden` only where somebody names it."""

    @property
    def pages(self) -> Sequence[Page]: ...

    @property
    def hidden(self) -> Sequence[Page]: ...


def letters(column: int) -> str:
    """What a spreadsheet program calls the column at this place: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def trimmed(text: str) -> str:
    """Without blanks around it, those included that nobody sees, and without the mark that an export puts on it."""
    return unmarked(text.strip().strip("\ufeff\u200b\u200e\u200f").strip())


def too_wide(number: int) -> NotASheet:
    words = _("Row %(row)s has more than %(limit)s columns: take out those that are not needed.")
    return NotASheet(words % {"row": number, "limit": MOST_COLUMNS})
