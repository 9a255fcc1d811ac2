"""What the advocacy tab, asks and the comparison add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User
from advocacy.models import Ask
from cases.models import Case
from cases.visibility import stricter
from cases.vocabulary import Level
from core import slots

#: How many open asks are looked through for one that everybody who sees the case may see.
MOST = 20


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.fill("case-tabs", advocacy_tab)
    slots.fill("case-acts", acts_by_state)
    slots.fill("case-bulk", compare_ticked, order=1)
    slots.provide("brief-asked", asked_in_brief)


def advocacy_tab(request: HttpRequest, *, case: Case, tab: str = "", **_: Any) -> str:
    """The tab among those of a case."""
    return render_to_string("advocacy/_case_tab.html", {"case": case, "tab": tab}, request)


def acts_by_state(request: HttpRequest, *, case: Case, **_: Any) -> str:
    """Beside the timeline: the way to what each jurisdiction did, which comes by itself once the page is there."""
    return render_to_string("advocacy/case_acts_later.html", {"case": case}, request)


def compare_ticked(request: HttpRequest, **_: Any) -> str:
    """The button below the list of cases that puts the ticked ones side by side."""
    return render_to_string("advocacy/_compare_ticked.html", {}, request).strip()


def asked_in_brief(*, case: Case, user: User) -> list[str]:
    """What is asked now, for the brief of a case: the latest ask still open that all who see the case may see."""
    asks = Ask.objects.visible_to(user).open().filter(cases=case).select_related("addressee")
    asks = asks.exclude(level=Level.SEALED).order_by("-asked_on", "-pk")
    told = (ask for ask in asks[:MOST] if not stricter(ask.level, case.level))
    words = _("Asked of %(whom)s: %(what)s.")
    return [words % {"whom": ask.addressee, "what": ask.wording.rstrip(".")} for ask in told]
