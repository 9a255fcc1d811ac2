"""The counts beside the filters: a fragment of the case list, asked for once the list is on the screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.facets import counted_choices
from cases.views.case_list import case_filter, list_address


@require_safe
@requires(Permission.VIEW_CASES)
def case_facets(request: Request) -> HttpResponse:
    address = list_address(request)
    if not request.htmx:
        return redirect(address.having("counts", "1"))
    return render(request, "cases/_facets.html", {"facets": counted_choices(case_filter(request), address)})
