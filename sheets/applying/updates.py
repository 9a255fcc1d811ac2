"""Applying a sheet of updates."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from cases.models import Case, Facility, Update
from cases.services.updates import Brought, bring_in
from core import clock
from core.search_keys import search_key
from sheets.applying.on_cases import attempted, case_of, cases_named, saved
from sheets.columns.updates import update_data
from sheets.models import SheetImport, SheetRow
from sheets.shapes import Planned

#: Of keys by which an account is known again, whichever sheet it comes in.
ACCOUNTS = uuid.UUID("5f1f7c1e-7a53-4d0c-9d0a-2f6f4f1b6a10")


def apply_updates(sheet: SheetImport, rows: Iterator[SheetRow], told: Callable[[int], None]) -> None:
    """Bring in the accounts of one case after the other, so that each is folded once."""
    by_case: dict[str, list[tuple[SheetRow, Planned]]] = defaultdict(list)
    for row in rows:
        planned = row.planned
        by_case[planned.case].append((row, planned))
    cases, places, done = cases_named(sheet, by_case.keys()), _Places(), 0
    for plans in by_case.values():
        case = case_of(*plans[0], cases)
        accounts = {row.number: _account(planned, case, places) for row, planned in plans}
        bring = partial(bring_in, case=case, accounts=list(accounts.values()), by=sheet.by)
        made = attempted(plans[0][0], bring)
        _note(plans, case, accounts, made)
        done += len(plans)
        told(done)


def _account(planned: Planned, case: Case, places: _Places) -> Brought:
    said = planned.values
    facility = places.facility(case, said.get("place", ""))
    words = [case.reference, said["kind"], said.get("detail", ""), said["occurred"], said["summary"]]
    return Brought(
        data=update_data(said, planned.notes, facility),
        logged_on=clock.today(),
        form_key=uuid.uuid5(ACCOUNTS, "\n".join(words)),
    )


def _note(plans: list[tuple[SheetRow, Planned]], case: Case, accounts: dict[int, Brought], made: list[Update]) -> None:
    by_key = {update.form_key: update.pk for update in made}
    for row, _planned in plans:
        row.case, key = case, accounts[row.number].form_key
        row.undo = {"update": [by_key[key]]} if key in by_key else {}
    saved([row for row, _planned in plans])


class _Places:
    """Facilities by name, with and without the town."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, str], Facility] = {}
        for facility in Facility.objects.all():
            for name in (search_key(facility.name, facility.locality), search_key(facility.name)):
                self.known.setdefault((facility.state_id, name), facility)

    def facility(self, case: Case, place: str) -> Facility | None:
        return self.known.get((case.state_id, search_key(place))) if place else None
