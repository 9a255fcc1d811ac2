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
from cases.boards import ComingUp
from cases.models import Case
from core import slots
from sanctions.acts import listings_on
from sanctions.calendar import coming

AHEAD = timedelta(30)


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.provide("acts", listings_on)
    slots.provide("upcoming", upcoming)
    slots.fill("case-tabs", sanctions_tab, order=1)


def sanctions_tab(request: HttpRequest, *, case: Case, tab: str = "", **_: Any) -> str:
    """The tab among those of a case."""
    return render_to_string("sanctions/_case_tab.html", {"case": case, "tab": tab}, request)


def upcoming(*, user: User, day: date) -> Iterator[ComingUp]:
    """Renewals and reports of programmes in the 30 days from `day`, for those who work on sanctions."""
    if not (user.may(Permission.CURATE_SANCTIONS) or user.duties.filter(kind=DutyKind.SANCTIONS).exists()):
        return
    for one in coming(day, AHEAD):
        where = f"{reverse('sanctions:alignment')}?programme={one.programme.key}"
        yield ComingUp(on=one.on, title=one.what, text=one.programme.key, url=where)
