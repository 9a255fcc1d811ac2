"""The programmes' calendar: renewals, reports and ends, as days to come."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from advocacy.visibility import NARROW
from cases.models import Involvement
from sanctions.models import Designation, Programme, ProgrammeDate


@dataclass(frozen=True)
class Coming:
    """A day on which something of a programme is due; of a month without a day, its last."""

    programme: Programme
    what: str
    on: date
    renewal: bool


def coming(day: date, ahead: timedelta) -> Iterator[Coming]:
    """What is due from `day` on, within `ahead`, the soonest first."""
    found = []
    for entry in ProgrammeDate.objects.select_related("programme"):
        on = next_on(entry, day)
        if on is not None and on <= day + ahead:
            found.append(Coming(entry.programme, entry.what, on, entry.renewal))
    yield from sorted(found, key=lambda one: (one.on, one.programme.key, one.what))


def next_on(entry: ProgrammeDate, day: date) -> date | None:
    """The next time it is due, the day itself included; None for one that was due once and has passed."""
    for year in (entry.year,) if entry.year else (day.year, day.year + 1):
        last = calendar.monthrange(year, entry.month)[1]
        on = date(year, entry.month, min(entry.day or last, last))
        if on >= day:
            return on
    return None


def renewals(day: date, ahead: timedelta) -> Iterator[tuple[str, date]]:
    """Programmes under which somebody of ours is listed and whose renewal is due: each once, with its next day.

    The whole house is told, so whoever has a part in restricted or sealed cases alone does not count.
    """
    hidden = Exists(_parts()) & ~Exists(_parts().exclude(level__in=NARROW).exclude(case__level__in=NARROW))
    listed = Designation.objects.in_force(day).exclude(hidden)
    in_use = set(listed.order_by().values_list("programme", flat=True))
    told: set[str] = set()
    for one in coming(day, ahead):
        if one.renewal and one.programme.pk in in_use and one.programme.key not in told:
            told.add(one.programme.key)
            yield one.programme.key, one.on


def _parts() -> QuerySet[Involvement]:
    return Involvement.objects.filter(official=OuterRef("official")).order_by()
