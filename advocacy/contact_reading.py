"""Whose contact somebody read: kept in the event trail, once per session and hour for each."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import Organisation
from accounts.requests import Request
from advocacy.models import Contact
from cases.reading import SESSION_KEY
from core import trail
from core.models import EventKind


def note_contacts_read(request: Request, body: Organisation, contacts: Iterable[Contact]) -> None:
    """Record that `contacts` at `body` were shown to the reader, each by its reference."""
    hour = f"{timezone.now():%Y-%m-%dT%H}"
    seen = {name: when for name, when in request.session.get(SESSION_KEY, {}).items() if when == hour}
    shown = [contact.reference for contact in contacts if contact.reference not in seen]
    if shown:
        each = [{"contact": reference} for reference in shown]
        trail.record_each(EventKind.READ, "contact-read", by=request.user, target=body.slug, each=each)
        request.session[SESSION_KEY] = seen | dict.fromkeys(shown, hour)
