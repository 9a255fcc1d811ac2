"""Who read what is restricted: kept in the event trail, once per session and hour for each record."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from accounts.requests import Request
from cases.models import Case, Update
from cases.vocabulary import Level
from core import trail
from core.models import EventKind

WATCHED = frozenset({Level.RESTRICTED, Level.SEALED})
SESSION_KEY = "reads"


def note_reads(request: Request, case: Case, updates: Iterable[Update] = ()) -> None:
    """Record that `case` and those of `updates` that are stricter than the team's were shown to the reader."""
    hour = f"{timezone.now():%Y-%m-%dT%H}"
    seen = {name: when for name, when in request.session.get(SESSION_KEY, {}).items() if when == hour}
    shown: list[dict[str, str]] = []
    if case.level in WATCHED and case.reference not in seen:
        shown.append({"level": case.level})
        seen[case.reference] = hour
    for update in updates:
        if update.level in WATCHED and update.reference not in seen:
            shown.append({"level": update.level, "update": update.reference})
            seen[update.reference] = hour
    if shown:
        trail.record_each(EventKind.READ, "read", by=request.user, target=case.reference, each=shown)
        request.session[SESSION_KEY] = seen
