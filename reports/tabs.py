"""What reports add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from cases.models import Case


def replay_tab(request: HttpRequest, *, case: Case, tab: str = "", **_: Any) -> str:
    return render_to_string("reports/_replay_tab.html", {"case": case, "tab": tab}, request)
