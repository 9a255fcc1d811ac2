"""Forms of determinations: what a body found, and its dates put right; the filters of their list."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind, User
from advocacy.models import Determination, Procedure
from advocacy.models.determination import DeterminationQuerySet
from advocacy.services.determinations import DATES, DeterminationData
from advocacy.vocabulary import ClockStart, DeterminationKind, Outcome
from cases.models import Case
from cases.services.sourcing import CitationData, check, said_by
from cases.visibility import stricter
from cases.vocabulary import Level, SourceKind
from core.partial_dates import PartialDateFormField

_AS_KNOWN = _("As you know it: 12 Dec 2023, July 2023, 2023, about 12 Dec 2023.")
#: Whom nobody expects a finding from.
_NO_BODIES = (OrganisationKind.MEDIA, OrganisationKind.LEGISLATOR)
_NOT_PUBLISHED = (SourceKind.INTERVIEW, SourceKind.TESTIMONY, SourceKind.LETTER, SourceKind.MEDICAL)
_NOT_OF_THE_FINDING = ("form_key", "source", "source_kind", "says")


class DatesForm(forms.Form):
    """The three dates and the procedure that counts from them."""

    use_required_attribute = False

    adopted = PartialDateFormField(label=_("Adopted"), required=False, help_text=_AS_KNOWN)
    transmitted = PartialDateFormField(label=_("Transmitted to the government"), required=False)
    published = PartialDateFormField(label=_("Published"), required=False)
    procedure = forms.ChoiceField(
        label=_("Under which procedure"),
        required=False,
        help_text=_("Its version of the day of transmission decides about follow-up and review."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(Procedure.objects.order_by("key", "valid_from").values_list("key", "name"))
        choices = [("", self.no_choice), *sorted(names.items(), key=lambda one: one[1])]
        self.fields["procedure"].choices = choices  # type: ignore[attr-defined]

    no_choice = _("The one this body has for its findings, if any")


class CorrectDatesForm(DatesForm):
    """The dates as they should be, and why."""

    no_choice = _("No procedure")
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("What shows the right day. The earlier dates and this reason stay on record."),
        error_messages={"required": _("Say why, or who says so; the reason stays on record.")},
    )

    @classmethod
    def of(cls, determination: Determination, data: Any = None) -> CorrectDatesForm:
        """The form filled with what is recorded."""
        initial = {name: getattr(determination, name) for name in DATES}
        initial["procedure"] = determination.procedure.key if determination.procedure else ""
        return cls(data, initial=initial)


class DeterminationForm(DatesForm):
    """What a body found on one case, and where it is published."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    body = forms.ModelChoiceField(
        label=_("By whom"), queryset=Organisation.objects.none(), to_field_name="slug", empty_label=_("Choose")
    )
    kind = forms.ChoiceField(label=_("Kind of finding"), choices=[("", _("Choose")), *DeterminationKind.choices])
    outcome = forms.ChoiceField(label=_("What was found"), choices=[("", _("Choose")), *Outcome.choices])
    summary = forms.CharField(label=_("In one line"), max_length=300)
    number = forms.CharField(
        label=_("Number"), max_length=60, required=False, help_text=_("As the body cites it: Opinion No. 81/2021.")
    )
    categories = forms.CharField(
        label=_("Categories or criteria"),
        max_length=60,
        required=False,
        help_text=_("As the body names them: II, III."),
    )
    source = forms.CharField(
        label=_("Address where it is published"),
        max_length=1000,
        help_text=_("Its text, or a report on it. It becomes the source on the timeline."),
    )
    source_kind = forms.ChoiceField(
        label=_("Kind of source"),
        choices=[(kind.value, kind.label) for kind in SourceKind if kind not in _NOT_PUBLISHED],
        initial=SourceKind.NEWS,
        required=False,
    )
    says = forms.CharField(label=_("What the source says"), max_length=300, required=False)
    note = forms.CharField(
        label=_("What to know"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    level = forms.ChoiceField(label=_("Who may see it"), required=False)

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.exclude(kind__in=_NO_BODIES).order_by("name")
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        ours = by.organisation_id == case.owner_id
        offered = [Level.PARTNERS, Level.TEAM, Level.RESTRICTED] if ours else [Level.PARTNERS]
        levels = [(level.value, level.label) for level in offered if not stricter(case.level, level)]
        first = [("", _("As the case"))] if ours else []
        self.fields["level"].choices = first + levels  # type: ignore[attr-defined]

    def clean_source(self) -> CitationData:
        """A published source: nobody's word is enough for what a body found."""
        said = said_by(self.cleaned_data["source"])
        if said.told_by:
            words = _now("A finding needs a published source: give the address of its text, or of a report on it.")
            raise ValidationError(words)
        check(said)
        return said

    def citation(self) -> CitationData:
        """The source with what it says, for the service."""
        said = self.cleaned_data
        return replace(said["source"], kind=said["source_kind"] or SourceKind.NEWS, says=said["says"])

    def determination_data(self) -> DeterminationData:
        """What the form says, for the service."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in _NOT_OF_THE_FINDING}
        said["procedure"] = said["procedure"] or usual_procedure(said["body"])
        return DeterminationData(**said)


def usual_procedure(body: Organisation) -> str:
    """The key of the one procedure of `body` that counts from a transmission; empty where there is not just one."""
    rows = Procedure.objects.filter(body=body, clocks__start=ClockStart.TRANSMITTED)
    keys = set(rows.values_list("key", flat=True))
    return keys.pop() if len(keys) == 1 else ""


class FindingFilter(forms.Form):
    """The filters of the list, all of them in the address; one that is no choice says so and the others go on."""

    body = forms.ChoiceField(label=_("By whom"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *DeterminationKind.choices]
    )
    outcome = forms.ChoiceField(label=_("Finding"), required=False, choices=[("", _("All findings")), *Outcome.choices])

    def __init__(self, *args: Any, rows: DeterminationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        bodies = Organisation.objects.filter(determinations__in=rows).distinct().order_by("name")
        choices = [("", _("All bodies")), *bodies.values_list("slug", "name")]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]

    def found(self) -> DeterminationQuerySet:
        self.is_valid()
        said = self.cleaned_data
        columns = {"body": "body__slug", "kind": "kind", "outcome": "outcome"}
        return self.rows.filter(**{column: said[name] for name, column in columns.items() if said.get(name)})
