"""What sanctions add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import DutyKind, User
from accounts.permissions import Permission
from cases.boards import ComingUp, Span
from cases.models import Case
from core import clock, slots
from core.rows_at_once import remove_rows
from sanctions.acts import listings_on
from sanctions.calendar import coming
from sanctions.models import Match, ScreeningRun

AHEAD = timedelta(30)


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.provide("acts", listings_on)
    slots.provide("upcoming", upcoming)
    slots.provide("dated", dated)
    slots.provide("forget-officials", forget_officials)
    slots.provide("officials-worked-on", officials_worked_on)
    slots.fill("case-tabs", sanctions_tab, order=1)


def sanctions_tab(request: HttpRequest, *, case: Case, tab: str = "", **_: Any) -> str:
    """The tab among those of a case."""
    return render_to_string("sanctions/_case_tab.html", {"case": case, "tab": tab}, request)


def upcoming(*, user: User, day: date) -> Iterator[ComingUp]:
    """Renewals and reports of programmes in the 30 days from `day`, for those who work on sanctions."""
    if _works_on_sanctions(user):
        yield from _due(day, AHEAD)


def dated(span: Span) -> Iterator[ComingUp]:
    """The same on these days, those that have passed left out: nobody settles them here."""
    first = max(span.first, clock.today())
    if first <= span.last and _works_on_sanctions(span.user):
        yield from _due(first, span.last - first)


def _works_on_sanctions(user: User) -> bool:
    return user.may(Permission.CURATE_SANCTIONS) or user.duties.filter(kind=DutyKind.SANCTIONS).exists()


def _due(day: date, ahead: timedelta) -> Iterator[ComingUp]:
    for one in coming(day, ahead):
        where = f"{reverse('sanctions:alignment')}?programme={one.programme.key}"
        yield ComingUp(on=one.on, title=one.what, text=one.programme.key, url=where)


def forget_officials(*, official_ids: list[int]) -> list[Any]:
    """Of officials that are taken back, what was proposed for them and nobody decided goes too, and their screening."""
    remove_rows(ScreeningRun, official_ids, by="official")
    undecided = Match.objects.filter(official__in=official_ids, decision="")
    remove_rows(Match, list(undecided.values_list("pk", flat=True)))
    return []


def officials_worked_on(*, official_ids: list[int]) -> Iterator[int]:
    """Those about whom somebody has decided whether an entry of a list is them."""
    decided = Match.objects.filter(official__in=official_ids).exclude(decision="")
    yield from decided.values_list("official", flat=True)
