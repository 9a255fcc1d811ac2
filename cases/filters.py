"""The case list's filters, all of them in the address.

Nothing said about the file means active and monitoring files: the drafts, the dormant, closed and rejected ones are
asked for. A filter that cannot be read says so beside itself, and the others go on working.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.held_for import SPANS, held_for
from cases.models import Case, Charge, CountryTie, Follow, Involvement, Prisoner, Tie
from cases.models.case import CaseQuerySet
from cases.vocabulary import ChargeCategory, Contact, FileState, Grade, Status, Tier
from core import clock, slots
from core.partial_dates import PartialDate, PartialDateFormField

CODE = re.compile(r"[\w-]{1,15}", re.ASCII)
ME, NOBODY, ALL = "me", "nobody", "all"
USUAL_FILES = (FileState.ACTIVE, FileState.MONITORING)

CUSTODY, STALLED, PLACE_UNKNOWN, NO_CONTACT, FOLLOWED = "custody", "stalled", "place-unknown", "no-contact", "followed"
MARKS = {
    CUSTODY: gettext_lazy("In custody"),
    STALLED: gettext_lazy("Stalled"),
    PLACE_UNKNOWN: gettext_lazy("Place unknown"),
    NO_CONTACT: gettext_lazy("No contact"),
    FOLLOWED: gettext_lazy("I follow it"),
}


class ChosenField(forms.Field):
    """Any number of codes. With `known` codes given, another one is refused; without, it just finds nothing."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *args: Any, known: Iterable[str] = (), **kwargs: Any) -> None:
        self.known = {str(code) for code in known}
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> list[str]:
        chosen = list(dict.fromkeys(one.strip() for one in value or [] if one.strip()))
        for code in chosen:
            if code not in self.known if self.known else not CODE.fullmatch(code):
                raise forms.ValidationError(_("“%(code)s” is no choice here.") % {"code": code[:60]}, code="invalid")
        return chosen


class Chosen(django_filters.Filter):
    """Rows whose field is one of the chosen codes."""

    field_class = ChosenField

    def filter(self, qs: CaseQuerySet, value: list[str] | None) -> CaseQuerySet:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class DateFilter(django_filters.Filter):
    """A date as people write it; the whole of a month or year counts."""

    field_class = PartialDateFormField


class FilterForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("arrested_from"), cleaned.get("arrested_to")
        if first and last and first.earliest > last.latest:
            self.add_error("arrested_to", _("This day lies before the first one."))
        return cleaned


class ListFilter(django_filters.FilterSet):
    """A list's filters, which also say what answers to all of them but some: live counts ask that."""

    @property
    def user(self) -> User:
        return self.request.user

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and could be read, by filter."""
        return self.form.cleaned_data if self.form.errors is not None else {}

    def filter_queryset(self, queryset: Any) -> Any:
        return self.answering()

    def answering(self, *leaving_out: str) -> Any:
        """What answers to all filters, or to all but those named."""
        found = self.queryset.all()
        for name in self.filters.keys() - set(leaving_out):
            found = self.filters[name].filter(found, self.asked.get(name))
        return found


class CaseFilter(ListFilter):
    """Cases that answer to every filter; within one filter any of its choices will do (but every one of `only`)."""

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Name or reference"))
    state = Chosen("state__code", label=gettext_lazy("State"))
    status = Chosen("status", label=gettext_lazy("Status"), known=Status.values)
    tier = Chosen("tier", label=gettext_lazy("Tier"), known=Tier.values)
    only = Chosen(method="marked", label=gettext_lazy("Only"), known=MARKS)
    lead = Chosen(method="led", label=gettext_lazy("Lead"))
    nationality = Chosen(method="national", label=gettext_lazy("Nationality"))
    category = Chosen(method="described", label=gettext_lazy("Category"))
    charge = Chosen(method="charged", label=gettext_lazy("Charge"), known=ChargeCategory.values)
    official = Chosen(method="taken_part_in", label=gettext_lazy("Official"))
    file = Chosen(method="filed", label=gettext_lazy("File"), known=[*FileState.values, ALL])
    held = Chosen(method="held_so_long", label=gettext_lazy("Held for"), known=SPANS)
    arrested_from = DateFilter(method="arrested_since", label=gettext_lazy("Arrested from"))
    arrested_to = DateFilter(method="arrested_until", label=gettext_lazy("Arrested until"))

    class Meta:
        model = Case
        fields: list[str] = []
        form = FilterForm

    def filter_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        return self.cases()

    def cases(self, *leaving_out: str) -> CaseQuerySet:
        """The cases that answer to all filters, or to all but those named."""
        found: CaseQuerySet = self.answering(*leaving_out)
        if "file" not in leaving_out and not self.asked.get("file"):
            found = found.filter(file_state__in=USUAL_FILES)
        return found

    def search(self, cases: CaseQuerySet, name: str, text: str) -> CaseQuerySet:
        return cases.matching(text)

    def marked(self, cases: CaseQuerySet, name: str, marks: list[str]) -> CaseQuerySet:
        for mark in marks:
            cases = cases.filter(self.mark_condition(mark))
        return cases

    def mark_condition(self, mark: str) -> Q:
        """What a case must be to bear `mark`."""
        match mark:
            case "custody":
                return Q(in_custody_since__isnull=False)
            case "place-unknown":
                return Q(place_unknown_since__isnull=False)
            case "no-contact":
                return Q(in_custody_since__isnull=False, contact=Contact.NONE)
            case "followed":
                return Q(pk__in=Follow.objects.filter(user=self.user).values("case"))
        return stalled(self.user)

    def led(self, cases: CaseQuerySet, name: str, leads: list[str]) -> CaseQuerySet:
        people = [self.user.reference if lead == ME else lead for lead in leads]
        condition = Q(lead__reference__in=people)
        return cases.filter(condition | Q(lead=None) if NOBODY in leads else condition)

    def national(self, cases: CaseQuerySet, name: str, countries: list[str]) -> CaseQuerySet:
        ties = CountryTie.objects.filter(country__in=countries, tie=Tie.NATIONAL)
        return cases.filter(prisoner__in=ties.values("prisoner"))

    def described(self, cases: CaseQuerySet, name: str, codes: list[str]) -> CaseQuerySet:
        bearers = Prisoner.categories.through.objects.filter(category__code__in=codes)
        return cases.filter(prisoner__in=bearers.values("prisoner"))

    def charged(self, cases: CaseQuerySet, name: str, categories: list[str]) -> CaseQuerySet:
        return cases.filter(pk__in=Charge.objects.filter(category__in=categories).values("case"))

    def taken_part_in(self, cases: CaseQuerySet, name: str, officials: list[str]) -> CaseQuerySet:
        parts = Involvement.objects.visible_to(self.user).filter(official__reference__in=officials)
        return cases.filter(pk__in=parts.exclude(grade=Grade.RETRACTED).values("case"))

    def filed(self, cases: CaseQuerySet, name: str, states: list[str]) -> CaseQuerySet:
        return cases if ALL in states else cases.filter(file_state__in=states)

    def held_so_long(self, cases: CaseQuerySet, name: str, spans: list[str]) -> CaseQuerySet:
        condition = Q(pk__in=[])
        for span in spans:
            condition |= held_for(span, clock.today())
        return cases.filter(condition)

    def arrested_since(self, cases: CaseQuerySet, name: str, day: PartialDate) -> CaseQuerySet:
        return cases.filter(arrested_on__gte=day.earliest)

    def arrested_until(self, cases: CaseQuerySet, name: str, day: PartialDate) -> CaseQuerySet:
        return cases.filter(arrested_on__lte=day.latest)


def stalled(user: User) -> Q:
    """Cases that an app above says have stalled, as far as `user` may know.

    Through `slots.provide("stalled-cases", …)`: called with `user` and `day`, a provider yields queries of case keys.
    """
    condition = Q(pk__in=[])
    for keys in slots.gather("stalled-cases", user=user, day=clock.today()):
        condition |= Q(pk__in=keys)
    return condition
