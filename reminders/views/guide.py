"""The user guide's pages of rules."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from reminders.guide import rule_page, rule_pages


@require_safe
@requires(Permission.VIEW_CASES)
def rule_list(request: Request) -> HttpResponse:
    """Every rule with what it looks for."""
    return render(request, "reminders/rules.html", {"pages": rule_pages()})


@require_safe
@requires(Permission.VIEW_CASES)
def rule(request: Request, code: str) -> HttpResponse:
    """One rule: when it fires, who is told, what can be done and what ends it."""
    page = rule_page(code)
    if page is None:
        raise Http404
    return render(request, "reminders/rule.html", {"page": page})
