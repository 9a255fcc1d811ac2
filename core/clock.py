"""What day it is: the one place the house asks.

It is the real day in the organisation's time zone, unless an app has set another source (the demonstration does, so
that it can be moved over real history). Instants, sessions, leases and the scheduler always use real time.
"""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

_source: Callable[[], date | None] | None = None


def real_today() -> date:
    """The real day, in `ORGANISATION_TIME_ZONE`."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def today() -> date:
    """The day the house lives on."""
    day = _source() if _source else None
    return day or real_today()


def set_source(source: Callable[[], date | None] | None) -> None:
    """Let `source` say what day it is; where it answers None the real day holds."""
    global _source
    _source = source
