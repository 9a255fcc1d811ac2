"""A column: one thing that a row of a sheet can say, how it is read, and how what is recorded is written.

A value is plain (text, number, list of texts; a date is its EDTF text), so it can be stored, compared with `==` and
shown. Reading what was shown gives the same value: that is what makes an export fit to be brought in again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheets.understanding.house import House
from sheets.vocabulary import DateOrder


@dataclass(frozen=True)
class Context:
    """What reading a cell needs beside its text.

    `state`: code of the state the row is about; read before what depends on it (articles, facilities), and put in with
    `dataclasses.replace(context, state=…)`.
    """

    today: date
    house: House
    dates: DateOrder = DateOrder.ASK
    words: Mapping[str, Mapping[str, str]] = None  # type: ignore[assignment]  # by column key: what a word means
    state: str = ""

    def said(self, key: str, text: str) -> str:
        """What somebody said that `text` means in column `key`; "" where nobody did."""
        return ((self.words or {}).get(key) or {}).get(text, "")


Read = Callable[[str, Context], Any]


@dataclass(frozen=True)
class Column:
    """`read` raises CellError. `of` gives what is recorded (of `sheets.facts`, or None where that is never compared).

    `several`: more than one column of a sheet may say it. `parts`: so may they, and the row means their texts in a row,
    as of a first and a last name. `obeyed`: False for what follows from other things, as a status does; it is exported,
    and compared, and never written.
    """

    key: str
    label: Any
    read: Read
    show: Callable[[Any], str] = str
    of: Callable[[Any], Any] | None = None
    required: bool = False
    several: bool = False
    parts: bool = False
    obeyed: bool = True
    exported: bool = True
    help: Any = ""
    example: str = ""
    choices: Callable[[], list[tuple[str, str]]] | None = None  # codes and labels, where it has a vocabulary
    silent: str = ""  # offered as what a row means that does not say (an appeal without an outcome: upheld)
    needs: str = ""  # offered only beside this column
    #: What was read and yet not understood, as texts and messages: the row comes in, and somebody may explain it.
    doubts: Callable[[Any], list[tuple[str, str]]] | None = None

    @property
    def may_repeat(self) -> bool:
        """Whether two columns of a sheet may mean it."""
        return self.several or self.parts
