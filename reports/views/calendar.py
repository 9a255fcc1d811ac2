"""The calendar: a month of dates as a grid or as an agenda, and one day whole."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core import clock
from reports.calendar import AGENDA, Choice, sheet_for


@require_safe
@requires(Permission.VIEW_CASES)
def calendar(request: Request) -> HttpResponse:
    """`?month=2023-04` or `?day=2023-04-20`, `?view=agenda`, `?of=all` for every case the reader may see."""
    choice = Choice.from_query(request.GET, clock.today())
    listed = choice.one_day or choice.view == AGENDA
    context = {"choice": choice, "sheet": sheet_for(request.user, choice), "listed": listed}
    return render(request, "reports/calendar.html", context)
