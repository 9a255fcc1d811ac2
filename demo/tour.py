"""The tour of the demonstration: six stops, ticked off by each person for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from demo.models import TourMark

KARA_MURZA = "RU-22-7F3K"
#: The mark of whoever wants to see the tour no more.
HIDDEN = "hidden"


@dataclass(frozen=True)
class Stop:
    """A place worth a look: `words` say what to look at there."""

    name: str
    label: Any
    words: Any
    page: str
    anchor: str = ""
    of_case: bool = True
    needs: Permission = Permission.VIEW_CASES

    @property
    def url(self) -> str:
        case = [KARA_MURZA] if self.of_case else []
        return f"{reverse(self.page, args=case)}?tour={self.name}{self.anchor}"


STOPS = (
    Stop(
        "case",
        _("The case of Vladimir Kara-Murza"),
        _("Day 374 of his detention, in one screen. Each line names the entry it rests on."),
        "cases:case",
    ),
    Stop(
        "timeline",
        _("Its timeline"),
        _("Every entry has its sources and a grade worked out from them. The status follows from the entries."),
        "cases:case",
        "#timeline",
    ),
    Stop(
        "alerts",
        _("Its alerts"),
        _("What has gone quiet or is overdue, by name of rule, and whose turn it is."),
        "cases:case",
        "#case-alerts",
    ),
    Stop(
        "matrix",
        _("Who has sanctioned those responsible"),
        _("Officials in rows, governments in columns. Choose a later day: Britain follows on 21 April 2023."),
        "sanctions:case",
    ),
    Stop(
        "gaps",
        _("Gaps"),
        _("Officials whom one government lists and another does not. A recommendation to a government begins here."),
        "sanctions:gaps",
        of_case=False,
    ),
    Stop(
        "update",
        _("Log an update"),
        _(
            "Four fields. Choose “Letter received”, write a day, a line and a source, and save. "
            "“Start again” takes it back."
        ),
        "cases:update-new",
        needs=Permission.LOG_UPDATES,
    ),
)


def stops_for(user: User) -> list[Stop]:
    return [stop for stop in STOPS if user.may(stop.needs)]


def marks_of(user: User) -> set[str]:
    return set(TourMark.objects.filter(user=user).values_list("name", flat=True))


def mark(user: User, name: str) -> None:
    """Tick a stop off, or put the tour away for good. Said twice it is said once."""
    TourMark.objects.get_or_create(user=user, name=name)


def following(user: User, name: str) -> Stop | None:
    """The stop after this one."""
    stops = stops_for(user)
    names = [stop.name for stop in stops]
    return next(iter(stops[names.index(name) + 1 :]), None) if name in names else None


def on_today(request: HttpRequest) -> str:
    """The stops on *Today*, for whoever has not put them away."""
    user: Any = request.user
    marks = marks_of(user)
    if HIDDEN in marks:
        return ""
    stops = [(stop, stop.name in marks) for stop in stops_for(user)]
    over = all(seen for _stop, seen in stops)
    return render_to_string("demo/tour.html", {"stops": stops, "over": over, "hidden": HIDDEN}, request)


def strip(request: HttpRequest) -> str:
    """On a page that the tour led to: what to look at here, and the way on."""
    user: Any = getattr(request, "user", None)
    if "tour" not in request.GET or not user or not user.is_authenticated:
        return ""
    stops = stops_for(user)
    for number, stop in enumerate(stops, start=1):
        if stop.name == request.GET["tour"]:
            context = {"stop": stop, "number": number, "many": len(stops), "next": following(user, stop.name)}
            return render_to_string("demo/tour_strip.html", context, request)
    return ""
