"""One import: how far it is, what it would change, and somebody's word on it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core.addresses import Address
from core.models import Event
from core.paging import keyset_page
from core.waking import wake
from sanctions.forms.lists import ApplyForm
from sanctions.models import Snapshot
from sanctions.pages.snapshot import ORDER, Job, changes_of, left_out, problems_csv, rows_of, tabs_of, touched
from sanctions.services.imports import decide_import, drop_import
from sanctions.tasks import go_on_imports


@require_safe
@requires(Permission.VIEW_CASES)
def snapshot(request: Request, reference: str) -> HttpResponse:
    """While a worker is at it how far it is; then what it would change, or changed."""
    found = found_snapshot(reference)
    if found.is_under_way:
        name = "components/_progress.html" if request.htmx else "sanctions/snapshot_job.html"
        return render(request, name, {"snapshot": found, "job": Job(found)})
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _page(request, found, ApplyForm())


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def snapshot_apply(request: Request, reference: str) -> HttpResponse:
    """Have it applied; where a guard stopped it, with the reason."""
    found = found_snapshot(reference)
    form = ApplyForm(request.POST)
    if form.is_valid():
        try:
            decide_import(snapshot=found, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            wake(request, go_on_imports)
            return redirect(found)
    return _page(request, found, form)


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def snapshot_drop(request: Request, reference: str) -> HttpResponse:
    """Do not apply it."""
    found = found_snapshot(reference)
    try:
        drop_import(snapshot=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(found)
    messages.success(request, _("Dropped. Nothing of it was applied."))
    return redirect(found.source)


@require_safe
@requires(Permission.VIEW_CASES)
def snapshot_problems(request: Request, reference: str) -> HttpResponseBase:
    """The rows that could not be read, as a table to take to whoever publishes the list."""
    found = found_snapshot(reference)
    name = f"{found.source.key}-{found.dated.isoformat()}-{found.reference}.csv"
    response = StreamingHttpResponse(problems_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def found_snapshot(reference: str) -> Snapshot:
    """An import of a published list: whoever may sign in and see cases may see it."""
    rows = Snapshot.objects.select_related("source", "by")
    found: Snapshot = get_object_or_404(rows, reference=reference)
    return found


def _page(request: Request, found: Snapshot, form: ApplyForm) -> HttpResponse:
    address = Address(request.GET, found.get_absolute_url())
    tabs = tabs_of(found, address)
    kind = next(tab.kind for tab in tabs if tab.current)
    page = keyset_page(request, changes_of(found, kind), ORDER, settings.PAGE_SIZES)
    curates = request.user.may(Permission.CURATE_SANCTIONS)
    context = {
        "snapshot": found,
        "tabs": tabs,
        "kind": kind,
        "page": page,
        "rows": rows_of(page.rows, found),
        "left_out": left_out(found, kind),
        "touched": touched(found, request.user),
        "form": form,
        "events": Event.objects.about(found.reference).select_related("by").order_by("at") if curates else [],
    }
    return render(request, "sanctions/snapshot.html", context, status=422 if form.errors else 200)
