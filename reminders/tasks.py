"""What the scheduler and the services queue. Each may run twice: see `core.tasks`."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from core.tasks import idempotent_task
from reminders import engine, outbox, telling
from reminders.models import Pulse


@idempotent_task(name="reminders.raise_alerts")
def raise_alerts(day: str | None = None) -> None:
    """Run all rules, and put what cannot wait into the outbox."""
    for_day = date.fromisoformat(day) if day else None
    engine.raise_alerts(for_day)
    telling.compose_critical(for_day)


@idempotent_task(name="reminders.recheck_case")
def recheck_case(case_id: int) -> None:
    """Run all rules on one case after a write."""
    engine.recheck_case(case_id)
    telling.compose_critical()


@idempotent_task(name="reminders.compose_digests")
def compose_digests() -> None:
    """Write the digests, and on Mondays the reports, of those whose hour has come."""
    telling.compose_digests()
    telling.compose_weekly()


@idempotent_task(name="reminders.send_messages")
def send_messages() -> None:
    """Send what waits in the outbox."""
    outbox.send_messages()


@idempotent_task(name="reminders.beat_pulse")
def beat_pulse() -> None:
    """Note that the scheduler and a worker live, and look whether the rules still run."""
    Pulse.objects.update_or_create(name="beat", defaults={"last_at": timezone.now()})
    engine.watch_engine()
    telling.compose_critical()
