"""The form that puts right what was logged wrongly of an action."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from advocacy.forms.action import MOST_ORGANISATIONS
from advocacy.forms.records import OrganisationField
from advocacy.forms.steps import StepForm
from advocacy.kinds import menu
from advocacy.services.correcting import Correction
from advocacy.vocabulary import Weight
from core.partial_dates import PartialDateFormField

WHY = _("Say why it is corrected; the reason stays on record.")


class CorrectForm(StepForm):
    """What can be wrong in an action as it was logged. It begins with what stands."""

    kind = forms.ChoiceField(label=_("What was done, or is to be done"), choices=menu)
    weight = forms.ChoiceField(label=_("Weight"), choices=Weight.choices)
    sent = PartialDateFormField(label=_("Sent or done on"), required=False)
    summary = forms.CharField(label=_("In one line"), max_length=300)
    addressee = OrganisationField(label=_("Addressed to"), max_length=200, required=False)
    text = forms.CharField(label=_("Text"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
    kept_at = forms.CharField(label=_("Where the document is kept"), max_length=200, required=False)
    signatories = forms.CharField(
        label=_("Signatories"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    signatory_count = forms.IntegerField(
        label=_("Or how many signed"), required=False, min_value=1, max_value=100_000_000
    )
    why = forms.CharField(label=_("Why"), max_length=300, error_messages={"required": WHY})

    def prepare(self) -> None:
        self.organisations = list(Organisation.objects.order_by("name")[:MOST_ORGANISATIONS])
        self.fields["addressee"].offer(self.organisations)  # type: ignore[attr-defined]
        self.initial = {name: getattr(self.action, name) for name in self.fields if name not in ("why", "addressee")}
        self.initial["addressee"] = self.action.addressee.name if self.action.addressee else ""

    def correction(self) -> dict[str, Any]:
        """What the form says, for the service."""
        said = dict(self.cleaned_data)
        why = said.pop("why")
        return {"correction": Correction(**said), "why": why}
