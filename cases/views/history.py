"""The history of a case: who changed what, and when."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.history import history_of
from cases.models import Update
from cases.reading import WATCHED, note_reads
from cases.views.case_page import tab_of
from cases.views.found import found_case


@require_safe
@requires(Permission.VIEW_CASES)
def case_history(request: Request, reference: str) -> HttpResponse:
    """One page of changes; what it says of restricted updates is recorded as read."""
    case = found_case(request, reference)
    context = tab_of(request, case, "history")
    note_reads(request, case, Update.objects.visible_to(request.user).filter(case=case, level__in=WATCHED))
    history = history_of(case, request.user, request.GET.get("after", ""))
    return render(request, "cases/case_history.html", context | {"history": history})
