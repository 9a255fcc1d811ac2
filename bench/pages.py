"""The case list over all cases, beside an empty page that asks for a login just the same."""

from __future__ import annotations

from functools import cache
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import path, reverse

from accounts.models import Organisation, User
from accounts.permissions import Role
from bench.rules import analyse
from cases.models import Case
from prisoners_tracker.urls import urlpatterns as house

#: So often each page is asked for, in turn with the others, after the first few; the middle one of its times counts.
ROUNDS, FIRST = 40, 5
BUDGET = 2.5
EMPTY = "empty page"


@cache
def nothing() -> Any:
    text = '{% extends "base.html" %}{% block title %}Empty{% endblock %}{% block heading %}Empty{% endblock %}'
    return engines["django"].from_string(text)


def empty_page(request: HttpRequest) -> HttpResponse:
    """All that every page of the house has, and nothing on it."""
    return HttpResponse(nothing().render({}, request))


urlpatterns = [*house, path("bench/empty/", empty_page, name="bench-empty")]


def lists(client: Client) -> dict[str, str]:
    """The list in the ways people read it, by what the report calls them."""
    listed = reverse("cases:case-list")
    narrowed = {"state": Case.objects.latest("pk").state.code, "status": "detained", "only": "no-contact"}
    answer = client.get(listed, {"size": 100})
    return {
        "first page": listed,
        "a page far behind": listed + answer.context["page"].next_query if answer.context else listed,
        "filtered": f"{listed}?{urlencode(narrowed)}",
        "by name": f"{listed}?{urlencode({'q': Case.objects.latest('pk').prisoner.name})}",
    }


def seconds(client: Client, address: str) -> float:
    began = perf_counter()
    answer = client.get(address)
    taken = perf_counter() - began
    assert answer.status_code == 200, f"{answer.status_code} at {address}"
    return taken


@override_settings(ROOT_URLCONF=__name__)
def report() -> str:
    analyse()
    house = Organisation.objects.filter(cases__isnull=False)[0]
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.create_user("reader@bench.example", organisation=house, role=Role.STAFF))
    pages = {EMPTY: reverse("bench-empty"), **lists(client)}
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _round in range(FIRST + ROUNDS):
        for name, address in pages.items():
            taken[name].append(seconds(client, address))
    middle = {name: median(times[FIRST:]) for name, times in taken.items()}
    empty = middle.pop(EMPTY)
    lines = [f"over {Case.objects.count():,} cases, by the empty page with a session ({empty * 1000:.1f} ms):"]
    for name, time in middle.items():
        kept = "at most" if time / empty <= BUDGET else "MORE THAN"
        lines.append(f"  {name:<20} {time / empty:4.2f} × ({kept} {BUDGET})")
    return "\n".join(lines)
