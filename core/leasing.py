"""Who has a long job in hand: one worker at a time, and another goes on where one died.

A job is a row with `leased_until`, `tries` and `done`, whose manager says which are `under_way()`. A lease is the
instant until which the row is held; only its holder knows it, so it also fences: a worker that was thought dead, and
comes back after another took over, finds its lease gone and writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Generic, TypeVar

from django.db import InterfaceError, OperationalError
from django.db.models import F, Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

#: Longer than the longest silence of a healthy worker: what is applied is one transaction.
LEASE = timedelta(minutes=3)
#: How often it says how far it is, in seconds.
EVERY = 1.0

#: So often a worker may die at a job.
TRIES = 4

Job = TypeVar("Job", bound=Model)
logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Somebody else has the job now, or it was dropped: stop, and write nothing."""


class Lease(Generic[Job]):
    """A job held by this worker."""

    def __init__(self, job: Job, until: datetime) -> None:
        self.jobs: Any = type(job)._default_manager
        self.pk, self.until, self.told_at = job.pk, until, monotonic()

    @classmethod
    def take(cls, job: Job) -> Lease[Job] | None:
        """Hold it and count the try; None where it is held already, or has nothing to be done."""
        now = timezone.now()
        lease = cls(job, now + LEASE)
        free = lease.jobs.under_way().filter(Q(leased_until=None) | Q(leased_until__lt=now), pk=job.pk)
        return lease if free.update(leased_until=lease.until, tries=F("tries") + 1) == 1 else None

    def keep(self, done: int) -> None:
        """Say how far it is, and hold it for longer. Raises LeaseLost."""
        if monotonic() - self.told_at < EVERY:
            return
        until = timezone.now() + LEASE
        if self.jobs.filter(pk=self.pk, leased_until=self.until).update(leased_until=until, done=done) != 1:
            raise LeaseLost
        self.until, self.told_at = until, monotonic()

    def locked(self) -> Job:
        """The job as it is now, locked until the transaction ends. Raises LeaseLost."""
        held: Job | None = self.jobs.select_for_update(of=("self",)).filter(pk=self.pk, leased_until=self.until).first()
        if held is None:
            raise LeaseLost
        return held

    def give_back(self) -> None:
        self.jobs.filter(pk=self.pk, leased_until=self.until).update(leased_until=None)


def carry_on(
    job: Any,
    work: Callable[[Any, Lease[Any]], None],
    refuse: Callable[[Lease[Any], str], None],
    *,
    unreadable: type[Exception],
) -> bool:
    """Do what `job` waits for, unless another worker is at it. Returns whether this one did it.

    What cannot be read (`unreadable`) ends it with a sentence for whoever brought it; so does a fault of ours, and the
    log has the rest. A database that is away ends nothing: it is tried again.
    """
    lease = Lease.take(job)
    if lease is None:
        return False
    job.refresh_from_db()
    try:
        if job.tries > TRIES:
            logger.error("%s was begun %s times and never ended", job.reference, TRIES)
            refuse(lease, _("Each time it was begun the worker ended before it was done; the server’s log says why."))
        else:
            work(job, lease)
    except LeaseLost:
        logger.info("%s was taken from this worker", job.reference)
    except unreadable as error:
        refuse(lease, str(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("%s stopped", job.reference)
        refuse(lease, _("Something went wrong on our side; the server’s log has the rest."))
    finally:
        lease.give_back()
    return True
