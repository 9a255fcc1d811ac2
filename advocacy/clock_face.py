"""An action's clock in words: by when a reply is due and how that was computed, how far off, and what stood before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy import clocks
from advocacy.models import Action, Deadline, Pause
from advocacy.vocabulary import ActionState, ClockKind, DeadlineKind


@dataclass(frozen=True)
class ClockFace:
    """What a page says of the clock of `action` on `day`."""

    action: Action
    day: date

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """As they were set, the earliest first."""
        return sorted(self.action.deadlines.all(), key=lambda one: one.pk)

    @property
    def now(self) -> Deadline | None:
        """The deadline in force."""
        return self.deadlines[-1] if self.deadlines else None

    @property
    def earlier(self) -> list[Deadline]:
        """What stood before, latest first."""
        return self.deadlines[-2::-1]

    @property
    def pause(self) -> Pause | None:
        """The pause that is not over."""
        return next((one for one in self.action.pauses.all() if one.resumed_on is None), None)

    @cached_property
    def owed(self) -> bool:
        """Whether a reply is owed; else the day is our own reminder to ask again."""
        limit = clocks.reply_clock(self.action.procedure)
        return limit is None or limit.kind != ClockKind.CHASE

    @property
    def title(self) -> str:
        """“Reply due 29 Nov 2020: sent 30 Sep 2020 + 60 days”; empty where no day is set."""
        if self.now is None:
            return ""
        words = _("Reply due %(day)s: %(how)s") if self.owed else _("We ask again on %(day)s: %(how)s")
        return words % {"day": date_format(self.now.due_on, "SHORT_DATE_FORMAT"), "how": how(self.now)}

    @property
    def unchecked(self) -> bool:
        """Whether the day in force rests on a time limit that nobody has checked against its text."""
        return any(not one.checked for one in self.deadlines if one.kind == DeadlineKind.COMPUTED)

    @property
    def distance(self) -> str:
        """How far off it is, or how it ended: see `distance`."""
        return distance(self.action, self.day)


def how(deadline: Deadline) -> str:
    """How a deadline came to be: its computation, or who moved it and why."""
    if deadline.kind in (DeadlineKind.COMPUTED, DeadlineKind.PAUSED):
        return clocks.computation(deadline)
    words = _("extended (%(why)s)") if deadline.kind == DeadlineKind.EXTENDED else "%(why)s"
    return words % {"why": deadline.why}


def distance(action: Action, day: date) -> str:
    """“41 days overdue”, “in 12 days”, “answered after 69 days”, “with us since 5 Oct 2020”; else empty."""
    if action.answered_on is not None and action.sent is not None:
        if action.sent.earliest != action.sent.latest:
            return _("answered %(day)s") % {"day": date_format(action.answered_on, "SHORT_DATE_FORMAT")}
        days = (action.answered_on - action.sent.earliest).days
        return ngettext("answered after %(n)d day", "answered after %(n)d days", days) % {"n": days}
    if action.state != ActionState.SENT:
        return ""
    if action.paused_on is not None:
        return _("with us since %(day)s") % {"day": date_format(action.paused_on, "SHORT_DATE_FORMAT")}
    if action.due_on is None:
        return ""
    days = (action.due_on - day).days
    if days < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
