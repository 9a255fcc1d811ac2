"""Following a case: what changes on it stands on Today of whoever does, and nobody else is told that they do."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from cases.models import Case, Follow
from core import trail
from core.models import EventKind


@transaction.atomic
def follow(*, case: Case, by: User) -> None:
    """Begin to follow `case`; a second time changes nothing."""
    _row, new = Follow.objects.get_or_create(case=case, user=by)
    if new:
        trail.record(EventKind.WRITE, "follow", by=by, target=case.reference)


@transaction.atomic
def unfollow(*, case: Case, by: User) -> None:
    """Follow `case` no longer; the note why goes with it."""
    gone, _rows = Follow.objects.filter(case=case, user=by).delete()
    if gone:
        trail.record(EventKind.WRITE, "unfollow", by=by, target=case.reference)
