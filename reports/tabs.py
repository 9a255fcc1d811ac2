"""What reports add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from cases.models import Case
from cases.saved_lists import plain_query


def replay_tab(request: HttpRequest, *, case: Case, tab: str = "", **_: Any) -> str:
    return render_to_string("reports/_replay_tab.html", {"case": case, "tab": tab}, request)


def figures_of_list(request: HttpRequest, **_: Any) -> str:
    """On the list of cases: the figures of the same cases."""
    return render_to_string("reports/figures_link.html", {"query": plain_query(request.GET), "of_list": True}, request)


def figures_link(request: HttpRequest, **_: Any) -> str:
    return render_to_string("reports/figures_link.html", {}, request)


def figures_in_menu(request: HttpRequest, **_: Any) -> str:
    return render_to_string("reports/figures_link.html", {"in_menu": True}, request)
