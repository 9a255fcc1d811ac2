"""Who read what is restricted, of records that hang on several cases: in the event trail, once per session and hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.requests import Request
from cases.reading import SESSION_KEY, WATCHED
from core import trail
from core.models import EventKind


def note_record_read(request: Request, record: Any) -> None:
    """Record that `record` (with `reference` and `level`) was shown, where its level is stricter than the team's."""
    hour = f"{timezone.now():%Y-%m-%dT%H}"
    seen = {name: when for name, when in request.session.get(SESSION_KEY, {}).items() if when == hour}
    if record.level in WATCHED and record.reference not in seen:
        trail.record(EventKind.READ, "read", by=request.user, target=record.reference, level=record.level)
        request.session[SESSION_KEY] = seen | {record.reference: hour}


def note_records_read(request: Request, target: str, records: Iterable[Any]) -> None:
    """The same of several records at once, shown on the page of `target` (a reference)."""
    hour = f"{timezone.now():%Y-%m-%dT%H}"
    seen = {name: when for name, when in request.session.get(SESSION_KEY, {}).items() if when == hour}
    new = {one.reference: one.level for one in records if one.level in WATCHED and one.reference not in seen}
    if new:
        facts = [{"level": level, "record": reference} for reference, level in new.items()]
        trail.record_each(EventKind.READ, "read", by=request.user, target=target, each=facts)
        request.session[SESSION_KEY] = seen | dict.fromkeys(new, hour)
