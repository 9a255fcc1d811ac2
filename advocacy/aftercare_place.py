"""The four things that are owed after a release, beside the timeline of a case whose prisoner is free."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from advocacy.models import Aftercare
from advocacy.vocabulary import AftercareTask
from cases.models import Case
from core import slots


def take_up() -> None:
    """Fill the slot: called once, when the app is ready."""
    slots.fill("case-aside", after_release)


def after_release(request: HttpRequest, *, case: Case, **_: Any) -> str:
    """Nothing while the prisoner is not free."""
    if case.released_on is None:
        return ""
    done = {row.task: row for row in Aftercare.objects.visible_to(request.user).filter(case=case)}
    tasks = [(task, done.get(task)) for task in AftercareTask]
    return render_to_string("advocacy/_aftercare.html", {"case": case, "tasks": tasks}, request)
