"""Gaps, ranked; and deciding that a listing is not sought."""

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
from advocacy.views.findings import refuse
from cases.models import Official
from core import clock
from core.paging import keyset_page
from sanctions.aligned import officials
from sanctions.forms.designations import NotSoughtForm
from sanctions.gaps import ORDER, GapKind, gaps, not_sought, told
from sanctions.services.not_sought import seek_again, seek_not


@require_safe
@requires(Permission.VIEW_CASES)
def gap_list(request: Request) -> HttpResponse:
    """The most senior first; `?kind=` for one kind of gap, or for what is not sought."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in GapKind.values else ""
    day = clock.today()
    rows = gaps(request.user, day, kind).select_related("state")
    page = keyset_page(request, rows, ORDER, settings.PAGE_SIZES)
    context = {"page": page, "gaps": told(page.rows, request.user, day), "kind": kind, "kinds": GapKind.choices}
    return render(request, "sanctions/gaps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CURATE_SANCTIONS)
def gap_not_sought(request: Request, reference: str) -> HttpResponse:
    """Say why nothing is asked about an official; `?jurisdiction=` chooses whom from the start."""
    official = found_official(request, reference)
    form = NotSoughtForm(request.POST or None, initial={"jurisdiction": request.GET.get("jurisdiction", "")})
    if form.is_valid():
        try:
            seek_not(official=official, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("On record: not sought. You find it under “Not sought”."))
            return redirect("sanctions:gaps")
    context = {"form": form, "official": official}
    return render(request, "sanctions/gaps_not_sought.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def gap_sought_again(request: Request, reference: str) -> HttpResponse:
    """Take that back; `jurisdiction` says for whom."""
    official = found_official(request, reference)
    code = request.POST.get("jurisdiction", "")
    for decision in not_sought(request.user).filter(official=official, jurisdiction=code):
        seek_again(decision=decision, by=request.user)
        messages.success(request, _("A listing by %(whom)s is sought again.") % {"whom": decision.whom})
    return redirect("sanctions:gaps")


def found_official(request: Request, reference: str) -> Official:
    found: Official = get_object_or_404(officials(request.user).select_related("state"), reference=reference)
    return found
