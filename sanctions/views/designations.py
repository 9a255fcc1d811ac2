"""Designations: one of them, entering one by hand, adding to it, withdrawing it; and those without names on a case."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.meanwhile import Meanwhile
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.views.findings import refuse
from cases.models import Case, Official
from cases.views.case_page import tab_of
from cases.views.found import found_case, insist_on_owner
from sanctions.forms.designations import CorrectDesignationForm, DesignationForm, NamelessForm, WhyForm
from sanctions.models import Designation, NamelessDesignation
from sanctions.pages.alignment import jurisdiction_name
from sanctions.services.designations import (
    correct_designation,
    record_designation,
    record_nameless,
    remove_nameless,
    withdraw_designation,
)

FORM = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_CASES)
def designation(request: Request, reference: str) -> HttpResponse:
    """One designation: its days, its source, the reasons, and how it came to us."""
    return render(request, "sanctions/designation.html", _about(found_designation(request, reference)))


@require_http_methods(FORM)
@requires(Permission.CURATE_SANCTIONS)
def designation_new(request: Request) -> HttpResponse:
    """Enter one by hand; `?official=` or `?case=` says of whom."""
    case = _case_asked(request)
    official = request.GET.get("official", "")
    form = DesignationForm(request.POST or None, by=request.user, case=case, official=official)
    if form.is_valid():
        try:
            made = record_designation(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("On record."))
            return redirect(made)
    whence, back = _whence(request, case)
    context = {"form": form, "whence": whence, "back": back}
    return render(request, "sanctions/designation_new.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM)
@requires(Permission.CURATE_SANCTIONS)
def designation_edit(request: Request, reference: str) -> HttpResponse:
    """Add what a list does not say, or put right what was said by hand."""
    one = found_designation(request, reference)
    form = CorrectDesignationForm(request.POST or None, designation=one)
    meanwhile = Meanwhile(request, one, form)
    if meanwhile.asked:
        return meanwhile.answer()
    if form.is_valid() and not meanwhile.stops:
        said = dict(form.cleaned_data)
        try:
            correct_designation(designation=one, why=said.pop("why"), said=said, by=request.user)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("On record."))
            return redirect(one)
    context = _about(one) | {"form": form, "meanwhile": meanwhile}
    status = meanwhile.status or (422 if form.errors else 200)
    return render(request, "sanctions/designation_edit.html", context, status=status)


@require_http_methods(FORM)
@requires(Permission.CURATE_SANCTIONS)
def designation_withdraw(request: Request, reference: str) -> HttpResponse:
    """Take back one that was entered by mistake."""
    one = found_designation(request, reference)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_designation(designation=one, why=form.cleaned_data["why"], by=request.user)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("Withdrawn."))
            return redirect(one.official)
    context = _about(one) | {"form": form}
    return render(request, "sanctions/designation_withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM)
@requires(Permission.CURATE_SANCTIONS)
def nameless_new(request: Request, reference: str) -> HttpResponse:
    """Enter how many were listed over a case without names."""
    case = found_case(request, reference)
    insist_on_owner(request, case)
    form = NamelessForm(request.POST or None)
    if form.is_valid():
        try:
            record_nameless(case=case, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("On record."))
            return redirect("sanctions:case", case.reference)
    context = tab_of(request, case, "sanctions") | {"form": form}
    return render(request, "sanctions/designation_nameless.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM)
@requires(Permission.CURATE_SANCTIONS)
def nameless_remove(request: Request, reference: str, programme: str, day: date) -> HttpResponse:
    """Take back what was entered by mistake."""
    case = found_case(request, reference)
    insist_on_owner(request, case)
    rows = NamelessDesignation.objects.visible_to(request.user).filter(case=case, listed_on=day)
    one = get_object_or_404(rows.select_related("programme"), programme__key=programme)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        remove_nameless(nameless=one, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("Taken back."))
        return redirect("sanctions:case", case.reference)
    context = tab_of(request, case, "sanctions") | {"form": form, "nameless": one}
    context["jurisdiction"] = jurisdiction_name(one.programme.jurisdiction)
    return render(request, "sanctions/designation_nameless_remove.html", context, status=422 if form.errors else 200)


def found_designation(request: Request, reference: str) -> Designation:
    rows = Designation.objects.visible_to(request.user)
    rows = rows.select_related("official__state", "programme", "match__entry__source", "entered_by__organisation")
    found: Designation = get_object_or_404(rows, reference=reference)
    return found


def _about(one: Designation) -> dict[str, object]:
    return {"designation": one, "jurisdiction": jurisdiction_name(one.programme.jurisdiction)}


def _case_asked(request: Request) -> Case | None:
    reference = request.GET.get("case", "")
    return found_case(request, reference) if reference else None


def _whence(request: Request, case: Case | None) -> tuple[str, str]:
    """The page that the form was opened from: its name and address."""
    if case is not None:
        return case.prisoner.name, reverse("sanctions:case", args=[case.reference])
    asked = Official.objects.visible_to(request.user).filter(reference=request.GET.get("official", "")).first()
    if asked is not None:
        return asked.name, asked.get_absolute_url()
    return _("Sanctions alignment"), reverse("sanctions:alignment")
