"""The replay of a case: the whole of its story, and one of its days."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.jurisdictions import choices
from cases.views.case_page import tab_of
from cases.views.found import found_case
from reports.replay import looked_at, watched
from reports.replay_chart import replay_chart
from reports.replay_table import rows_of

PAGE = "reports/case_replay.html"


@require_safe
@requires(Permission.VIEW_CASES)
def case_replay(request: Request, reference: str) -> HttpResponse:
    """`?day=` the number of a day, counted from the first; `?for=` a jurisdiction, beside the prisoner's own states."""
    case = found_case(request, reference)
    story = watched(case, request.user)
    day = story.day_of(request.GET.get("day", ""))
    jurisdictions = choices([*story.record.own])
    chosen = request.GET.get("for", "")
    chosen = chosen if chosen in dict(jurisdictions) else ""
    shown = looked_at(story, day, chosen)
    context: dict[str, Any] = {"case": case, "story": story, "shown": shown, "chart": replay_chart(story, day)}
    if request.htmx:
        return render(request, f"{PAGE}#day", context)
    context |= {"jurisdictions": jurisdictions, "chosen": chosen, "rows": rows_of(story)}
    return render(request, PAGE, tab_of(request, case, "replay") | context)
