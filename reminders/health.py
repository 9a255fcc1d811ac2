"""Whether the house works: the database, the broker, the migrations, the scheduler, the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from celery import current_app
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from reminders.models import EngineRun, Pulse
from reminders.stalling import LONGEST_PAUSE

# The scheduler beats every minute; a worker may be busy for some.
LONGEST_SILENCE = timedelta(minutes=10)
BROKER_SECONDS = 2


def readiness() -> dict[str, bool]:
    """Each part and whether it works. A part that raises does not; nothing more is said to whoever asks."""
    return {name: _works(check) for name, check in CHECKS.items()}


def _works(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever is wrong with it, it does not work, and the page must still answer
        return False


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def broker() -> bool:
    with current_app.connection_for_read(connect_timeout=BROKER_SECONDS) as broker_connection:
        broker_connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=BROKER_SECONDS)
        return bool(broker_connection.connected)


def migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def scheduler() -> bool:
    return Pulse.objects.filter(name="beat", last_at__gt=timezone.now() - LONGEST_SILENCE).exists()


def rules() -> bool:
    last = EngineRun.objects.last_finished_at()
    return last is not None and timezone.now() - last <= LONGEST_PAUSE


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database,
    "broker": broker,
    "migrations": migrations,
    "scheduler": scheduler,
    "rules": rules,
}
