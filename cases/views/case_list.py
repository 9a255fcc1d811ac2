"""The case list: search, filters, sort and page, all of them in the address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.chips import chips
from cases.columns import shape_for
from cases.facets import choices_alone, counted_choices, states_with_cases
from cases.filters import CaseFilter
from cases.list_orders import sorting
from cases.list_rows import case_rows
from cases.models import Case
from cases.saved_lists import plain_query, saved_lists
from cases.services.assigning import possible_leads
from core import clock
from core.addresses import Address
from core.paging import CURSORS, keyset_page

# Typed into boxes; what is chosen by links goes with them as hidden fields.
TYPED = ("q", "arrested_from", "arrested_to")


@require_safe
@requires(Permission.VIEW_CASES)
def case_list(request: Request) -> HttpResponse:
    found = case_filter(request)
    address = list_address(request)
    sort, shape = sorting(address), shape_for(request.user)
    page = keyset_page(request, shape.reading(found.qs.for_list()), sort.order, settings.PAGE_SIZES)
    states = states_with_cases(request.user)
    counted = request.GET.get("counts") == "1"
    context: dict[str, Any] = {
        "filter": found,
        "kept": kept_values(request),
        "sort": sort,
        "shape": shape,
        "page": page,
        "rows": case_rows(page, user=request.user, day=clock.today()),
        "chips": chips(found, address, states),
        "clear_url": address.path,
        "all_files_url": None if found.asked.get("file") else address.having("file", "all"),
        "facets": counted_choices(found, address) if counted else choices_alone(found, address, states),
        **counting(request, address, counted=counted),
        "saved": saved_lists(request.user, request.GET, address.path),
        "plain_query": plain_query(request.GET),
        "here": request.GET.urlencode(),
        "leads": possible_leads(request.user) if request.user.may(Permission.ASSIGN_CASES) else [],
    }
    return render(request, "cases/list.html", context)


def counting(request: Request, address: Address, *, counted: bool) -> dict[str, str | None]:
    """Where the live counts come from, and the page that has them without JavaScript."""
    fragment = f"{reverse('cases:case-facets')}?{request.GET.urlencode()}"
    return {"counts_url": None if counted else fragment, "counts_page": address.having("counts", "1")}


def case_filter(request: Request) -> CaseFilter:
    return CaseFilter(request.GET, Case.objects.visible_to(request.user), request=request)


def list_address(request: Request) -> Address:
    """The list's address, whichever of its fragments was asked for."""
    return Address(request.GET, reverse("cases:case-list"))


def kept_values(request: Request) -> list[tuple[str, str]]:
    """What a form of the list must carry along so that nothing chosen is lost."""
    lists = request.GET.lists()
    return [(name, value) for name, values in lists if name not in {*TYPED, *CURSORS} for value in values if value]
