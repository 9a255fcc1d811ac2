"""What day the demonstration lives on, and the days on which something happens in it."""

from __future__ import annotations

import time
from bisect import bisect_right
from datetime import date

from core.clock import real_today
from demo.facts import event_days
from demo.models import FIRST_DAY, DemoDay

# Pages ask the day many times; the worker may move it meanwhile, so no process trusts what it read for longer.
TRUST_SECONDS = 1.0
_read: tuple[float, date] | None = None


def demo_day() -> date:
    """The demonstration's day, read at most once a second by each process."""
    global _read
    now = time.monotonic()
    if _read is None or now - _read[0] > TRUST_SECONDS:
        day = DemoDay.objects.values_list("day", flat=True).first()
        _read = (now, day or FIRST_DAY)
    return _read[1]


def set_demo_day(day: date) -> None:
    """Move the demonstration to `day`."""
    global _read
    DemoDay.objects.update_or_create(pk=1, defaults={"day": day})
    _read = None


def forget_read_day() -> None:
    """Read the day anew at the next question: for tests, which undo what they wrote."""
    global _read
    _read = None


def next_event_day(day: date) -> date | None:
    """The first day after `day` on which something becomes known; None once the facts end."""
    days = event_days()
    place = bisect_right(days, day)
    return days[place] if place < len(days) and days[place] <= real_today() else None


def days_to_walk(day: date, target: date) -> list[date]:
    """The days after `day` on which something becomes known, and `target` itself as the last one."""
    days = event_days()
    between = days[bisect_right(days, day) : bisect_right(days, target)]
    return between if between and between[-1] == target else [*between, target]
