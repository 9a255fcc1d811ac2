"""Lists fetched by themselves: downloaded when their hour has come, and put in the queue of imports."""

from __future__ import annotations

import logging
import tempfile
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import trail
from core.models import EventKind
from sanctions.importing import fetching
from sanctions.importing.fetching import FetchFailed, SchemeAllowed, https_only
from sanctions.models import ListSource, Snapshot
from sanctions.services.imports import begin_import
from sanctions.vocabulary import SnapshotState

logger = logging.getLogger(__name__)
SETTINGS = ("address", "user_agent", "hour", "fetch")


def fetch_lists(now: datetime | None = None, *, allowed: SchemeAllowed = https_only) -> int:
    """Fetch every list that is due. Returns how many were downloaded; a failure of one stops no other."""
    now = now or timezone.now()
    return sum(
        fetch(source, allowed=allowed) is not None for source in fetching.due(now) if fetching.claim(source, now)
    )


def fetch(source: ListSource, *, allowed: SchemeAllowed = https_only) -> Snapshot | None:
    """Download a list and put it in the queue; None where that failed, and the source says why."""
    with tempfile.TemporaryDirectory(prefix="fetch-") as folder:
        try:
            files = fetching.download_list(source, folder, allowed=allowed)
            snapshot = begin_import(source=source, uploads=files, by=None)
        except (FetchFailed, ValidationError) as error:
            why = error.messages[0] if isinstance(error, ValidationError) else str(error)
            logger.warning("list %s was not fetched: %s", source.key, why)
            fetching.note_failure(source, why)
            return None
        except Exception:
            logger.exception("list %s was not fetched", source.key)
            fetching.note_failure(source, _("Something went wrong on our side; the server’s log has the rest."))
            return None
    if snapshot.state == SnapshotState.WAITING:  # the very files that wait already, so nobody reads them again
        fetching.note_success(source)
    else:
        fetching.note_fetched(source)
    return snapshot


@transaction.atomic
def ask_for_fetch(*, source: ListSource, by: User) -> None:
    """Have it fetched as soon as a worker comes by, whatever its hour."""
    ListSource.objects.filter(pk=source.pk).update(next_try_at=timezone.now())
    trail.record(EventKind.WRITE, "list-fetch-asked", by=by, target=source.key)


@transaction.atomic
def set_fetching(*, source: ListSource, by: User, address: str, user_agent: str, hour: int, fetch: bool) -> ListSource:
    """Say whence, as whom and when a list is fetched, and whether at all. An address that changed is tried afresh."""
    source = ListSource.objects.select_for_update().get(pk=source.pk)
    before = [getattr(source, name) for name in SETTINGS]
    source.address, source.user_agent, source.hour, source.fetch = address, user_agent, hour, fetch
    if [getattr(source, name) for name in SETTINGS] == before:
        return source
    source.failures, source.failing_since, source.last_error, source.next_try_at = 0, None, "", None
    source.save()
    trail.record(EventKind.WRITE, "list-fetching-set", by=by, target=source.key, fetch=fetch, hour=hour)
    return source
