"""Following a case, and no longer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.headline import Headline
from cases.services.following import follow, unfollow
from cases.views.found import found_case


@require_POST
@requires(Permission.VIEW_CASES)
def case_follow(request: Request, reference: str) -> HttpResponse:
    """`on=1` follows the case, anything else no longer."""
    case = found_case(request, reference)
    (follow if request.POST.get("on") == "1" else unfollow)(case=case, by=request.user)
    if not request.htmx:
        return redirect(case)
    return render(request, "cases/case_follow.html", {"case": case, "head": Headline(case, request.user)})
