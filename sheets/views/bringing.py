"""The sheets that somebody brought in, bringing in another, and templates to fill."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core.paging import Order, keyset_page
from core.waking import wake
from sheets.forms.bringing import SheetForm
from sheets.models import SheetImport
from sheets.services.imports import begin_import
from sheets.tasks import go_on_imports
from sheets.template import template as filled_template
from sheets.vocabulary import SheetKind

ORDER: Order = [("pk", True)]
CONTENT_TYPES: dict[Literal["csv", "xlsx"], str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@requires(Permission.IMPORT_CASES)
def sheet_list(request: Request) -> HttpResponse:
    """How it goes, the form, and every sheet that the reader brought in, the latest first."""
    return _page(request, SheetForm())


@require_POST
@requires(Permission.IMPORT_CASES)
def sheet_new(request: Request) -> HttpResponse:
    """Take what was uploaded; the worker opens it, and its page asks what its columns mean."""
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    said = form.cleaned_data
    try:
        sheet = begin_import(kind=SheetKind(said["kind"]), upload=said["file"], by=request.user)
    except ValidationError as error:
        form.add_error("file", error)
        return _page(request, form)
    wake(request, go_on_imports)
    return redirect(sheet)


@require_safe
@requires(Permission.IMPORT_CASES)
def template(request: Request, kind: str, file_format: str) -> HttpResponse:
    """An empty sheet whose columns are known, with an example."""
    found = next((one for one in CONTENT_TYPES if one == file_format), None)
    if kind not in SheetKind.values or found is None:
        raise Http404
    response = HttpResponse(filled_template(SheetKind(kind), found), content_type=CONTENT_TYPES[found])
    response["Content-Disposition"] = f'attachment; filename="{kind}-template.{file_format}"'
    return response


def _page(request: Request, form: SheetForm) -> HttpResponse:
    brought = SheetImport.objects.visible_to(request.user).defer("look", "mapping", "message")
    context = {
        "form": form,
        "kinds": SheetKind,
        "page": keyset_page(request, brought, ORDER, settings.PAGE_SIZES),
    }
    return render(request, "sheets/list.html", context, status=422 if form.errors else 200)
