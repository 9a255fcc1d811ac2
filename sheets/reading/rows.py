"""The rows of one sheet of a workbook, as they come."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from django.utils.translation import gettext as _

from sheets.reading.bounds import LAST_COLUMN, LAST_ROW, LONGEST_CELL, MOST_COLUMNS
from sheets.reading.formats import Shown, day_text, number_text
from sheets.reading.pages import Row, too_wide, trimmed
from sheets.reading.parts import damaged
from sheets.reading.texts import Gathering
from sheets.shapes import LONGEST_SHOWN, NotASheet

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,10})")
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Meaning:
    """What the cells of a workbook refer to: formats by number, texts by number (read when the first is asked for)."""

    shown: list[Shown]
    texts: Callable[[], list[bytes]]
    from_1904: bool


class Rows(Gathering):
    """The rows of one sheet, as they come."""

    def __init__(self, meaning: Meaning) -> None:
        super().__init__()
        self.meaning = meaning
        self.hidden_rows = 0
        self.merged: list[int] = []  # the last row of each group
        self.hidden_columns: list[tuple[int, int]] = []
        self.done: list[Row] = []
        self.number = self.column = 0
        self.hidden = False
        self._begin_row()
        self._begin_cell("n", Shown.NUMBER)

    def handed_on(self) -> list[Row]:
        done, self.done = self.done, []
        return done

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
            style = attributes.get("s")
            shown = self.meaning.shown[int(style)] if style and int(style) < len(self.meaning.shown) else Shown.NUMBER
            self._begin_cell(attributes.get("t", "n"), shown)
        elif name in ("v", "t"):
            self.listening = not self.aside
        elif name == "f":
            self.is_formula = self.listening = True
        elif name == "row":
            self._next_row(attributes)
        elif name == "rPh":
            self.aside += 1
        elif name == "mergeCell" and len(self.merged) < LAST_ROW:
            self.merged.append(int(attributes["ref"].rpartition(":")[2].lstrip(ascii_uppercase)))
        elif name == "col" and attributes.get("hidden") in ("1", "true") and len(self.hidden_columns) < MOST_COLUMNS:
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def ended(self, name: str) -> None:
        if name in ("v", "t"):
            self.listening = False
        elif name == "f":
            self.formula, self.listening = self.taken(), False
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self.aside -= 1
        elif name == "row" and (self.texts or self.wrong):
            self.done.append(Row(self.number, self.texts, self.wrong))
            self.hidden_rows += self.hidden
            self._begin_row()

    def _begin_row(self) -> None:
        self.texts: list[str] = []
        self.wrong: dict[int, tuple[str, str]] = {}

    def _begin_cell(self, kind: str, shown: Shown) -> None:
        self.kind, self.shown = kind, shown
        self.is_formula, self.formula = False, ""
        self.room = LONGEST_CELL + 1

    def _next_row(self, attributes: dict[str, str]) -> None:
        """Rows that are left out are empty; they come in order, whatever a file says that was tampered with."""
        number = int(attributes.get("r") or self.number + 1)
        if number > LAST_ROW:
            words = _("The sheet says that it has a row %(row)s; a sheet ends at %(last)s. Save it as .xlsx again.")
            raise NotASheet(words % {"row": number, "last": f"{LAST_ROW:,}"})
        if number <= self.number:
            raise damaged()
        self.number, self.column = number, -1
        self.hidden = attributes.get("hidden") in ("1", "true")

    def _place(self, reference: str) -> None:
        place = _CELL.fullmatch(reference)
        column = _column(place.group(1)) if place else self.column + 1
        if column <= self.column or column >= LAST_COLUMN:
            raise damaged()
        self.column = column

    def _end_cell(self) -> None:
        raw = self.taken()
        if self.is_formula:
            self._put("", f"={self.formula}", _("holds a formula: copy it, and paste it as a value."))
        elif self.kind == "e":
            self._put("", raw, _("holds an error: put what it should be, or empty the cell."))
        elif raw:
            self._put(*self._read(raw))

    def _put(self, text: str, shown: str = "", why: str = "") -> None:
        if not text and not why:
            return
        if self.column >= MOST_COLUMNS:
            raise too_wide(self.number)
        if why:
            self.wrong[self.column] = (shown[:LONGEST_SHOWN], why)
        else:
            self.texts.extend([""] * (self.column - len(self.texts)))
            self.texts.append(text)

    def _read(self, raw: str) -> tuple[str, str, str]:
        try:
            return self._text(raw), "", ""
        except NotASheet:
            raise
        except (ValueError, IndexError):
            return "", raw, _("holds a number or a day that is none: write it as a text.")

    def _text(self, raw: str) -> str:
        match self.kind:
            case "s":
                return trimmed(self.meaning.texts()[_natural(raw)].decode())
            case "inlineStr" | "str":
                return trimmed(raw)
            case "b":
                return YES if raw.strip() in ("1", "true") else NO
            case "d":
                moment = datetime.fromisoformat(raw.strip().removesuffix("Z"))
                return moment.isoformat(" ").removesuffix(" 00:00:00").removesuffix(":00")
        if self.shown == Shown.NUMBER:
            return number_text(raw.strip())
        return day_text(raw.strip(), self.shown, from_1904=self.meaning.from_1904)


def _natural(raw: str) -> int:
    if not raw.isdecimal():
        raise ValueError(raw)
    return int(raw)


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1
