"""One sheet on its way in: its page shows the step that it is at."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core.addresses import Address
from core.paging import keyset_page
from sheets.forms.naming import NamingForm
from sheets.models import SheetImport
from sheets.pages.naming import naming_form
from sheets.pages.not_understood import heaps_of, problems_csv
from sheets.pages.rows import ORDER, planned_rows
from sheets.pages.standing import TROUBLES, Job, outcome_of, steps_of, tabs_of
from sheets.ready import READY
from sheets.vocabulary import ImportState

TEMPLATES = {
    ImportState.WAITING: "sheets/waiting.html",
    ImportState.APPLIED: "sheets/applied.html",
}


@require_safe
@requires(Permission.IMPORT_CASES)
def sheet(request: Request, reference: str) -> HttpResponse:
    """How far a worker is; else what is asked of the reader, or what came of it."""
    found = found_sheet(request, reference)
    if found.is_under_way:
        name = "components/_progress.html" if request.htmx else "sheets/job.html"
        return render(request, name, {"sheet": found, "job": Job(found), "steps": steps_of(found)})
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.state == ImportState.MAPPING:
        return naming_page(request, found, naming_form(found, ready=request.GET.get("ready", "")))
    return rows_page(request, found)


@require_safe
@requires(Permission.IMPORT_CASES)
def problems(request: Request, reference: str) -> HttpResponseBase:
    """What could not be understood, as a table to mend the sheet by."""
    found = found_sheet(request, reference)
    response = StreamingHttpResponse(problems_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.reference}-to-mend.csv"'
    return response


def found_sheet(request: Request, reference: str) -> SheetImport:
    """A sheet that the reader brought in; a colleague's is answered like one that does not exist."""
    mine = SheetImport.objects.visible_to(request.user).select_related("by", "organisation")
    found: SheetImport = get_object_or_404(mine, reference=reference)
    return found


def naming_page(request: Request, found: SheetImport, form: NamingForm) -> HttpResponse:
    context = {
        "sheet": found,
        "look": found.looked_at,
        "form": form,
        "ready": [(key, one) for key, one in READY.items() if one.kind == found.kind],
        "chosen": request.GET.get("ready", ""),
        "steps": steps_of(found),
    }
    return render(request, "sheets/naming.html", context, status=422 if form.errors else 200)


def rows_page(request: Request, found: SheetImport, **more: Any) -> HttpResponse:
    """What would become of the rows, or became; where it ended before that, what to do next."""
    if found.state not in TEMPLATES:
        return render(request, "sheets/over.html", {"sheet": found, "steps": []})
    tabs = tabs_of(found, Address(request.GET, found.get_absolute_url()))
    tab = next(tab for tab in tabs if tab.current)
    context: dict[str, Any] = {
        "sheet": found,
        "steps": steps_of(found),
        "outcome": outcome_of(found),
        "tabs": tabs,
        "tab": tab,
        "query": request.GET.urlencode(),
        **more,
    }
    if tab.key == TROUBLES:
        context["heaps"] = heaps_of(found)
    else:
        page = keyset_page(request, found.planned.filter(verdict=tab.key), ORDER, settings.PAGE_SIZES)
        context |= {"page": page, "rows": planned_rows(found, page.rows, request.user)}
    return render(request, TEMPLATES[ImportState(found.state)], context, status=422 if "worked_on" in more else 200)
