"""Celery's app and the one table of what runs when.

The database is the truth; the broker only wakes workers. So every scheduled task is a sweep: it looks for what is
due, may run twice, and is dropped when it waited longer than its own interval (`expires`): the next does its work.
"""

import gc
import logging
import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prisoners_tracker.settings")

MINUTE = 60.0

app = Celery("prisoners_tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.update(
    # Asked to end, a worker finishes what it can in this many seconds and hands the rest back to the queue.
    worker_soft_shutdown_timeout=4,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    # Nobody watches the workers over the broker: without these an idle worker sleeps.
    event_queue_expires=MINUTE,
    task_store_errors_even_if_ignored=False,
)


def every(task: str, schedule: crontab | float, *, expires: float) -> dict[str, Any]:
    return {"task": task, "schedule": schedule, "options": {"expires": expires}}


app.conf.beat_schedule = {
    "the scheduler lives": every("reminders.beat_pulse", MINUTE, expires=MINUTE),
    "stall rules": every("reminders.raise_alerts", crontab(minute="*/15"), expires=15 * MINUTE),
    "outbox": every("reminders.send_messages", MINUTE, expires=MINUTE),
    # Every quarter of an hour, because it is morning somewhere: each person has a time zone.
    "digests": every("reminders.compose_digests", crontab(minute="5,20,35,50"), expires=15 * MINUTE),
    "screening": every("sanctions.screen", MINUTE, expires=MINUTE),
    "sheets brought in": every("sheets.go_on_imports", MINUTE, expires=MINUTE),
    "lists brought in": every("sanctions.go_on_imports", MINUTE, expires=MINUTE),
    # Every quarter of an hour: each list has an hour of its own, and a failed fetch is tried again after a pause.
    "lists to fetch": every("sanctions.fetch_lists", crontab(minute="7,22,37,52"), expires=15 * MINUTE),
}


@app.on_after_configure.connect
def add_demonstration(sender: Celery, **_: Any) -> None:
    if settings.DEMO:
        sender.conf.beat_schedule["demonstration"] = every("demo.advance", MINUTE, expires=MINUTE)


@worker_init.connect
def take_back_what_a_killed_worker_held(**_: Any) -> None:
    """Where this is the only worker (embedded mode), put back at once what its predecessor was killed with.

    Elsewhere another worker may still have it in hand, and the broker's visibility timeout decides.
    """
    if os.environ.get("ONLY_WORKER") != "1":
        return
    with app.connection_for_read() as connection:
        channel = connection.default_channel
        if connection.transport.driver_type != "redis":
            return
        tags = channel.client.hkeys(channel.unacked_key)
        for tag in tags:
            channel.qos.restore_by_tag(tag.decode() if isinstance(tag, bytes) else tag)
        if tags:
            logging.getLogger(__name__).info("took back %s unfinished jobs", len(tags))


@worker_init.connect
def share_memory_with_the_pool(**_: Any) -> None:
    """What is loaded before the pool forks stays shared; unfrozen, the collector would touch and so copy it all."""
    gc.collect()
    gc.freeze()
