"""The officials of a case: who is said to be responsible, since when, by whose word; proposing and approving."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.cited import Cited, known_tellers
from cases.forms.involvement import InvolvementForm
from cases.models import Case, Citation, Involvement
from cases.services.involvements import approve_involvement, propose_involvement
from cases.views.case_page import tab_of
from cases.views.found import found_case, insist_on_owner


@dataclass(frozen=True)
class Said:
    """One involvement with its sources, as a reader may see them."""

    involvement: Involvement
    citations: list[Cited]
    may_approve: bool
    waits_for_another: bool


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_CASES)
def case_officials(request: Request, reference: str) -> HttpResponseBase:
    """The list; sending the form proposes one more."""
    case = found_case(request, reference)
    if request.method == "POST":
        return _propose(request, case)
    return _page(request, case, InvolvementForm(case=case, by=request.user))


@requires(Permission.LOG_UPDATES)
def _propose(request: Request, case: Case) -> HttpResponse:
    insist_on_owner(request, case)  # what is only alleged stays inside the owner organisation
    form = InvolvementForm(request.POST, case=case, by=request.user)
    if form.is_valid():
        try:
            propose_involvement(case=case, data=form.involvement_data(), by=request.user)
            messages.success(request, _("Recorded as alleged, until a second person approves it."))
            return redirect("cases:case-officials", case.reference)
        except ValidationError as error:
            for field, errors in error.error_dict.items():
                form.add_error(field if field in form.fields else None, errors)
    return _page(request, case, form, status=422)


def _page(request: Request, case: Case, form: InvolvementForm, *, status: int = 200) -> HttpResponse:
    context = {"said": involvements_of(case, request.user), "form": form}
    return render(request, "cases/case_officials.html", tab_of(request, case, "officials") | context, status=status)


def involvements_of(case: Case, reader: User) -> list[Said]:
    citations = Citation.objects.visible_to(reader).select_related("source__origin").order_by("pk")
    rows = (
        Involvement.objects.visible_to(reader)
        .filter(case=case)
        .select_related("official", "proposed_by", "approved_by")
        .prefetch_related(Prefetch("citations", citations, to_attr="shown_citations"))
        .order_by("function", "pk")
    )
    named = known_tellers(case, reader)
    may = reader.may(Permission.LOG_UPDATES) and reader.organisation_id == case.owner_id
    return [
        Said(
            involvement=row,
            citations=[Cited(one, one.source_id in named) for one in row.shown_citations],
            may_approve=may and row.approved_at is None and row.proposed_by_id != reader.pk,
            waits_for_another=row.approved_at is None and row.proposed_by_id == reader.pk,
        )
        for row in rows
    ]


@require_POST
@requires(Permission.LOG_UPDATES)
def involvement_approve(request: Request, reference: str, official: str, function: str) -> HttpResponse:
    """The second person's word."""
    case = found_case(request, reference)
    rows = Involvement.objects.visible_to(request.user).filter(case=case, official__reference=official)
    involvement = get_object_or_404(rows, function=function)
    try:
        approve_involvement(involvement=involvement, by=request.user)
        messages.success(request, _("Approved."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("cases:case-officials", case.reference)
