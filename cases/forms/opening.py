"""Forms for new cases, prisoners and key dates."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from accounts.models import User
from cases.models import Case, Category, DetainingState, Prisoner, Tie
from cases.services.code_names import fit_code_name
from cases.services.judging import UpdateData
from cases.services.opening import CaseData, PrisonerData
from cases.services.sourcing import said_by
from cases.vocabulary import Connection, Gender, KeyDateKind, Level, Tier, UpdateKind
from core import clock
from core.forms import SeveralSelects
from core.partial_dates import PartialDateFormField

# What can open a case: how somebody came to be held, or at risk of it.
OPENING_KINDS = (
    UpdateKind.ARREST,
    UpdateKind.ABDUCTION,
    UpdateKind.CAPTURE_DENIED,
    UpdateKind.ADMINISTRATIVE_JAIL,
    UpdateKind.PSYCHIATRIC_COMMITMENT,
    UpdateKind.ATTACK,
)
NAMES = re.compile(r"[\n;]+")


class PrisonerForm(forms.Form):
    """Who somebody is. Only the name is needed."""

    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("In Latin letters, as you write it."))
    native_name = forms.CharField(label=_("Name in original script"), max_length=160, required=False)
    other_names = forms.CharField(
        label=_("Other names and spellings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. Search finds all of them."),
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial=Gender.UNKNOWN, required=False)
    birth = PartialDateFormField(label=_("Born"), required=False)
    nationalities = forms.MultipleChoiceField(
        label=_("National of"), choices=list(countries), required=False, widget=SeveralSelects
    )
    residences = forms.MultipleChoiceField(
        label=_("Resident of"),
        choices=list(countries),
        required=False,
        widget=SeveralSelects,
        help_text=_("Countries that might act for this person."),
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"),
        queryset=Category.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    biography = forms.CharField(
        label=_("Short biography"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )

    @classmethod
    def of(cls, prisoner: Prisoner, data: Any = None) -> PrisonerForm:
        """The form filled with what is recorded of `prisoner`."""
        ties = list(prisoner.ties.all())
        initial = {
            "name": prisoner.name,
            "native_name": prisoner.native_name,
            "other_names": "\n".join(name.text for name in prisoner.other_names.all()),
            "gender": prisoner.gender,
            "birth": prisoner.birth,
            "nationalities": [tie.country for tie in ties if tie.tie == Tie.NATIONAL],
            "residences": [tie.country for tie in ties if tie.tie == Tie.RESIDENT],
            "categories": [category.code for category in prisoner.categories.all()],
            "biography": prisoner.biography,
        }
        return cls(data, initial=initial)

    def prisoner_data(self, **more: Any) -> PrisonerData:
        """What the form says, for the service."""
        values = {**self.cleaned_data, "gender": self.cleaned_data["gender"] or Gender.UNKNOWN, **more}
        names = [name.strip()[:160] for name in NAMES.split(values.pop("other_names")) if name.strip()]
        return PrisonerData(other_names=names, **values)


class CaseForm(forms.Form):
    """A new case: who, held by whom, what happened, when, who says so. The rest can wait."""

    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("Any script."))
    state = forms.ModelChoiceField(
        label=_("Detaining state"), queryset=DetainingState.objects.all(), to_field_name="code"
    )
    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[(kind.value, kind.label) for kind in OPENING_KINDS],
        initial=UpdateKind.ARREST,
    )
    occurred = PartialDateFormField(
        label=_("When"), help_text=_("As you know it: 12 Dec 2023, July 2023, 2023, about 12 Dec 2023.")
    )
    source = forms.CharField(
        label=_("Address or told by"),
        max_length=1000,
        help_text=_("The address of a report, or who told you. A person’s name is encrypted."),
    )
    summary = forms.CharField(label=_("In one line"), max_length=300, required=False)
    connection = forms.ChoiceField(
        label=_("How the person who told it is connected"), choices=Connection.choices, required=False
    )
    native_name = forms.CharField(label=_("Name in original script"), max_length=160, required=False)
    nationalities = forms.MultipleChoiceField(
        label=_("National of"), choices=list(countries), required=False, widget=SeveralSelects
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"),
        queryset=Category.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tier = forms.ChoiceField(label=_("Tier"), choices=Tier.choices, initial=Tier.STANDARD, required=False)
    level = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(level.value, level.label) for level in (Level.TEAM, Level.PARTNERS, Level.RESTRICTED, Level.SEALED)],
        initial=Level.TEAM,
        required=False,
        help_text=_("Sealed: you alone, until you name others."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, prisoner: Prisoner | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if prisoner is not None:
            for known in ("name", "native_name", "nationalities", "categories"):
                del self.fields[known]

    def prisoner_data(self) -> PrisonerData:
        """Who the new case is about."""
        said = self.cleaned_data
        return PrisonerData(
            name=said["name"],
            native_name=said["native_name"],
            nationalities=said["nationalities"],
            categories=said["categories"],
        )

    def case_data(self, by: User) -> CaseData:
        """The case with the update that opens it."""
        said = self.cleaned_data
        level = said["level"] or Level.TEAM
        first = UpdateData(
            kind=said["kind"],
            occurred=said["occurred"],
            summary=said["summary"] or f"{UpdateKind(said['kind']).label}.",
            citations=(said_by(said["source"], said["connection"] or Connection.UNKNOWN),),
        )
        named = (by,) if level == Level.SEALED else ()
        return CaseData(state=said["state"], first=first, tier=said["tier"] or Tier.STANDARD, level=level, named=named)


class CaseEditForm(forms.ModelForm):
    """What a person decides about a case; its status follows from updates and is not here."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields = ["tier", "file_state", "lead", "code_name", "quiet_until", "quiet_reason", "restricted_notes"]
        widgets = {
            "quiet_until": forms.DateInput(attrs={"type": "date"}),
            "quiet_reason": forms.Textarea(attrs={"rows": 2}),
            "restricted_notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.memberships.filter(user=reader).exists():
            del self.fields["restricted_notes"]
        people = User.objects.active().filter(organisation=self.instance.owner_id)
        self.fields["lead"].queryset = people  # type: ignore[attr-defined]
        self.initial["version"] = self.instance.version

    def clean_code_name(self) -> str:
        return fit_code_name(self.cleaned_data["code_name"], self.instance.prisoner.all_names())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("quiet_until") and not said.get("quiet_reason"):
            self.add_error("quiet_reason", _("Say why the case should be quiet, and who asked for it."))
        return said


class CaseFieldForm(CaseEditForm):
    """One thing that a person decides about a case, changed where it stands."""

    def __init__(self, *args: Any, only: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in (only, "version")}
        self.fields[only].widget.attrs["autofocus"] = True

    def overtaken(self, case: Case, only: str) -> None:
        """Somebody changed it first: say what stands, and let the next save mean it."""
        words = _("Somebody changed this meanwhile: it is “%(now)s” now. Save once more to let yours stand.")
        now = getattr(case, f"get_{only}_display", lambda: getattr(case, only) or "—")()
        self.add_error(only, forms.ValidationError(words, params={"now": now}))
        self.data = {**self.data.dict(), "version": str(case.version)}  # type: ignore[attr-defined]


class KeyDateForm(forms.Form):
    """What is expected, and when."""

    kind = forms.ChoiceField(label=_("What is expected"), choices=KeyDateKind.choices)
    due = PartialDateFormField(label=_("When"), help_text=_("As you know it: 12 Dec 2026, July 2027, 2027."))
    summary = forms.CharField(label=_("In one line"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[("", _("As the case")), (Level.RESTRICTED.value, Level.RESTRICTED.label)],
        required=False,
    )

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and due.latest < clock.today():
            raise forms.ValidationError(
                _("%(due)s has passed. What has happened is logged as an update."), params={"due": str(due)}
            )
        return due
