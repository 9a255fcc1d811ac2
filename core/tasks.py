"""Jobs for the worker, marked as safe to repeat.

Every Celery task of the house is written with this and with nothing else (`tests/architecture/test_tasks.py`):

    from core.tasks import idempotent_task

    @idempotent_task(name="reminders.raise_alerts")
    def raise_alerts(day: str | None = None) -> int:
        return engine.raise_alerts(day=day)

It takes ids, calls one plain function and holds no rule. A worker that dies mid-way hands it back to the queue
(`acks_late`), so it may run twice: the plain function must leave the same rows, and claim what it sends, either way.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from celery import shared_task

Job = TypeVar("Job", bound=Callable[..., Any])


def idempotent_task(**options: Any) -> Callable[[Job], Job]:
    """`shared_task` for a job that may run twice; `options` are Celery's (name, queue, max_retries, time_limit …)."""
    return shared_task(**{**options, "acks_late": True, "reject_on_worker_lost": True, "idempotent": True})
