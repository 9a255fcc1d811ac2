"""Who has an import in hand: one worker at a time, and another goes on where one died.

A lease is the instant until which it is held; only its holder knows it, so it also fences: a worker that was thought
dead, and comes back after another took over, finds its lease gone and writes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from django.db.models import F, Q
from django.utils import timezone

from sanctions.models import Snapshot

#: Longer than the longest silence of a healthy worker: applying a large list is one transaction.
LEASE = timedelta(minutes=3)
#: How often it says how far it is, in seconds.
EVERY = 1.0


class LeaseLost(Exception):
    """Somebody else has the import now, or it was dropped: stop, and write nothing."""


class Lease:
    """An import held by this worker."""

    def __init__(self, snapshot: Snapshot, until: datetime) -> None:
        self.pk, self.until, self.told_at = snapshot.pk, until, monotonic()

    @classmethod
    def take(cls, snapshot: Snapshot) -> Lease | None:
        """Hold it and count the try; None where it is held already, or has nothing to be done."""
        now = timezone.now()
        until = now + LEASE
        free = Snapshot.objects.under_way().filter(Q(leased_until=None) | Q(leased_until__lt=now), pk=snapshot.pk)
        return cls(snapshot, until) if free.update(leased_until=until, tries=F("tries") + 1) == 1 else None

    def keep(self, done: int) -> None:
        """Say how far it is, and hold it for longer. Raises LeaseLost."""
        if monotonic() - self.told_at < EVERY:
            return
        until = timezone.now() + LEASE
        if Snapshot.objects.filter(pk=self.pk, leased_until=self.until).update(leased_until=until, done=done) != 1:
            raise LeaseLost
        self.until, self.told_at = until, monotonic()

    def locked(self) -> Snapshot:
        """The import as it is now, locked until the transaction ends. Raises LeaseLost."""
        held = Snapshot.objects.select_for_update(of=("self",)).filter(pk=self.pk, leased_until=self.until).first()
        if held is None:
            raise LeaseLost
        return held

    def give_back(self) -> None:
        Snapshot.objects.filter(pk=self.pk, leased_until=self.until).update(leased_until=None)
