"""Putting right what was logged wrongly of an action. What stood before stays in its history, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy.models import Action
from advocacy.services import deadlines
from advocacy.services.writing import changed, held, written
from core import clock
from core.partial_dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class Correction:
    """How an action should have been logged. `sent` stays None for what was never sent."""

    kind: str
    weight: str
    summary: str
    sent: PartialDate | None = None
    addressee: Organisation | None = None
    text: str = ""
    kept_at: str = ""
    signatories: str = ""
    signatory_count: int | None = None


@transaction.atomic
def correct_action(*, action: Action, correction: Correction, why: str, by: User) -> Action:
    """Correct it, and reckon its deadline anew where the day of sending was wrong. Said twice it is said once.

    Raises ValidationError, keyed by field: no reason, nothing said, a day that does not fit what came after it.
    """
    action = held(action)
    if not why.strip():
        raise ValidationError({"why": _("Say why it is corrected; the reason stays on record.")})
    if not correction.summary.strip():
        raise ValidationError({"summary": _("Say in one line what was done, or is to be done.")})
    moved = _check_day(action, correction.sent)
    before = {name: getattr(action, name) for name in _FIELDS}
    for name in _FIELDS:
        setattr(action, name, getattr(correction, name))
    if before == {name: getattr(action, name) for name in _FIELDS}:
        return action
    if correction.sent is not None:
        action.logged_on = max(action.logged_on, correction.sent.earliest)
        action.begun_on = min(action.begun_on, correction.sent.latest_by(action.logged_on))
    changed(action, why)
    if moved:
        deadlines.recount(action, by=by)
    written(action, "action-corrected", by, why)
    return action


_FIELDS = ("kind", "weight", "summary", "sent", "addressee", "text", "kept_at", "signatories", "signatory_count")


def _check_day(action: Action, sent: PartialDate | None) -> bool:
    """Whether the day of sending becomes another one. Raises ValidationError where it cannot be that day."""
    if sent == action.sent:
        return False
    if sent is None:
        raise ValidationError({"sent": _("It was sent already: say when, or close it.")})
    if action.sent is None:
        raise ValidationError({"sent": _("It is still planned: say first that it was sent.")})
    if sent.earliest > clock.today():
        raise ValidationError({"sent": _("This day is still to come.")})
    first = _first_after(action)
    if first is not None and sent.latest_by(max(action.logged_on, sent.earliest)) > first:
        words = _("On %(day)s something came of it already: it was sent by then.")
        raise ValidationError({"sent": words % {"day": date_format(first, "DATE_FORMAT")}})
    return True


def _first_after(action: Action) -> date | None:
    """The first day on which something came of it: a reply, or the ball with us."""
    days = [*action.replies.values_list("received_on", flat=True), *action.pauses.values_list("paused_on", flat=True)]
    return min(days, default=None)
