"""Time limits: which version of a procedure was in force, when something falls due, and how that was computed."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import Clock, Deadline, Procedure
from advocacy.vocabulary import ClockKind, ClockStart


def version_in_force(key: str, day: date) -> Procedure | None:
    """The version of the procedure `key` that was in force on `day`: the latest that had begun."""
    return Procedure.objects.filter(key=key).in_force_on(day).order_by("valid_from").last()


def clock_of(procedure: Procedure | None, kind: str) -> Clock | None:
    """The clock of this kind that this version has, if any: no version lends another its clocks."""
    if procedure is None:
        return None
    return next((clock for clock in procedure.clocks.all() if clock.kind == kind), None)


def falls_due(clock: Clock, start: date) -> date:
    """The day on which `clock` runs out when it starts on `start`."""
    return start + timedelta(clock.days) if clock.days else months_after(start, clock.months or 0)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reply_clock(procedure: Procedure | None) -> Clock | None:
    """The clock for a reply: one that is owed, or else our own reminder to chase."""
    return clock_of(procedure, ClockKind.REPLY) or clock_of(procedure, ClockKind.CHASE)


def computation(deadline: Deadline) -> str:
    """How a deadline was computed, in words: “sent 30 Sept 2020 + 60 days”."""
    if deadline.from_on is None:
        return deadline.why
    start, day = str(ClockStart(deadline.start).label), date_format(deadline.from_on, "SHORT_DATE_FORMAT")
    sent = deadline.action.sent if deadline.action_id else None
    if deadline.start == ClockStart.SENT and sent is not None and sent.earliest != sent.latest:
        start = _("sent at the latest")  # the record gives no day: nobody is called late who may not be
    if deadline.months:
        length = ngettext("%(n)d month", "%(n)d months", deadline.months) % {"n": deadline.months}
    else:
        length = ngettext("%(n)d day", "%(n)d days", deadline.days or 0) % {"n": deadline.days or 0}
    words = _("%(start)s %(day)s + %(length)s") % {"start": start, "day": day, "length": length}
    return words if deadline.checked else _("%(words)s (unchecked)") % {"words": words}
