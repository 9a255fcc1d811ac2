"""Writing actions: logging what was done, sending what was planned, closing and dropping."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy.models import Action, ActionCase, Ask, Campaign, Determination
from advocacy.services import deadlines
from advocacy.services.judging import level_on, name_on, owner_of
from advocacy.services.writing import changed, held, written
from advocacy.vocabulary import TAKEN, USUAL_WEIGHT, ActionKind, ActionState, Closing
from cases.models import Case, Update
from core import clock, slots
from core.partial_dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class ActionData:
    """An action as a form, an import or the demonstration hands it in.

    Without `sent` it is planned: a draft, or assigned where somebody is `responsible`. `procedure` is a key: the
    version in force when it was sent is found from it. `updates` are what the timelines say of it, by case.
    """

    kind: str
    summary: str
    actors: Sequence[Organisation]
    weight: str = ""
    text: str = ""
    kept_at: str = ""
    signatories: str = ""
    signatory_count: int | None = None
    addressee: Organisation | None = None
    asks: Sequence[Ask] = ()
    campaign: Campaign | None = None
    follows: Action | None = None
    determination: Determination | None = None
    sent: PartialDate | None = None
    procedure: str = ""
    due_on: date | None = None
    responsible: User | None = None
    next_step: str = ""
    next_step_on: date | None = None
    level: str = ""
    named: Sequence[User] = ()  # if sealed: for whom, beside its writer
    updates: dict[int, Update] = field(default_factory=dict)


@transaction.atomic
def log_action(
    *,
    data: ActionData,
    cases: Sequence[Case],
    by: User | None,
    form_key: uuid.UUID | None = None,
    logged_on: date | None = None,
) -> Action:
    """Log an action on `cases`, once for each `form_key`, and start its clock if it was sent.

    Raises ValidationError, keyed by field.
    """
    key = form_key or uuid.uuid4()
    if (known := Action.objects.filter(form_key=key).first()) is not None:
        return known
    today = logged_on or clock.today()
    owner = owner_of(cases, by)
    check_action(data, today)
    action = Action.objects.create(
        kind=data.kind,
        weight=data.weight or USUAL_WEIGHT[data.kind],
        summary=data.summary.strip(),
        text=data.text.strip(),
        kept_at=data.kept_at,
        signatories=data.signatories,
        signatory_count=data.signatory_count,
        addressee=data.addressee,
        campaign=data.campaign,
        follows=data.follows,
        determination=data.determination,
        state=ActionState.SENT if data.sent else ActionState.ASSIGNED if data.responsible else ActionState.DRAFT,
        begun_on=min(today, data.sent.latest_by(today)) if data.sent else today,
        sent=data.sent,
        logged_on=today,
        next_step=data.next_step,
        next_step_on=data.next_step_on,
        responsible=data.responsible or by,
        logged_by=by,
        form_key=key,
        level=level_on(cases, data.level, by),
        owner=owner,
    )
    action.actors.set(data.actors)
    action.asks.set(data.asks)
    ActionCase.objects.bulk_create(
        [ActionCase(action=action, case=case, update=data.updates.get(case.pk)) for case in cases]
    )
    name_on(action, cases, by, data.named)
    deadlines.begin(action, procedure=data.procedure, due_on=data.due_on, by=by, today=today)
    written(action, "action-logged", by, cases=[case.pk for case in cases])
    return action


@transaction.atomic
def send_action(
    *, action: Action, sent: PartialDate, by: User, procedure: str = "", due_on: date | None = None
) -> Action:
    """Say that a planned action was sent or taken; its clock runs from that day. Said twice it is said once.

    An app above that keeps a file behind an action may refuse: it raises ValidationError from "action-to-be-sent".
    """
    action = held(action)
    if action.state in TAKEN:
        return action
    _check_sent(sent, clock.today())
    slots.gather("action-to-be-sent", action=action, by=by)
    action.sent, action.state, action.logged_on = sent, ActionState.SENT, clock.today()
    action.begun_on = min(action.begun_on, sent.latest_by(clock.today()))
    changed(action)
    deadlines.begin(action, procedure=procedure, due_on=due_on, by=by, today=clock.today())
    written(action, "action-sent", by)
    return action


@transaction.atomic
def close_action(*, action: Action, closed_as: str, by: User, why: str = "", impact: str = "") -> Action:
    """Expect nothing more of it, and say what it led to.

    Raises ValidationError where "no reply" is said and no other action follows it: what was not answered needs a next
    step (rule R4).
    """
    action = held(action)
    if action.state not in TAKEN:
        raise ValidationError(_("It was never sent: drop it instead."))
    if closed_as == Closing.NO_REPLY and not (action.next_step or action.followed_by.exists()):
        raise ValidationError({"closed_as": _("No reply came: say what the next step is, or log it first.")})
    if action.state != ActionState.CLOSED:
        action.state, action.closed_as, action.closed_on = ActionState.CLOSED, closed_as, clock.today()
        action.impact = impact or action.impact
        changed(action, why)
        written(action, "action-closed", by, why, closed_as=closed_as)
    return action


@transaction.atomic
def drop_action(*, action: Action, why: str, by: User) -> Action:
    """Give up a planned action. Raises ValidationError without a reason, or once it was sent."""
    action = held(action)
    if not why.strip():
        raise ValidationError({"why": _("Say why it is dropped.")})
    if action.state in TAKEN:
        raise ValidationError(_("It was sent already: close it instead."))
    if action.state != ActionState.DROPPED:
        action.state, action.dropped_on = ActionState.DROPPED, clock.today()
        changed(action, why)
        written(action, "action-dropped", by, why)
    return action


@transaction.atomic
def plan_next_step(*, action: Action, step: str, on: date | None, responsible: User | None, by: User) -> Action:
    """Say what comes next, by when and with whom; nothing at all takes the step away. Said twice it is said once.

    Raises ValidationError, keyed by field, for a day that has passed and for a day without a step.
    """
    action = held(action)
    if on is not None and not step.strip():
        raise ValidationError({"next_step": _("Say what is to be done by this day.")})
    if on is not None and on < clock.today():
        raise ValidationError({"next_step_on": _("This day has passed: choose a later one.")})
    before = (action.next_step, action.next_step_on, action.responsible_id)
    action.next_step, action.next_step_on = step.strip(), on
    if responsible is not None:
        action.responsible = responsible
        if action.state == ActionState.DRAFT:
            action.state = ActionState.ASSIGNED
    if before != (action.next_step, action.next_step_on, action.responsible_id):
        changed(action)
        written(action, "action-next-step", by)
    return action


def check_action(data: ActionData, today: date) -> None:
    """Refuse, keyed by field, what can be neither logged nor planned. Raises ValidationError."""
    if data.kind not in ActionKind.values:
        raise ValidationError({"kind": _("There is no such kind of action.")})
    if not data.summary.strip():
        raise ValidationError({"summary": _("Say in one line what was done, or is to be done.")})
    if not data.actors:
        raise ValidationError({"actors": _("Say who acted.")})
    if data.sent is not None:
        _check_sent(data.sent, today)
        if data.due_on is not None:
            deadlines.check_due(data.due_on, data.sent.latest_by(today))
    elif data.due_on is not None:
        raise ValidationError({"due_on": _("A reply is due only once it was sent: say when.")})


def _check_sent(sent: PartialDate, today: date) -> None:
    if sent.earliest > today:
        raise ValidationError({"sent": _("This day is still to come: leave it empty, and say so when it was sent.")})
