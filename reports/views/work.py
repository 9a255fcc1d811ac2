"""How far the reader's own long work is, for the bar."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from reports.work import work_now


@require_safe
@requires(Permission.VIEW_CASES)
def work(request: Request) -> HttpResponse:
    """The chip alone; the page asks while there is one."""
    return render(request, "reports/work.html", {"work": work_now(request)})
