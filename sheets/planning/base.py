"""What becomes of the rows of a sheet: read, understood, matched, judged, without anything being written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sheets.models import SheetImport
from sheets.shapes import Line, Planned


class Planner(Protocol):
    """Says what becomes of each row of one kind of sheet. Called with some 200 lines at a time, in their order.

    It keeps what it needs between the calls (which rows came before), and asks the database as often for a batch of
    one line as for one of 200.
    """

    def __init__(self, sheet: SheetImport) -> None: ...

    def plan(self, lines: Sequence[Line]) -> list[Planned]: ...
