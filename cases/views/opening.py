"""New cases, prisoners and key dates, and what a person decides about a case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.meanwhile import Meanwhile
from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.forms.opening import CaseEditForm, CaseForm, KeyDateForm, PrisonerForm
from cases.models import Case, KeyDate, Prisoner
from cases.services.dates import enter_key_date, postpone_key_date, settle_key_date
from cases.services.opening import add_prisoner, alike, edit_case, edit_prisoner, open_case, open_first_case
from cases.views.found import found_case, insist_on_owner
from core.partial_dates import PartialDateError, parse_partial_date


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_CASES)
def case_new(request: Request) -> HttpResponse:
    """Open a case: of a prisoner who is here (`?prisoner=P-…`), or of somebody new."""
    prisoner = None
    if reference := request.POST.get("prisoner") or request.GET.get("prisoner"):
        prisoner = get_object_or_404(Prisoner.objects.visible_to(request.user), reference=reference)
    form = CaseForm(request.POST or None, prisoner=prisoner)
    similar: list[Prisoner] = []
    if request.method == "POST" and form.is_valid():
        if prisoner is None and not request.POST.get("somebody_else"):
            said = form.cleaned_data
            similar = list(alike(said["name"], said["native_name"], request.user).prefetch_related("cases")[:10])
        if not similar and (case := _opened(request, form, prisoner)) is not None:
            messages.success(request, _("Case %(case)s is open.") % {"case": case.reference})
            return redirect(case)
    return render(
        request,
        "cases/case_new.html",
        {"form": form, "prisoner": prisoner, "similar": similar},
        status=422 if form.is_bound and form.errors else 200,
    )


def _opened(request: Request, form: CaseForm, prisoner: Prisoner | None) -> Case | None:
    """The opened case, or None with the form's errors filled in."""
    data, form_key = form.case_data(request.user), form.cleaned_data["form_key"]
    try:
        if prisoner is not None:
            return open_case(prisoner=prisoner, data=data, by=request.user, form_key=form_key)
        return open_first_case(who=form.prisoner_data(), data=data, by=request.user, form_key=form_key)
    except ValidationError as error:
        for field, errors in error.error_dict.items():
            form.add_error("source" if field == "citations" else field if field in form.fields else None, errors)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_CASES)
def prisoner_new(request: Request) -> HttpResponse:
    """Add somebody who has no case yet; who may be here already is shown first."""
    form = PrisonerForm(request.POST or None)
    similar: list[Prisoner] = []
    if request.method == "POST" and form.is_valid():
        if not request.POST.get("somebody_else"):
            said = form.cleaned_data
            similar = list(alike(said["name"], said["native_name"], request.user).prefetch_related("cases")[:10])
        if not similar:
            prisoner = add_prisoner(data=form.prisoner_data(), by=request.user)
            messages.success(request, _("%(name)s is added.") % {"name": prisoner.name})
            return redirect(prisoner)
    return render(request, "cases/prisoner_edit.html", {"form": form, "similar": similar}, status=_status(form))


@require_safe
@requires(Permission.VIEW_CASES)
def prisoner(request: Request, reference: str) -> HttpResponse:
    """Who somebody is, and their cases that the reader may see."""
    rows = Prisoner.objects.visible_to(request.user).prefetch_related("other_names", "ties", "categories")
    person = get_object_or_404(rows, reference=reference)
    cases = Case.objects.visible_to(request.user).filter(prisoner=person).for_page().order_by("-arrested_on", "-pk")
    kept_here = Prisoner.objects.kept_by(request.user).filter(pk=person.pk).exists()
    return render(request, "cases/prisoner.html", {"prisoner": person, "cases": cases, "kept_here": kept_here})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def prisoner_edit(request: Request, reference: str) -> HttpResponse:
    person = get_object_or_404(Prisoner.objects.visible_to(request.user), reference=reference)
    if not Prisoner.objects.kept_by(request.user).filter(pk=person.pk).exists():
        raise PermissionDenied
    form = PrisonerForm.of(person, request.POST or None)
    meanwhile = Meanwhile(request, person, form)
    if meanwhile.asked:
        return meanwhile.answer()
    if request.method == "POST" and form.is_valid() and not meanwhile.stops:
        data = form.prisoner_data(restricted_notes=person.restricted_notes)
        edit_prisoner(prisoner=person, data=data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(person)
    context = {"form": form, "prisoner": person, "meanwhile": meanwhile}
    return render(request, "cases/prisoner_edit.html", context, status=meanwhile.status or _status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def case_edit(request: Request, reference: str) -> HttpResponse:
    """Tier, lead, file state, quiet phase. Whoever saves second sees what the first one changed."""
    case = found_case(request, reference)
    insist_on_owner(request, case)
    form = CaseEditForm(request.POST or None, instance=case, reader=request.user)
    meanwhile = Meanwhile(request, case, form)
    if meanwhile.asked:
        return meanwhile.answer()
    theirs: list[str] = []
    if request.method == "POST" and form.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        fields = edit_case(case=case, changes=changes, version=form.cleaned_data["version"], by=request.user)
        theirs = [str(form.fields[name].label) for name in fields if name in changes]
        if fields:
            # Saving once more says: keep mine.
            form.data = {**request.POST.dict(), "version": str(Case.objects.get(pk=case.pk).version)}
        else:
            messages.success(request, _("Saved."))
            return redirect(case)
    now = Case.objects.for_page().get(pk=case.pk)
    context = {"form": form, "case": now, "theirs": theirs, "meanwhile": meanwhile}
    return render(request, "cases/case_edit.html", context, status=409 if theirs else _status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_UPDATES)
def key_date_new(request: Request, reference: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user).for_page(), reference=reference)
    form = KeyDateForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        enter_key_date(case=case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The date is entered."))
        return redirect("cases:case-dates", case.reference)
    return render(request, "cases/key_date_new.html", {"form": form, "case": case}, status=_status(form))


@require_POST
@requires(Permission.LOG_UPDATES)
def key_date_settle(request: Request, reference: str) -> HttpResponse:
    """Say what came of a date, or move it to another day."""
    rows = KeyDate.objects.visible_to(request.user).select_related("case", "entered_by")
    key_date = get_object_or_404(rows, reference=reference)
    by_theirs = key_date.entered_by.organisation_id if key_date.entered_by else None
    insist_on_owner(request, key_date.case, or_of=by_theirs)
    try:
        if moved := request.POST.get("due", "").strip():
            due, why = parse_partial_date(moved), request.POST.get("outcome", "")
            postpone_key_date(key_date=key_date, due=due, why=why, by=request.user)
        else:
            settle_key_date(key_date=key_date, outcome=request.POST.get("outcome", "")[:200], by=request.user)
        messages.success(request, _("Saved."))
    except (ValidationError, PartialDateError) as error:
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        for message in said:
            messages.error(request, message)
    return redirect("cases:case-dates", key_date.case.reference)


def _status(form: object) -> int:
    """422 for a form that was refused, so that htmx, tests and people can tell it from a page."""
    return 422 if getattr(form, "is_bound", False) and getattr(form, "errors", None) else 200
