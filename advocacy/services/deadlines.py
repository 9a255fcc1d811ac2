"""Clocks of actions: the first deadline, extensions, pauses, and replies that stop them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy import clocks
from advocacy.models import Action, Clock, Deadline, Pause, Reply
from advocacy.services.writing import changed, held, written
from advocacy.vocabulary import ActionState, ClockStart, DeadlineKind, Response
from core import clock
from core.partial_dates import PartialDate


def begin(action: Action, *, procedure: str, due_on: date | None, by: User | None, today: date) -> None:
    """Start the clock of an action that was sent: by its procedure's version of that day, or by hand."""
    if action.sent_on is None:
        return
    if procedure:
        action.procedure = clocks.version_in_force(procedure, action.sent_on)
    limit = clocks.reply_clock(action.procedure)
    if due_on is not None:
        check_due(due_on, action.sent_on)
        _set(action, DeadlineKind.BY_HAND, due_on, by, on=today, why=_("Set by hand"))
    elif limit is not None:
        _compute(action, limit, action.sent_on, by, on=action.sent_on)
    action.save()


def check_due(due_on: date, sent_on: date) -> None:
    if due_on < sent_on:
        raise ValidationError({"due_on": _("A reply cannot be due before it was sent.")})


def recount(action: Action, *, by: User) -> None:
    """Reckon the deadline anew after the day of sending was corrected, unless somebody has moved it since."""
    latest = action.deadlines.order_by("pk").last()
    if latest is None or latest.kind != DeadlineKind.COMPUTED or action.procedure is None or action.sent_on is None:
        return
    action.procedure = clocks.version_in_force(action.procedure.key, action.sent_on)
    action.due_on = None
    if (limit := clocks.reply_clock(action.procedure)) is not None:
        # Not before the mistaken one was set: of two deadlines the later one is in force.
        _compute(action, limit, action.sent_on, by, on=max(latest.set_on, action.sent_on))
    action.save()


def _compute(action: Action, limit: Clock, sent_on: date, by: User | None, *, on: date) -> None:
    counted: dict[str, Any] = {"start": ClockStart.SENT, "from_on": sent_on}
    counted |= {"days": limit.days, "months": limit.months, "checked": limit.checked}
    _set(action, DeadlineKind.COMPUTED, clocks.falls_due(limit, sent_on), by, on=on, **counted)


@transaction.atomic
def extend_deadline(*, action: Action, due_on: date, why: str, by: User) -> Deadline:
    """Set another day, with the reason; every earlier one stays on record. Said twice it is said once.

    Raises ValidationError without a reason, for a day that has passed, and past the procedure's longest extension.
    """
    action = held(action)
    if not why.strip():
        raise ValidationError({"why": _("Say why, and who gave the new day.")})
    if action.state != ActionState.SENT:
        raise ValidationError(_("Nothing is awaited here: it was not sent, or it is closed."))
    if due_on < clock.today():
        raise ValidationError({"due_on": _("An extension cannot end in the past: choose today or a later day.")})
    longest = longest_extension(action)
    if longest is not None and due_on > longest:
        words = _("This procedure allows an extension until %(day)s at most.")
        raise ValidationError({"due_on": words % {"day": date_format(longest, "DATE_FORMAT")}})
    latest = action.deadlines.order_by("pk").last()
    if latest is not None and (latest.due_on, latest.why) == (due_on, why.strip()[:300]):
        return latest
    kind = DeadlineKind.EXTENDED if latest else DeadlineKind.BY_HAND
    deadline = _set(action, kind, due_on, by, on=clock.today(), why=why.strip())
    changed(action, why)
    written(action, "deadline-extended", by, why)
    return deadline


def longest_extension(action: Action) -> date | None:
    """The last day that its procedure allows for a reply; None where it sets none. Days with us are added."""
    first = action.deadlines.filter(kind__in=[DeadlineKind.COMPUTED, DeadlineKind.BY_HAND]).first()
    limit = clocks.reply_clock(action.procedure)
    if first is None or limit is None or not limit.longest_extension_days:
        return None
    moved = sum(((one.resumed_on or clock.today()) - one.paused_on).days for one in action.pauses.all())
    return first.due_on + timedelta(limit.longest_extension_days + moved)


@transaction.atomic
def pause_clock(*, action: Action, why: str, by: User | None, on: date | None = None) -> Action:
    """The ball is with us: the clock stands still from `on` (today). Said twice it is said once."""
    action = held(action)
    on = on or clock.today()
    if action.sent_on is None or action.state != ActionState.SENT:
        raise ValidationError(_("Nothing is awaited here: it was not sent, or it is closed."))
    if not why.strip():
        raise ValidationError({"why": _("Say what they ask of us.")})
    if not action.sent_on <= on <= clock.today():
        raise ValidationError({"paused_on": _("The clock can stop from the day it was sent until today.")})
    if action.paused_on is None:
        Pause.objects.create(action=action, paused_on=on, why=why.strip())
        action.paused_on = on
        changed(action, why)
        written(action, "clock-paused", by, why)
    return action


@transaction.atomic
def resume_clock(*, action: Action, by: User | None, on: date | None = None) -> Action:
    """The ball is with them again: what was left of the time runs on from `on` (today)."""
    action = held(action)
    on = on or clock.today()
    if action.paused_on is None:
        return action
    if not action.paused_on <= on <= clock.today():
        raise ValidationError({"resumed_on": _("The clock can go on from the day it stopped until today.")})
    pause = action.pauses.get(resumed_on=None)
    pause.resumed_on = on
    pause.save()
    days = (on - pause.paused_on).days
    action.paused_on = None
    if action.due_on is not None and days:
        why = _("With us from %(start)s to %(end)s") % {
            "start": date_format(pause.paused_on, "SHORT_DATE_FORMAT"),
            "end": date_format(on, "SHORT_DATE_FORMAT"),
        }
        # What had run out before it was paused stays overdue by as many days.
        _set(action, DeadlineKind.PAUSED, action.due_on + timedelta(days), by, on=on, why=why)
    changed(action)
    written(action, "clock-resumed", by)
    return action


@transaction.atomic
def record_reply(
    *,
    action: Action,
    response: str,
    received: PartialDate,
    summary: str,
    by: User | None,
    text: str = "",
    sender: Organisation | None = None,
    logged_on: date | None = None,
) -> Reply:
    """Log an answer. A question back puts the ball with us; anything else answers the action.

    Raises ValidationError, keyed by field: not sent yet, a day before the sending or still to come, nothing said.
    """
    action = held(action)
    today = logged_on or clock.today()
    if action.sent_on is None:
        raise ValidationError(_("It was never sent: say first when it was."))
    if received.earliest > today:
        raise ValidationError({"received": _("This day is still to come.")})
    if received.latest_by(today) < action.sent_on:
        words = _("A reply cannot come before the sending (%(day)s): correct one of the two days.")
        raise ValidationError({"received": words % {"day": date_format(action.sent_on, "DATE_FORMAT")}})
    if not summary.strip():
        raise ValidationError({"summary": _("Say in one line what they answered.")})
    same = action.replies.filter(response=response, received=received, summary=summary.strip()).first()
    if same is not None:
        return same
    reply = Reply.objects.create(
        action=action,
        sender=sender or action.addressee,
        response=response,
        summary=summary.strip(),
        text=text.strip(),
        received=received,
        logged_on=today,
        logged_by=by,
    )
    if response == Response.ASKED:
        if action.paused_on is None and action.state == ActionState.SENT:
            Pause.objects.create(action=action, paused_on=reply.received_on, why=reply.summary)
            action.paused_on = reply.received_on
    else:
        action.answered_on = min(filter(None, [action.answered_on, reply.received_on]))
    changed(action)
    written(action, "reply-recorded", by, response=response)
    return reply


def deadline_on(action: Action, day: date) -> Deadline | None:
    """The deadline that was in force on `day`."""
    return action.deadlines.filter(set_on__lte=day).last()


def _set(
    action: Action, kind: DeadlineKind, due_on: date, by: User | None, *, on: date, why: str = "", **counted: Any
) -> Deadline:
    action.due_on = due_on
    return Deadline.objects.create(
        action=action, kind=kind, due_on=due_on, set_on=on, set_by=by, why=why[:300], **counted
    )
