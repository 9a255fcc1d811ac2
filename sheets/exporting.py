"""What the case list shows, as a sheet that can be edited and brought in again.

Its headings are the labels of the columns and its words their codes, so that reading it gives what was written. A case
has the same columns whatever is recorded of it, and says in them what whoever exports it may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from accounts.models import User
from cases.models import Case
from cases.models.case import CaseQuerySet
from core.paging import Order, in_order
from core.spreadsheets import csv_lines, plain
from sheets.columns import COLUMNS
from sheets.columns.base import Column
from sheets.facts import facts_of
from sheets.vocabulary import SheetKind

#: Cases are read so many at a time.
CHUNK = 500


def columns() -> list[Column]:
    """What is exported: by the reference, which comes first, a row finds its case again."""
    exported = [column for column in COLUMNS[SheetKind.CASES] if column.exported and column.of]
    return sorted(exported, key=lambda column: column.key != "reference")


def headings() -> list[str]:
    return [str(column.label) for column in columns()]


class CaseRows:
    """The rows of an export, read as they are asked for. `len` is known before the first is."""

    def __init__(self, cases: CaseQuerySet, order: Order, user: User) -> None:
        # Keys first: the cases are those of one moment, and no page is read with an offset.
        self._keys: list[int] = list(in_order(cases, order).values_list("pk", flat=True))
        self._user = user

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[list[str]]:
        keys, shown = iter(self._keys), columns()
        while chunk := list(islice(keys, CHUNK)):
            # Asked once more: what was sealed since the export began is not in it.
            cases = Case.objects.visible_to(self._user).in_bulk(chunk)
            there = [cases[key] for key in chunk if key in cases]
            for facts in facts_of(there, self._user):
                yield [_shown(column, facts) for column in shown]


def _shown(column: Column, facts: Any) -> str:
    value = column.of(facts) if column.of else None
    return column.show(value) if value else ""


def as_csv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return csv_lines(headings(), rows)


def as_xlsx(rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """A workbook in a file without a name, to be read from its start: written row by row, it is never all in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Cases"))
    sheet.freeze_panes = "C2"
    sheet.append([plain(heading) for heading in headings()])
    for row in rows:
        sheet.append([plain(text) or None for text in row])
    file = TemporaryFile()  # noqa: SIM115  # closed by whoever sends it
    book.save(file)
    file.seek(0)
    return file
