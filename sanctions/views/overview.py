"""The front page of sanctions: how fresh each list is, what waits, and where to go."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core import clock
from sanctions.models import Match
from sanctions.pages.freshness import Standing, list_rows


@require_safe
@requires(Permission.VIEW_CASES)
def overview(request: Request) -> HttpResponse:
    """Every list with its latest import, and what waits for somebody."""
    rows = list_rows(clock.today())
    standings = [row.standing for row in rows]
    context = {
        "rows": rows,
        "loaded": sum(row.latest is not None for row in rows),
        "entries": sum(row.entries for row in rows),
        "matches": Match.objects.visible_to(request.user).open().count(),
        "waiting": standings.count(Standing.WAITING),
        "troubled": standings.count(Standing.STALE) + standings.count(Standing.FAILING),
    }
    return render(request, "sanctions/overview.html", context)
