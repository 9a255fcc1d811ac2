"""The case page: its timeline, and the tabs for officials, dates and history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.drafts import draft_of
from cases.forms.acts import NothingNewForm
from cases.headline import Headline
from cases.models import Case, KeyDate, Update
from cases.reading import note_reads
from cases.summary import Summary
from cases.timeline import timeline
from cases.views.found import found_case


@require_safe
@requires(Permission.VIEW_CASES)
def case_page(request: Request, reference: str) -> HttpResponse:
    """The summary and the timeline; `?at=` an update begins at its day, `?print` is the page for paper."""
    case = found_case(request, reference)
    if request.htmx and request.htmx.target == "timeline":
        return render(request, "cases/case.html#narrowed", narrowed_of(request, case))
    at = _update_at(request, case)
    return render(request, "cases/case.html", page_of(request, case, at=at) | {"on_paper": "print" in request.GET})


@require_safe
@requires(Permission.VIEW_CASES)
def case_dates(request: Request, reference: str) -> HttpResponse:
    """What is expected, and what came of what was expected."""
    case = found_case(request, reference)
    dates = KeyDate.objects.visible_to(request.user).filter(case=case).select_related("resolved_by", "entered_by")
    visible = set(Update.objects.visible_to(request.user).filter(case=case).values_list("pk", flat=True))
    context = {
        "open_dates": dates.open().order_by("due_from", "pk"),
        "settled_dates": dates.exclude(resolved_on=None).order_by("-resolved_on", "-pk"),
        "visible_updates": visible,
    }
    return render(request, "cases/case_dates.html", tab_of(request, case, "dates") | context)


def tab_of(request: Request, case: Case, tab: str) -> dict[str, Any]:
    """What each tab shows above itself; that the case was read is recorded."""
    note_reads(request, case)
    return {"case": case, "head": Headline(case, request.user), "tab": tab}


def narrowed_of(request: Request, case: Case) -> dict[str, Any]:
    """The timeline alone, when it is narrowed in place."""
    head, shown = Headline(case, request.user), timeline(request, case, at=_update_at(request, case))
    note_reads(request, case, shown.updates)
    return {"case": case, "head": head, "timeline": shown, "marking": Summary(head).marking(shown.levels())}


def page_of(request: Request, case: Case, *, at: Update | None = None) -> dict[str, Any]:
    """The whole timeline page. What it shows of restricted updates is recorded as read."""
    head = Headline(case, request.user)
    shown, summary = timeline(request, case, at=at), Summary(head)
    note_reads(request, case, [*shown.updates, *summary.entries])
    context: dict[str, Any] = {"case": case, "head": head, "tab": "timeline", "timeline": shown, "summary": summary}
    context["marking"] = summary.marking(shown.levels())
    if request.user.may(Permission.LOG_UPDATES):
        context |= {"draft": draft_of(case, request.user), "nothing_new": NothingNewForm()}
    return context


def _update_at(request: Request, case: Case) -> Update | None:
    """The update that `?at=` names, where the reader may see it."""
    reference = request.GET.get("at", "")
    return Update.objects.visible_to(request.user).filter(case=case, reference=reference).first() if reference else None
