"""Designations by hand: entering one, adding to what a list says, those without names; and what is not sought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from advocacy.forms.records import DayInput, RecordField
from advocacy.jurisdictions import name_of
from cases.models import Case
from core.partial_dates import PartialDateFormField
from sanctions.aligned import involvements, officials
from sanctions.models import Designation, Programme, WatchedJurisdiction

#: More officials than this are no menu any more: start from the official's or the case's page.
MOST_OFFERED = 500
_WORDS = forms.Textarea(attrs={"rows": 4})


class SaidForm(forms.Form):
    """What a person may say of a designation, with the source."""

    use_required_attribute = False

    listed_on = forms.DateField(
        label=_("Listed on"),
        required=False,
        widget=DayInput,
        help_text=_("The official day. Of a US listing, the day of the press release."),
    )
    announced_on = forms.DateField(
        label=_("Announced on"),
        required=False,
        widget=DayInput,
        help_text=_("Where it was made public on another day."),
    )
    delisted_on = forms.DateField(label=_("Delisted on"), required=False, widget=DayInput)
    cited_title = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Such as “Official Journal L 146, 6 June 2023”.")
    )
    cited_address = forms.URLField(label=_("Its address"), max_length=1000, required=False, assume_scheme="https")
    elsewhere = forms.BooleanField(
        label=_("For something else than our cases"),
        required=False,
        help_text=_("What came before the arrest is held to be for something else without this."),
    )
    elsewhere_why = forms.CharField(label=_("For what"), max_length=200, required=False)


class DesignationForm(SaidForm):
    """A designation that no list of ours has: a visa ban, an entry in a journal, a national entry ban."""

    official = RecordField(label=_("Official"))
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), to_field_name="key", empty_label=_("Choose")
    )
    list_id = forms.CharField(
        label=_("Number in the list"), max_length=120, required=False, help_text=_("Such as “Annex I, 41”.")
    )
    measures = forms.CharField(label=_("Measures"), max_length=200, required=False)
    reasons = forms.CharField(label=_("Reasons given"), required=False, widget=_WORDS)
    field_order = ["official", "programme", "list_id", "listed_on", "announced_on", "cited_title", "cited_address"]

    def __init__(self, *args: Any, by: User, case: Case | None = None, official: str = "", **kwargs: Any) -> None:
        """Offered are the officials of `case`, or the one called `official`, or all whom `by` sees."""
        super().__init__(*args, **kwargs)
        rows = officials(by).order_by("name")
        if official:
            rows = rows.filter(reference=official)
        elif case is not None:
            rows = rows.filter(pk__in=involvements(by).filter(case=case).order_by().values("official"))
        self.fields["official"].offer(rows[:MOST_OFFERED], empty=_("Choose"))  # type: ignore[attr-defined]
        self.fields["official"].initial = official
        self.fields["programme"].queryset = Programme.objects.order_by("key")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        about = {"official": said.get("official"), "programme": said.get("programme")}
        if all(about.values()) and "list_id" in said:
            known = Designation.objects.filter(**about, list_id=said["list_id"]).first()
            if known is not None:
                words = _("This is on record as %(reference)s already: add to it or correct it there.")
                self.add_error("list_id", words % {"reference": known.reference})
        return said


class CorrectDesignationForm(SaidForm):
    """What is added to a designation, or put right. Measures and reasons are the list's where a list made it."""

    measures = DesignationForm.declared_fields["measures"]
    reasons = DesignationForm.declared_fields["reasons"]
    why = forms.CharField(label=_("Why it changes"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, designation: Designation) -> None:
        super().__init__(data, initial={name: getattr(designation, name, None) for name in self.base_fields})
        if not designation.by_hand:
            del self.fields["measures"], self.fields["reasons"]


class WhyForm(forms.Form):
    """A reason that stays on record."""

    use_required_attribute = False

    why = forms.CharField(label=_("Why"), max_length=300)


class NamelessForm(forms.Form):
    """How many were listed over a case without their names being published."""

    use_required_attribute = False

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), to_field_name="key", empty_label=_("Choose")
    )
    count = forms.IntegerField(label=_("How many people"), min_value=1, max_value=10_000)
    listed = PartialDateFormField(label=_("Listed"))
    cited_title = forms.CharField(label=_("Source"), max_length=300)
    cited_address = forms.URLField(label=_("Its address"), max_length=1000, required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.order_by("key")  # type: ignore[attr-defined]


class NotSoughtForm(forms.Form):
    """That we ask this jurisdiction, or none, to list an official; and why."""

    use_required_attribute = False

    jurisdiction = forms.ChoiceField(label=_("Of whom we ask nothing"), required=False)
    why = forms.CharField(
        label=_("Why"), widget=_WORDS, max_length=1000, help_text=_("Only your organisation reads this.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Of no government")), *((code, name_of(code)) for code in WatchedJurisdiction.codes())]
        self.fields["jurisdiction"].choices = offered  # type: ignore[attr-defined]
