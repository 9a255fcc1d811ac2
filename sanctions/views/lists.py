"""One list: what it is, its imports, bringing in another, and whence it is fetched."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core import clock
from core.paging import Order, keyset_page
from core.waking import wake
from sanctions.forms.lists import FetchForm, ImportForm
from sanctions.models import ListSource
from sanctions.pages.freshness import list_rows
from sanctions.services.fetches import ask_for_fetch, set_fetching
from sanctions.services.imports import begin_import
from sanctions.tasks import fetch_lists, go_on_imports
from sanctions.vocabulary import SnapshotState

ORDER: Order = [("dated", True), ("pk", True)]


@require_safe
@requires(Permission.VIEW_CASES)
def list_page(request: Request, key: str) -> HttpResponse:
    """What the list is, and every import of it, the latest first."""
    source = get_object_or_404(ListSource, key=key)
    return _page(request, source, ImportForm(source=source))


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def list_import(request: Request, key: str) -> HttpResponse:
    """Take what was uploaded; then it is read by the worker and shown before it is applied."""
    source = get_object_or_404(ListSource, key=key)
    form = ImportForm(request.POST, request.FILES, source=source)
    if not form.is_valid():
        return _page(request, source, form)
    said = form.cleaned_data
    try:
        snapshot = begin_import(source=source, uploads=said["list_files"], dated=said["dated"], by=request.user)
    except ValidationError as error:
        form.add_error("list_files", error)
        return _page(request, source, form)
    if snapshot.state == SnapshotState.APPLIED:
        messages.info(request, _("This very file was the last to be imported: there is nothing new in it."))
    wake(request, go_on_imports)
    return redirect(snapshot)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CURATE_SANCTIONS)
def list_settings(request: Request, key: str) -> HttpResponse:
    """Whence, as whom and when it is fetched by itself."""
    source = get_object_or_404(ListSource, key=key)
    form = FetchForm.of(source, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_fetching(source=source, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(source)
    context = {"source": source, "form": form}
    return render(request, "sanctions/list_settings.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def list_fetch(request: Request, key: str) -> HttpResponse:
    """Fetch it now, whatever its hour."""
    source = get_object_or_404(ListSource, key=key)
    if source.address:
        ask_for_fetch(source=source, by=request.user)
        wake(request, fetch_lists)
        messages.success(request, _("It is being fetched. What comes of it will stand below."))
    else:
        messages.error(request, _("No address is set: say first where the list is."))
    return redirect(source)


def _page(request: Request, source: ListSource, form: ImportForm) -> HttpResponse:
    imports = source.snapshots.select_related("by")
    context = {
        "source": source,
        "row": list_rows(clock.today(), only=source.key)[0],
        "page": keyset_page(request, imports, ORDER, settings.PAGE_SIZES),
        "form": form,
    }
    return render(request, "sanctions/list.html", context, status=422 if form.errors else 200)
