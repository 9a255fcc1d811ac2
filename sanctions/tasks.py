"""What the scheduler and the pages queue. Each may run twice: see `core.tasks`."""

from __future__ import annotations

from core.tasks import idempotent_task
from sanctions.models import Snapshot
from sanctions.services import fetches, imports, screening


@idempotent_task(name="sanctions.go_on_imports")
def go_on_imports() -> int:
    """Take up every import that lies or was left lying, the oldest first."""
    return sum(imports.go_on(snapshot) for snapshot in Snapshot.objects.under_way().order_by("pk"))


@idempotent_task(name="sanctions.fetch_lists")
def fetch_lists() -> None:
    """Fetch the lists that are due, and read what came."""
    if fetches.fetch_lists():
        go_on_imports()


@idempotent_task(name="sanctions.screen")
def screen() -> int:
    """Take up every screening run that lies or was left lying, the oldest first."""
    return screening.take_up()
