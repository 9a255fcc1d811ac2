"""States: where people are held, and what is known of each state's courts and prisons."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.history_chart import history_chart
from cases.models import Case, DetainingState
from cases.state_figures import (
    STATE_SORTS,
    charges_used,
    facilities_used,
    headline,
    officials_seen,
    state_rows,
)
from cases.vocabulary import OfficialKind
from core import clock
from core.addresses import Address


@require_safe
@requires(Permission.VIEW_CASES)
def state_list(request: Request) -> HttpResponse:
    words, sort = request.GET.get("q", "").strip()[:60], request.GET.get("sort", "held")
    cases = Case.objects.visible_to(request.user).on_file()
    rows, address = state_rows(cases, words=words, sort=sort), Address(request.GET, request.path)
    context = {
        "rows": rows,
        "words": words,
        "sorts": [
            (name, label, address.having("sort", name), name == sort) for name, (label, _key) in STATE_SORTS.items()
        ],
        "clear_url": request.path,
        "held": sum(row.held for row in rows),
        "lost": sum(row.lost for row in rows),
        "cases": sum(row.cases for row in rows),
    }
    return render(request, "cases/states.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def state(request: Request, code: str) -> HttpResponse:
    detaining = get_object_or_404(DetainingState, code=code.upper())
    cases, day = Case.objects.visible_to(request.user).on_file().filter(state=detaining), clock.today()
    officials = officials_seen(cases, request.user)
    context = {
        "state": detaining,
        "figures": headline(cases, day),
        "chart": history_chart(cases, day),
        "charges": charges_used(cases),
        "facilities": facilities_used(cases),
        "courts": [row for row in officials if row.official.kind == OfficialKind.BODY],
        "people": [row for row in officials if row.official.kind == OfficialKind.PERSON],
    }
    return render(request, "cases/states_one.html", context)
