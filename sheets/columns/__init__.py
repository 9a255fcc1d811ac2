"""The columns that sheets of each kind may have, and how a cell of one is understood.

Whoever reads a row reads `state` first and puts its code into the context: articles and facilities are known by state.
"""

from __future__ import annotations

from typing import Any

from sheets.columns import actions, cases, dates, officials, updates
from sheets.columns.base import Column, Context
from sheets.shapes import LONGEST_SHOWN, Ambiguous, CellError, Trouble
from sheets.understanding.words import UnknownWord
from sheets.vocabulary import SheetKind

COLUMNS: dict[SheetKind, tuple[Column, ...]] = {
    SheetKind.CASES: cases.COLUMNS,
    SheetKind.UPDATES: updates.COLUMNS,
    SheetKind.ACTIONS: actions.COLUMNS,
    SheetKind.OFFICIALS: officials.COLUMNS,
    SheetKind.DATES: dates.COLUMNS,
}
_BY_KEY = {kind: {one.key: one for one in columns} for kind, columns in COLUMNS.items()}


def column(kind: SheetKind, key: str) -> Column:
    """The column of that key; raises KeyError where a sheet of that kind has none."""
    return _BY_KEY[SheetKind(kind)][key]


def understood(one: Column, text: str, context: Context, heading: str = "") -> tuple[Any, list[Trouble]]:
    """What a cell says (None where it says nothing or cannot be understood), and what is wrong with it.

    The one place where an error of understanding becomes a `Trouble`: what one word or one order of dates would settle
    for the whole sheet bears its question; what is never obeyed is never fatal.
    """
    try:
        value = one.read(text, context)
    except CellError as error:
        word = error.text if isinstance(error, UnknownWord) else ""
        ask = "dates" if isinstance(error, Ambiguous) else f"word:{one.key}" if word else ""
        return None, [_trouble(one, word or text, str(error), heading, ask, fatal=one.obeyed)]
    doubts = [] if one.doubts is None else one.doubts(value)
    ask = f"word:{one.key}" if one.choices else ""
    return value or None, [_trouble(one, said, message, heading, ask, fatal=False) for said, message in doubts]


def _trouble(one: Column, text: str, message: str, heading: str, ask: str, *, fatal: bool) -> Trouble:
    return Trouble(heading or one.key, text[:LONGEST_SHOWN], message, fatal=fatal, ask=ask)
