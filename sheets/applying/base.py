"""What applying the rows of a sheet is, whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from sheets.models import SheetImport, SheetRow


class Moved(Exception):
    """A record is not any more what the row was compared with: nothing is applied, and the sheet is read again."""

    def __init__(self, row: SheetRow, message: str) -> None:
        super().__init__(message)
        self.row = row


class Applier(Protocol):
    """Applies rows of one kind inside one transaction of the caller's, in their order; `told` how many are done.

    Sets and saves `case`, `made` and `undo` of each row. Raises Moved.
    """

    def __call__(self, sheet: SheetImport, rows: Iterator[SheetRow], told: Callable[[int], None]) -> None: ...
