"""The weekly report to the leadership, as a page: the figures that the mail has, each with the list behind it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core import clock
from reminders.filters import AGES
from reminders.leadership import report


@require_safe
@requires(Permission.VIEW_CASES)
def weekly(request: Request) -> HttpResponse:
    """How things stand today. The figures are of what the reader may see, so whoever sees cases may see them."""
    context = {"report": report(request.user, clock.today()), "ages": AGES.values()}
    return render(request, "reports/weekly.html", context)
