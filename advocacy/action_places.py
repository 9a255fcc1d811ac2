"""What actions add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User
from advocacy import stages
from advocacy.models import Action, ActionCase
from advocacy.models.action import ActionQuerySet
from advocacy.vocabulary import ActionState
from cases.boards import ComingUp, Span
from cases.models import Case
from cases.vocabulary import FileState
from core import clock, slots

#: How far ahead `upcoming` looks, and how many of each kind it names.
AHEAD, MOST = timedelta(30), 40
WORKED_ON = (FileState.ACTIVE, FileState.MONITORING)


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.fill("case-actions", log_an_action)
    slots.fill("case-bulk", joint_action)
    slots.fill("upcoming", expected_on_case)
    slots.provide("upcoming", upcoming)
    slots.provide("dated", dated)


def log_an_action(request: HttpRequest, *, case: Case, **_: Any) -> str:
    """The button on a case's page; the template asks who may."""
    return render_to_string("advocacy/_log_an_action.html", {"case": case}, request)


def joint_action(request: HttpRequest, **_: Any) -> str:
    """The button below the list of cases, for those that are ticked."""
    return render_to_string("advocacy/_joint_action.html", {}, request).strip()


def upcoming(*, user: User, day: date) -> Iterator[ComingUp]:
    """Replies due and next steps in the 30 days from `day`, on cases that are worked on."""
    seen = Case.objects.visible_to(user).select_related("prisoner")
    actions = Action.objects.visible_to(user).filter(cases__file_state__in=WORKED_ON).distinct()
    rows = actions.select_related("addressee").prefetch_related(Prefetch("cases", seen, to_attr="shown_cases"))
    for action in rows.filter(stages.due_within(day, day + AHEAD)).order_by("due_on", "pk")[:MOST]:
        yield _coming(action, action.due_on, _("Reply due"), str(action.addressee or action.get_kind_display()))
    steps = _next_steps(rows).filter(next_step_on__range=(day, day + AHEAD))
    for planned in steps.order_by("next_step_on", "pk")[:MOST]:
        yield _coming(planned, planned.next_step_on, _("Next step"), planned.next_step)


def dated(span: Span) -> Iterator[ComingUp]:
    """Replies due and next steps on these days, on cases that are worked on: also those whose day has passed."""
    seen = Case.objects.visible_to(span.user).select_related("prisoner")
    on_cases = ActionCase.objects.filter(case__file_state__in=WORKED_ON)
    actions = Action.objects.visible_to(span.user).filter(pk__in=on_cases.values("action"))
    if span.mine:
        own = ActionCase.objects.filter(case__in=span.own_cases()).values("action")
        actions = actions.filter(Q(responsible=span.user) | Q(pk__in=own))
    rows = actions.select_related("addressee").prefetch_related(Prefetch("cases", seen, to_attr="shown_cases"))
    for action, more in span.by_day(rows.filter(stages.due_within(span.first, span.last)), "due_on"):
        text = str(action.addressee or action.get_kind_display())
        yield replace(_coming(action, action.due_on, _("Reply due"), text), more=more)
    for planned, more in span.by_day(_next_steps(rows), "next_step_on"):
        yield replace(_coming(planned, planned.next_step_on, _("Next step"), planned.next_step), more=more)


def _next_steps(actions: ActionQuerySet) -> ActionQuerySet:
    """Those with a dated step that is still to be taken."""
    over = [ActionState.CLOSED, ActionState.DROPPED]
    return actions.exclude(state__in=over).filter(next_step_on__isnull=False)


def _coming(action: Any, on: date | None, title: str, text: str) -> ComingUp:
    assert on is not None
    case = action.shown_cases[0] if action.shown_cases else None
    return ComingUp(on=on, title=title, text=text, url=action.get_absolute_url(), case=case)


def expected_on_case(request: HttpRequest, *, case: Case, **_: Any) -> str:
    """Replies due and next steps on one case, on the page of its dates: also those whose day has passed."""
    actions = Action.objects.visible_to(request.user).filter(cases=case).select_related("addressee", "responsible")
    due = [(one.due_on, one, False) for one in actions.awaiting_reply().filter(paused_on=None)]
    steps = [(one.next_step_on, one, True) for one in _next_steps(actions)]
    rows = sorted([*due, *steps], key=lambda row: (row[0], row[1].pk, row[2]))[:MOST]
    if not rows:
        return ""
    return render_to_string("advocacy/_expected.html", {"rows": rows, "day": clock.today()}, request)
