"""The three-line brief of a case, to copy."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.brief import brief
from cases.views.case_page import tab_of
from cases.views.found import found_case


@require_safe
@requires(Permission.VIEW_CASES)
def case_brief(request: Request, reference: str) -> HttpResponse:
    """The lines as plain text: in a box to copy from, or alone with `?plain`."""
    case = found_case(request, reference)
    context = tab_of(request, case, "")
    lines = "\n".join(brief(case, request.user))
    if "plain" in request.GET:
        return HttpResponse(lines + "\n", content_type="text/plain; charset=utf-8")
    return render(request, "cases/case_brief.html", context | {"lines": lines})
