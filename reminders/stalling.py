"""The rule by which the engine watches itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.as_of import AsOf, Finding
from cases.rules import ADMINS, ENGINE, Rounds, rule
from reminders.models import EngineRun, Pulse

LONGEST_PAUSE = timedelta(hours=26)


def last_sign() -> datetime | None:
    """When the rules last ran to the end; before the first time, since when anybody has watched."""
    watched: datetime | None = Pulse.objects.aggregate(first=Min("first_at"))["first"]
    return EngineRun.objects.last_finished_at() or watched


def is_late() -> bool:
    """Whether the rules have not run for longer than they may."""
    last = last_sign()
    return last is not None and timezone.now() - last > LONGEST_PAUSE


@rule(
    "R29",
    "engine-not-run",
    title=_("The rules have not run"),
    says=_("The stall rules last ran to the end on {since}; until they do, nobody is told of anything new."),
    days=1,
    tell=[ADMINS],
    rounds=Rounds(every=1),
    about=ENGINE,
    at_once=True,
    replayed=False,
)
def engine_not_run(at: AsOf) -> Iterator[Finding]:
    """The rules last ran to the end more than 26 hours ago (real time, also in a demonstration)."""
    last = last_sign()
    if last is not None and is_late():
        since, due = (timezone.localdate(one, timezone.get_default_timezone()) for one in (last, last + LONGEST_PAUSE))
        yield Finding(ENGINE, ENGINE, since, due)
