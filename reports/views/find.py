"""The find box: what it answers while one types, and the same as a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from reports.find import LONGEST, answer, too_short


@require_safe
@requires(Permission.VIEW_CASES)
def find(request: Request) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    groups = answer(request.user, text, whole=not request.htmx)
    context = {"text": text, "groups": groups, "too_short": bool(text) and too_short(text)}
    return render(request, "reports/find_found.html" if request.htmx else "reports/find.html", context)
