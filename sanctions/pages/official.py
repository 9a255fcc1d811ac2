"""What the page of one official shows: everything that hangs on them, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import User
from cases.models import Involvement, Official, OfficialPosition, OfficialRelation
from cases.vocabulary import Seniority
from core import clock
from sanctions.models import Designation, Match, NotSought, OfficialMerge
from sanctions.pages.alignment import jurisdiction_name
from sanctions.pages.identity import Births, Number, births_of, confirmed_entries, numbers_of
from sanctions.pages.side_by_side import Cell, involvements_of, our_names, period


@dataclass(frozen=True)
class Listed:
    """One designation on `day`."""

    designation: Designation
    day: date

    @property
    def is_over(self) -> bool:
        return self.designation.end is not None and self.designation.end <= self.day

    @property
    def is_to_come(self) -> bool:
        """Later than the day the house lives on: only where that is not the real one."""
        return self.designation.day > self.day


@dataclass(frozen=True)
class Jurisdiction:
    """What one jurisdiction has on record of the official."""

    name: str
    listed: list[Listed]


@dataclass(frozen=True)
class Held:
    """A position with its days in words. The body is named where the reader may see it."""

    position: OfficialPosition
    period: str
    body: Official | None


@dataclass(frozen=True)
class Related:
    """Somebody who stands to this official as the relation says; `outgoing` False: this one stands so to them."""

    relation: OfficialRelation
    other: Official
    outgoing: bool


@dataclass(frozen=True)
class Sheet:
    official: Official
    names: list[Cell]
    births: Births
    numbers: list[Number]
    positions: list[Held]
    relations: list[Related]
    involvements: list[Involvement]
    jurisdictions: list[Jurisdiction]
    waiting: list[Match]
    not_sought: list[NotSought]
    merges: list[OfficialMerge]

    @property
    def seniority(self) -> str:
        """How high they stand; nothing where nobody said."""
        known = self.official.seniority != Seniority.UNKNOWN
        return str(self.official.get_seniority_display()) if known else ""

    @property
    def contradicted(self) -> list[Number]:
        return [number for number in self.numbers if number.contradicts]


def sheet_of(official: Official, reader: User) -> Sheet:
    entries = confirmed_entries(official)
    waiting = Match.objects.visible_to(reader).filter(official=official).open().for_page()
    merges = OfficialMerge.objects.filter(kept=official, undone_at=None).select_related("gone", "by")
    return Sheet(
        official=official,
        names=our_names(official)[1:],
        births=births_of(official, entries),
        numbers=numbers_of(official, entries, reader),
        positions=positions_of(official, reader),
        relations=relations_of(official, reader),
        involvements=involvements_of(official, reader),
        jurisdictions=jurisdictions_of(official, reader),
        waiting=list(waiting.defer("entry__record").order_by("-score", "pk")),
        not_sought=_not_sought(official, reader),
        merges=list(merges.order_by("-pk")),
    )


def positions_of(official: Official, reader: User) -> list[Held]:
    """Those that last, or began, latest first; what has no day comes last."""
    rows = list(official.positions.all())
    bodies = _seen({row.body_id for row in rows if row.body_id}, reader)
    rows.sort(key=lambda row: (row.since is None, -(row.since.earliest.toordinal() if row.since else 0), row.pk))
    return [Held(row, period(row.since, row.until), bodies.get(row.body_id or 0)) for row in rows]


def relations_of(official: Official, reader: User) -> list[Related]:
    """In both directions. Somebody whom the reader may not see is not among them."""
    rows = OfficialRelation.objects.filter(Q(official=official) | Q(other=official)).order_by("kind", "pk")
    found = [(row, row.other_id if row.official_id == official.pk else row.official_id) for row in rows]
    seen = _seen({key for _row, key in found}, reader)
    return [Related(row, seen[key], row.official_id == official.pk) for row, key in found if key in seen]


def jurisdictions_of(official: Official, reader: User) -> list[Jurisdiction]:
    """Designations by jurisdiction: whoever listed first comes first."""
    rows: Any = Designation.objects.visible_to(reader).filter(official=official).with_day()
    rows = rows.select_related("programme", "match__entry__source").defer("match__entry__record")
    day = clock.today()
    by_code: dict[str, list[Listed]] = {}
    for row in rows.order_by("known_on", "pk"):
        by_code.setdefault(row.programme.jurisdiction, []).append(Listed(row, day))
    return [Jurisdiction(jurisdiction_name(code), listed) for code, listed in by_code.items()]


def _not_sought(official: Official, reader: User) -> list[NotSought]:
    """That our own organisation asks nobody to list them; why is nobody else's to read."""
    rows = NotSought.objects.filter(official=official, withdrawn_on=None, by__organisation=reader.organisation_id)
    return list(rows.select_related("by").order_by("jurisdiction"))


def _seen(keys: Iterable[int], reader: User) -> dict[int, Official]:
    keys = set(keys)
    return Official.objects.visible_to(reader).in_bulk(keys) if keys else {}
