"""Today: the first page everybody sees."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.saved_lists import saved_lists
from core import clock
from core.paging import keyset_page
from reports import desk
from reports import today as board


@require_safe
@requires(Permission.VIEW_CASES)
def today(request: Request) -> HttpResponse:
    user, day = request.user, clock.today()
    mine, needs, coming = board.my_cases(user), board.needs(user, day), board.coming(user, day)
    context = {
        "day": day,
        "figures": desk.figures(user, day),
        "needs": needs,
        "groups": board.grouped(needs),
        "coming": coming,
        "fortnight": desk.fortnight([expected.row for expected in coming.rows], day),
        "unmoved": desk.unmoved(user, day),
        "drafts": desk.drafts(user) if user.may(Permission.LOG_UPDATES) else [],
        "changes": board.latest_changes(user),
        "mine": mine,
        "mine_total": sum(count.many for count in mine),
        "saved": saved_lists(user, request.GET, reverse("cases:case-list")),
    }
    return render(request, "reports/today.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def changes(request: Request) -> HttpResponse:
    """All that changed, page by page: on one's own cases, or on every case one may see."""
    everywhere = request.GET.get("of") == "all"
    updates = board.changes(request.user, everywhere=everywhere)
    page = keyset_page(request, updates, board.CHANGE_ORDER, settings.PAGE_SIZES)
    context = {"page": page, "changes": board.as_news(page, request.user), "everywhere": everywhere}
    return render(request, "reports/changes.html", context)
