"""Determinations: what bodies found about the cases of the house, one of them, logging one, and its dates put right."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.meanwhile import Meanwhile
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.findings import asks_it_may_answer, corrections, time_limits, told_on_cases
from advocacy.forms.findings import CorrectDatesForm, DeterminationForm, FindingFilter
from advocacy.models import Action, Determination
from advocacy.reading import note_record_read
from advocacy.services.determinations import correct_dates, log_determination
from cases.models import Case
from cases.reading import note_reads
from cases.views.case_page import tab_of
from cases.views.found import found_case, insist_on_owner
from core.paging import Order, keyset_page

ORDER: Order = [("known_on", True), ("pk", True)]


@require_safe
@requires(Permission.VIEW_CASES)
def determination_list(request: Request) -> HttpResponse:
    """Findings on the cases that the reader sees, latest first."""
    rows = Determination.objects.visible_to(request.user)
    form = FindingFilter(request.GET, rows=rows)
    cases = Case.objects.visible_to(request.user).select_related("prisoner")
    found = form.found().select_related("body").prefetch_related(Prefetch("cases", cases, to_attr="shown_cases"))
    page = keyset_page(request, found, ORDER, settings.PAGE_SIZES)
    return render(request, "advocacy/determinations.html", {"form": form, "page": page, "filtered": form.changed_data})


@require_safe
@requires(Permission.VIEW_CASES)
def determination(request: Request, reference: str) -> HttpResponse:
    """One finding: its dates, sources, time limits, and what was done with it."""
    finding = found_determination(request, reference)
    note_record_read(request, finding)
    told = told_on_cases(finding, request.user)
    for one in told:
        note_reads(request, one.case, [one.update] if one.update else [])
    cited_by = Action.objects.visible_to(request.user).filter(determination=finding).select_related("addressee")
    context = {
        "finding": finding,
        "told": told,
        "limits": time_limits(finding),
        "asks": asks_it_may_answer(finding, [one.case for one in told], request.user),
        "cited_by": cited_by.prefetch_related("actors").order_by("-begun_on", "-pk"),
        "corrections": corrections(finding, request.user),
        "may_correct": request.user.may(Permission.LOG_ACTIONS) and request.user.organisation_id in _keepers(finding),
    }
    return render(request, "advocacy/determination.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def determination_new(request: Request, reference: str) -> HttpResponse:
    """Log a finding on a case, with its published source; the timeline tells of it."""
    case = found_case(request, reference)
    form = DeterminationForm(request.POST or None, case=case, by=request.user)
    if request.method == "POST" and form.is_valid():
        key, data = form.cleaned_data["form_key"], form.determination_data()
        try:
            finding = log_determination(
                data=data, citations=[form.citation()], case=case, by=request.user, form_key=key
            )
        except ValidationError as error:
            refuse(form, error, {"citations": "source", "occurred": "adopted", "cases": None})
        else:
            messages.success(request, _("Logged: %(finding)s.") % {"finding": finding.summary.rstrip(".")})
            return redirect(finding)
    context = tab_of(request, case, "advocacy") | {"form": form}
    return render(request, "advocacy/determination_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def determination_dates(request: Request, reference: str) -> HttpResponse:
    """Put the dates of a finding right; the earlier ones stay on record."""
    finding = found_determination(request, reference)
    case = Case.objects.visible_to(request.user).filter(determination_links__determination=finding)[0]
    insist_on_owner(request, case, or_of=finding.logged_by.organisation_id if finding.logged_by else None)
    form = CorrectDatesForm.of(finding, request.POST or None)
    meanwhile = Meanwhile(request, finding, form)
    if meanwhile.asked:
        return meanwhile.answer()
    if request.method == "POST" and form.is_valid() and not meanwhile.stops:
        try:
            correct_dates(determination=finding, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("Saved: its dates."))
            return redirect(finding)
    context = {"form": form, "finding": finding, "meanwhile": meanwhile}
    status = meanwhile.status or (422 if form.errors else 200)
    return render(request, "advocacy/determination_dates.html", context, status=status)


def found_determination(request: Request, reference: str) -> Determination:
    rows = Determination.objects.visible_to(request.user).select_related("body", "procedure", "logged_by", "owner")
    finding: Determination = get_object_or_404(rows.prefetch_related("procedure__clocks"), reference=reference)
    return finding


def _keepers(finding: Determination) -> set[int]:
    """The organisations whose people may put it right: the owner's and the writer's."""
    return {finding.owner_id, finding.logged_by.organisation_id if finding.logged_by else finding.owner_id}


def refuse(form: Form, error: ValidationError, beside: dict[str, str | None]) -> None:
    """Put what a service refused beside its field; `beside` names the field where the service calls it otherwise."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for field, errors in by_field.items():
        name = beside.get(field, field) if field else None
        form.add_error(name if name in form.fields else None, [m for one in errors for m in one.messages])
