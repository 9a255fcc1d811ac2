"""The advocacy tab of a case: who was asked, who acted, what is not recorded; and logging that somebody searched."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.case_tab import case_tab
from advocacy.forms.records import DayInput
from advocacy.forms.searches import SearchForm
from advocacy.jurisdictions import name_of
from advocacy.reading import note_records_read
from advocacy.services.searches import log_search
from advocacy.standing import standing
from advocacy.views.findings import refuse
from cases.models import Case
from cases.reading import note_reads
from cases.views.case_page import tab_of
from cases.views.found import found_case
from cases.visibility import stricter, strictest
from core import clock


class AsOfForm(forms.Form):
    """A past day to look at the record as it was then."""

    on = forms.DateField(label=gettext_lazy("As of"), required=False, widget=DayInput)

    def clean_on(self) -> date:
        day: date | None = self.cleaned_data["on"]
        if day is not None and day > clock.today():
            raise ValidationError(_("This day is still to come: choose today or an earlier one."))
        return day or clock.today()

    @property
    def day(self) -> date:
        """The day asked for; today where none was, or none that can be."""
        day: date = self.cleaned_data["on"] if self.is_valid() else clock.today()
        return day


@require_safe
@requires(Permission.VIEW_CASES)
def case_advocacy(request: Request, reference: str) -> HttpResponse:
    """The tab as of today, or of the day in `?on=`; `?search=` names the jurisdiction whose acts were looked for."""
    case = found_case(request, reference)
    as_of = AsOfForm(request.GET)
    return _page(request, case, as_of, status=200 if as_of.is_valid() else 422)


@require_safe
@requires(Permission.VIEW_CASES)
def case_acts(request: Request, reference: str) -> HttpResponse:
    """A line for each jurisdiction, beside the timeline: what is recorded of it and what is not."""
    case = found_case(request, reference)
    rows = standing(case, request.user, clock.today())
    records = [record for row in rows for record in row.records()]
    note_reads(request, case)
    note_records_read(request, case.reference, records)
    level = strictest(case.level, *(one.level for one in records))
    context = {"case": case, "rows": rows, "level": level, "narrower": stricter(level, case.level)}
    return render(request, "advocacy/case_acts.html", context)


@require_POST
@requires(Permission.LOG_ACTIONS)
def search_new(request: Request, reference: str) -> HttpResponse:
    """Put on record that somebody searched, when and where."""
    case = found_case(request, reference)
    form = SearchForm(request.POST)
    if form.is_valid():
        try:
            search = log_search(case=case, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(
                request, _("On record: you searched for %(whose)s.") % {"whose": name_of(search.jurisdiction)}
            )
            return redirect("advocacy:case", case.reference)
    return _page(request, case, AsOfForm({}), form=form, status=422)


def _page(
    request: Request, case: Case, as_of: AsOfForm, *, form: SearchForm | None = None, status: int
) -> HttpResponse:
    tab = case_tab(case, request.user, as_of.day)
    note_records_read(request, case.reference, tab.records())
    asked_for = request.GET.get("search", "")
    context: dict[str, Any] = {
        "advocacy": tab,
        "as_of": as_of,
        "search_form": form or SearchForm(initial={"jurisdiction": asked_for}, first=tab.codes),
        "searching": form is not None or bool(asked_for),
    }
    return render(request, "advocacy/case_tab.html", tab_of(request, case, "advocacy") | context, status=status)
