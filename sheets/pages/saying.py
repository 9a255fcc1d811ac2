"""What a row says, in the words of the house: a code by its label, a day as a person reads it."""

from __future__ import annotations

import re
from typing import Any

from core.partial_dates import PartialDate, PartialDateError
from sheets.columns import COLUMNS
from sheets.columns.base import Column
from sheets.vocabulary import SheetKind

_DAY = re.compile(r"\d{4}(-\d\d){0,2}~?(/[\d-]+~?)?")


class Sayer:
    """The columns of one kind of sheet and their words, each list of choices made once."""

    def __init__(self, kind: SheetKind) -> None:
        self.columns = {column.key: column for column in COLUMNS[kind]}
        self._choices: dict[str, dict[str, str]] = {}

    def label(self, key: str) -> str:
        return str(self.columns[key].label) if key in self.columns else key

    def text(self, key: str, value: Any) -> str:
        """`value` for people; what is nothing is an empty text."""
        if value in (None, "", []):
            return ""
        column = self.columns.get(key)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return "; ".join(self._word(column, one) for one in value)
        shown = column.show(value) if column is not None else str(value)
        return self._word(column, shown)

    def shown(self, key: str, text: str) -> str:
        """As `text`, of what `Column.show` made already: codes with a semicolon between them."""
        return "; ".join(self._word(self.columns.get(key), one) for one in text.split("; ")) if text else ""

    def _word(self, column: Column | None, text: str) -> str:
        if column is not None and column.choices is not None:
            if column.key not in self._choices:
                self._choices[column.key] = dict(column.choices())
            return self._choices[column.key].get(text, text)
        return _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> str:
    try:
        return str(PartialDate.from_edtf(text))
    except PartialDateError:
        return text
