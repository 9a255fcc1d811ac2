"""`manage.py alignment --case RU-22-7F3K --on 2023-06-05 --format json`: who had sanctioned whom by a day."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from cases.models import Case, DetainingState
from core import clock
from sanctions.aligned import case_alignment, officials, whole_alignment
from sanctions.alignment import Cell, Matrix
from sanctions.exporting import COLUMNS, as_csv, records
from sanctions.vocabulary import CellState

#: In the table, where a cell has no programme and no day to show.
SHORT = {CellState.DELISTED: "delisted", CellState.LISTED_OTHERWISE: "for something else"}


class Command(BaseCommand):
    help = "Print officials against jurisdictions, as of a day: listed, delisted, or not in the list of which day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--case", metavar="REF", help="only the officials of this case, such as RU-22-7F3K")
        which.add_argument("--state", metavar="CODE", help="only the officials of this state, such as RU")
        parser.add_argument("--on", type=_day, metavar="DATE", help="as of this day; today where it is left out")
        parser.add_argument("--format", choices=["json", "csv", "table"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or clock.today()
        if day > max(clock.real_today(), clock.today()):
            raise CommandError(f"{day} is still to come.")
        matrices = self._matrices(options["case"], options["state"], day)
        if options["format"] == "table":
            for matrix in matrices:
                self._table(matrix)
            return
        rows = chain.from_iterable(records(matrix) for matrix in matrices)
        if options["format"] == "json":
            self.stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=1, default=date.isoformat))
        else:
            self.stdout.write("".join(as_csv(COLUMNS, rows)), ending="")

    def _matrices(self, reference: str | None, code: str | None, day: date) -> Iterator[Matrix]:
        """What was asked for, read as nobody in particular: whoever runs commands on the server sees all."""
        if reference:
            case = Case.objects.filter(reference=reference).first()
            if case is None:
                raise CommandError(f"There is no case {reference}.")
            return iter([case_alignment(case, None, day)])
        rows, nameless = officials(None), Q()
        if code:
            if not DetainingState.objects.filter(code=code).exists():
                raise CommandError(f"There is no state {code}. Give its code, such as RU.")
            rows, nameless = rows.filter(state__code=code), Q(case__state__code=code)
        return whole_alignment(rows, None, day, nameless=nameless)

    def _table(self, matrix: Matrix) -> None:
        if not matrix.rows:
            self.stdout.write("No official is recorded here.")
        for row in matrix.rows:
            self.stdout.write(f"{row.official.name}{' (alleged)' if row.alleged else ''}")
            for cell in row.cells:
                self.stdout.write(f"  {cell.jurisdiction or '-':<4} {said(cell)}")
        for one in matrix.nameless:
            self.stdout.write(f"{one.programme.jurisdiction}: {one.count} people, names not published, {one.listed_on}")
        self.stdout.write(f"As of {matrix.day}.")


def said(cell: Cell) -> str:
    """A cell in one line of plain words."""
    if cell.state == CellState.NO_LIST:
        return "no list loaded that can tell"
    if cell.state == CellState.NOT_LISTED:
        absent = f"not yet, by the list of {cell.as_of}" if cell.not_yet else f"not in the list of {cell.as_of}"
        return f"{absent}; matches undecided: {cell.undecided}" if cell.undecided else absent
    words = []
    for listing in cell.listings:
        one, state = listing.designation, SHORT.get(listing.state, "")
        since = listing.since or f"{one.first_seen_on} or earlier"
        words.append(" ".join(filter(None, [state, one.programme.key, one.list_id, f"since {since}"])))
    lag = f" (+{cell.lag} days)" if cell.lag else ""
    return "; ".join(words) + lag


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is no day: write it as 2023-03-02.") from None
