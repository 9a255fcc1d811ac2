"""An alignment as rows for other programs: JSON for the command, CSV and XLSX for spreadsheets. One row for one cell,
and one for each listing where a cell has several.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from openpyxl import Workbook

from core.spreadsheets import csv_lines, plain
from sanctions.alignment import Cell, Listing, Matrix, Row
from sanctions.models import NamelessDesignation
from sanctions.vocabulary import CellState

Record = dict[str, Any]
#: What a row says, in its order: the first eight are what `manage.py alignment` promises.
COLUMNS = (
    "official",
    "jurisdiction",
    "state",
    "programme",
    "list_id",
    "listed_on",
    "first_seen_on",
    "as_of",
    "on",
    "announced_on",
    "delisted_on",
    "lag_days",
    "undecided",
    "for_what",
    "measures",
    "source",
    "source_address",
    "official_ref",
    "original_name",
    "position",
    "involvement",
    "cases",
    "people",
)
READ_ME = gettext_lazy(
    "“not_listed”: the official is not in the list of the day in “as_of”; it says no more. “no_list”: nothing loaded "
    "can tell. “undecided”: so many entries may mean them, and nobody has decided. “alleged”: no second person has "
    "approved it yet; do not publish it."
)


def records(matrix: Matrix) -> Iterator[Record]:
    """The rows of a matrix, each with every column; what is not known is None."""
    for row in matrix.rows:
        for cell in row.cells:
            for listing in cell.listings or (None,):
                yield _record(matrix.day, row, cell, listing)
    for nameless in matrix.nameless:
        yield _nameless(matrix.day, nameless)


def as_csv(columns: Iterable[str], rows: Iterable[Record]) -> Iterator[str]:
    """Lines of CSV as they come, so that a long export starts at once."""
    columns = list(columns)
    return csv_lines(columns, ([row[name] for name in columns] for row in rows))


def as_xlsx(columns: Iterable[str], rows: Iterable[Record], title: str) -> bytes:
    """A workbook, written row by row, with a sheet that says how to read it."""
    columns = list(columns)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Alignment"))
    sheet.freeze_panes = "B2"
    sheet.append(columns)
    for row in rows:
        sheet.append([_cell_value(row[name]) for name in columns])
    note = book.create_sheet(_("Read me"))
    for text in (title, str(READ_ME)):
        note.append([plain(text)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell_value(value: Any) -> Any:
    """For a workbook: dates and numbers stay what they are."""
    return value if value is None or isinstance(value, (date, int)) else plain(value)


def _record(day: date, row: Row, cell: Cell, listing: Listing | None) -> Record:
    official = row.official
    said: Record = dict.fromkeys(COLUMNS)
    said |= {
        "official": official.name,
        "jurisdiction": cell.jurisdiction,
        "state": (listing or cell).state.value,
        "as_of": cell.as_of,
        "on": day,
        "undecided": cell.undecided,
        "official_ref": official.reference,
        "original_name": official.native_name,
        "position": official.position,
        "involvement": _involvement(row),
        "cases": len({one.case_id for one in row.involvements}),
    }
    return said if listing is None else said | _listing(cell, listing)


def _involvement(row: Row) -> str | None:
    """A code, as elsewhere in exports; None for who is in no case (a relation of somebody who is)."""
    if not row.involvements:
        return None
    return "alleged" if row.alleged else "approved"


def _listing(cell: Cell, listing: Listing) -> Record:
    one = listing.designation
    return {
        "programme": one.programme.key,
        "list_id": one.list_id,
        "listed_on": one.listed_on,
        "first_seen_on": one.first_seen_on,
        "announced_on": one.announced_on,
        "delisted_on": one.end if listing.state == CellState.DELISTED else None,
        "lag_days": None if listing.otherwise else cell.lag,
        "for_what": one.elsewhere_why,
        "measures": one.measures,
        "source": source_of(listing),
        "source_address": one.cited_address,
    }


def source_of(listing: Listing) -> str:
    """Where a listing is published: what a person cited, else the list that has it."""
    one = listing.designation
    return one.cited_title or (one.match.entry.source.name if one.match else "")


def _nameless(day: date, one: NamelessDesignation) -> Record:
    words = ngettext("%(count)s person, name not published", "%(count)s people, names not published", one.count)
    return dict.fromkeys(COLUMNS) | {
        "official": words % {"count": one.count},
        "jurisdiction": one.programme.jurisdiction,
        "state": CellState.LISTED.value,
        "programme": one.programme.key,
        "listed_on": one.listed_on,
        "on": day,
        "source": one.cited_title,
        "source_address": one.cited_address,
        "cases": 1,
        "people": one.count,
    }
