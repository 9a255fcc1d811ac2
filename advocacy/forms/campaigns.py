"""Forms of campaigns: the campaign, its cases by reference, and rows of who does what."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from advocacy.forms.action import MOST_ORGANISATIONS
from advocacy.forms.records import DayInput, OrganisationField
from advocacy.models import Campaign
from advocacy.services.campaigns import CampaignData
from cases.models import Case
from cases.vocabulary import Level

SEPARATORS = re.compile(r"[\s,;]+")
MOST_CASES, MOST_PARTS = 300, 60


class CasesField(forms.CharField):
    """Cases by their references, with blanks, commas or lines between them."""

    def offer(self, reader: User) -> None:
        self.reader = reader

    def clean(self, value: Any) -> list[Case]:
        return cases_named(super().clean(value), self.reader)


def cases_named(text: str, reader: User) -> list[Case]:
    """The cases that `text` names, in its order. Raises ValidationError for what `reader` cannot find."""
    references = list(dict.fromkeys(word.upper() for word in SEPARATORS.split(text) if word))
    if len(references) > MOST_CASES:
        words = _now("These are %(n)s cases; %(most)s at most fit in one campaign.")
        raise forms.ValidationError(words % {"n": len(references), "most": MOST_CASES})
    rows = Case.objects.visible_to(reader).filter(reference__in=references).select_related("prisoner", "owner")
    found = {case.reference: case for case in rows}
    if missing := [one for one in references if one not in found]:
        words = _now("We find no case %(references)s that is open to you: check how it is written (RU-22-7F3K).")
        raise forms.ValidationError(words % {"references": ", ".join(one[:20] for one in missing[:5])})
    return [found[one] for one in references]


class CampaignForm(forms.Form):
    """A campaign: its name, what it is for, from when until when, for whom."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Such as: #WithoutJustCause."))
    about = forms.CharField(
        label=_("What it is for"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    starts_on = forms.DateField(label=_("From"), required=False, widget=DayInput)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DayInput)
    cases = CasesField(
        label=_("Cases"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Their references, with blanks, commas or lines between them: RU-22-7F3K, BY-21-4QX2."),
    )
    level = forms.ChoiceField(
        label=_("Who may see it"),
        required=False,
        choices=[("", _("As its cases")), *((one.value, one.label) for one in Level if one != Level.PUBLIC)],
        help_text=_("Whoever sees it sees only those of its cases that are open to them."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].offer(by)  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, campaign: Campaign, reader: User) -> dict[str, Any]:
        """What is recorded of `campaign`, as the form shows it."""
        cases = Case.objects.visible_to(reader).filter(campaigns=campaign).order_by("reference")
        shown = {name: getattr(campaign, name) for name in ("name", "about", "starts_on", "ends_on", "level")}
        return shown | {"cases": "\n".join(cases.values_list("reference", flat=True))}


class PartForm(forms.Form):
    """One row: an organisation and what it does."""

    use_required_attribute = False

    organisation = OrganisationField(label=_("Organisation"), max_length=200, required=False)
    does = forms.CharField(label=_("What it does"), max_length=200, required=False)

    def __init__(self, *args: Any, known: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(known)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("organisation") and not said.get("does"):
            self.add_error("does", _("Say what it does, or take its name out."))
        if said.get("does") and not said.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Say who does it."))
        return said


class BasePartFormSet(forms.BaseFormSet):
    """The rows; a row left empty is none."""

    def clean(self) -> None:
        seen: set[int] = set()
        for form in self.forms:
            said = form.cleaned_data.get("organisation") if form.is_valid() else None
            if said is not None and said.pk in seen:
                form.add_error("organisation", _("It has a row already: say all it does there."))
            seen |= {said.pk} if said else set()

    def parts(self) -> dict[Organisation, str]:
        """What each organisation does; needs valid rows."""
        rows = [form.cleaned_data for form in self.forms]
        return {row["organisation"]: row["does"] for row in rows if row.get("organisation")}


PartFormSet = forms.formset_factory(
    PartForm, formset=BasePartFormSet, extra=3, max_num=MOST_PARTS, absolute_max=MOST_PARTS, validate_max=True
)


class CampaignEntry:
    """Everything the form of a campaign is made of."""

    def __init__(self, by: User, *, data: Any = None, campaign: Campaign | None = None, cases: str = "") -> None:
        """`data` was sent; `campaign` is the one to change; `cases` are references to begin with."""
        known = list(Organisation.objects.order_by("name")[:MOST_ORGANISATIONS])
        shown = CampaignForm.initial_of(campaign, by) if campaign and data is None else {"cases": cases}
        parts = campaign.parts.select_related("organisation") if campaign and data is None else []
        rows = [{"organisation": part.organisation.name, "does": part.does} for part in parts]
        self.form = CampaignForm(data, initial=shown, by=by)
        self.rows = PartFormSet(data, initial=rows, prefix="part", form_kwargs={"known": known})
        self.organisations = known

    def is_valid(self) -> bool:
        return self.form.is_valid() & self.rows.is_valid()

    @property
    def has_errors(self) -> bool:
        """Whether something sent needs mending."""
        return self.form.is_bound and (bool(self.form.errors) or not self.rows.is_valid())

    def campaign_data(self) -> CampaignData:
        said = {name: value for name, value in self.form.cleaned_data.items() if name != "cases"}
        return CampaignData(parts=self.rows.parts(), **said)  # type: ignore[attr-defined]  # a BasePartFormSet

    @property
    def cases(self) -> list[Case]:
        chosen: list[Case] = self.form.cleaned_data["cases"]
        return chosen
