"""Where an action stands on a day: the columns of the board, and the filter of the list.

`where(stage, day)` and `stage_of(action, day)` say the same, once for the database and once for a row.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from advocacy.models import Action
from advocacy.vocabulary import AWAITS_REPLY, TAKEN, UNSENT, ActionState


class Stage(TextChoices):
    PLANNED = "planned", _("Planned")
    WAITING = "waiting", _("Sent and waiting")
    OVERDUE = "overdue", _("Reply overdue")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed or nothing awaited")
    DROPPED = "dropped", _("Dropped")

    @property
    def tone(self) -> str:
        return _TONES[self]

    @property
    def icon(self) -> str:
        return _ICONS[self]


#: What was dropped is found by the filter; on the board it would only stand in the way.
BOARD = (Stage.PLANNED, Stage.WAITING, Stage.OVERDUE, Stage.ANSWERED, Stage.CLOSED)
_TONES = {
    Stage.PLANNED: "neutral",
    Stage.WAITING: "info",
    Stage.OVERDUE: "danger",
    Stage.ANSWERED: "success",
    Stage.CLOSED: "held",
    Stage.DROPPED: "neutral",
}
_ICONS = {
    Stage.PLANNED: "circle-dashed",
    Stage.WAITING: "hourglass",
    Stage.OVERDUE: "bell-ring",
    Stage.ANSWERED: "mail-open",
    Stage.CLOSED: "check",
    Stage.DROPPED: "x",
}

_UNANSWERED = Q(state=ActionState.SENT, answered_on=None)
#: A reply is owed by a day, the ball is with us, or the kind of act asks somebody for something.
_EXPECTED = Q(due_on__isnull=False) | Q(paused_on__isnull=False) | Q(kind__in=AWAITS_REPLY, addressee__isnull=False)


def where(stage: str, day: date) -> Q:
    """The condition under which an action is at `stage` on `day`."""
    late = Q(due_on__lt=day, paused_on=None)
    match stage:
        case Stage.PLANNED:
            return Q(state__in=UNSENT)
        case Stage.OVERDUE:
            return _UNANSWERED & late
        case Stage.WAITING:
            return _UNANSWERED & _EXPECTED & ~(Q(due_on__isnull=False) & late)
        case Stage.ANSWERED:
            return Q(state=ActionState.SENT, answered_on__isnull=False)
        case Stage.DROPPED:
            return Q(state=ActionState.DROPPED)
    return Q(state=ActionState.CLOSED) | (_UNANSWERED & ~_EXPECTED)


def stage_of(action: Action, day: date) -> Stage:
    """At which stage `action` is on `day`."""
    if action.state not in TAKEN:
        return Stage.PLANNED if action.state in UNSENT else Stage.DROPPED
    if action.state == ActionState.CLOSED:
        return Stage.CLOSED
    if action.answered_on is not None:
        return Stage.ANSWERED
    if action.is_overdue(day):
        return Stage.OVERDUE
    return Stage.WAITING if awaits_something(action) else Stage.CLOSED


def awaits_something(action: Action) -> bool:
    """Whether something is expected after it: see `_EXPECTED`."""
    asks = action.kind in AWAITS_REPLY and action.addressee_id is not None
    return action.due_on is not None or action.paused_on is not None or asks


def without_reply() -> Q:
    """Sent, a reply expected, and none recorded."""
    return _UNANSWERED & _EXPECTED


def due_within(day: date, last: date) -> Q:
    """A reply is due from `day` to `last`, and the ball is not with us."""
    return _UNANSWERED & Q(due_on__gte=day, due_on__lte=last, paused_on=None)
