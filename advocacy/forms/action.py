"""The form that logs or plans an action: what, who, to whom and when in sight, the rest folded away."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.permissions import Permission
from advocacy.forms.records import (
    DayInput,
    OrganisationField,
    OrganisationsField,
    RecordField,
    RecordsField,
    procedures,
)
from advocacy.kinds import menu
from advocacy.models import Action, Ask, Campaign, Determination
from advocacy.services.actions import ActionData
from advocacy.vocabulary import Weight
from cases.forms.update import levels_for
from cases.models import Case
from core import clock
from core.partial_dates import PartialDateFormField

SENT_HELP = _("As you know it: 12 Dec 2023, July 2023. Leave it empty while it is planned.")
#: So many of each kind of record a menu offers, the latest first.
OFFERED, MOST_ORGANISATIONS = 60, 2000


class ActionForm(forms.Form):
    """An action on one case or on several; its sources are rows of their own (`cases.forms.sources`)."""

    use_required_attribute = False

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What was done, or is to be done"), choices=menu)
    sent = PartialDateFormField(label=_("Sent or done on"), required=False, help_text=SENT_HELP)
    summary = forms.CharField(label=_("In one line"), max_length=300)
    actors = OrganisationsField(
        label=_("Who acted"),
        help_text=_("By name, as the list has it. Those who only signed go below, under signatories."),
    )
    addressee = OrganisationField(label=_("Addressed to"), max_length=200, required=False)
    procedure = forms.ChoiceField(
        label=_("Procedure"), required=False, help_text=_("By when a reply is due follows from it.")
    )
    due_on = forms.DateField(
        label=_("Reply due on, if you know better"),
        required=False,
        widget=DayInput,
        help_text=_("Instead of the procedure."),
    )
    weight = forms.ChoiceField(
        label=_("Weight"),
        required=False,
        choices=[("", _("As usual for what was done")), *Weight.choices],
        help_text=_("A resolution is a word until it is passed; then it is a measure."),
    )
    asks = RecordsField(label=_("Asks it serves"), required=False)
    next_step = forms.CharField(label=_("Next step"), max_length=200, required=False)
    next_step_on = forms.DateField(label=_("By when"), required=False, widget=DayInput)
    responsible = RecordField(label=_("With whom"), required=False)
    text = forms.CharField(label=_("Text"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
    kept_at = forms.CharField(label=_("Where the document is kept"), max_length=200, required=False)
    signatories = forms.CharField(
        label=_("Signatories"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name a line."),
    )
    signatory_count = forms.IntegerField(
        label=_("Or how many signed"), required=False, min_value=1, max_value=100_000_000
    )
    campaign = RecordField(label=_("Campaign"), required=False)
    follows = RecordField(label=_("It follows"), required=False)
    determination = RecordField(label=_("Finding it uses"), required=False)
    level = forms.ChoiceField(label=_("Who may see it"), required=False)
    named = RecordsField(
        label=_("If sealed: for whom"),
        required=False,
        help_text=_("Those named and you; nobody else, admins included."),
    )

    def __init__(self, *args: Any, cases: Sequence[Case], by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases, self.by = list(cases), by
        self.organisations = list(Organisation.objects.order_by("name")[:MOST_ORGANISATIONS])
        for name in ("actors", "addressee"):
            self.fields[name].offer(self.organisations)  # type: ignore[attr-defined]
        self.fields["actors"].initial = [by.organisation.name]
        self.fields["procedure"].choices = [("", "—"), *procedures()]  # type: ignore[attr-defined]
        self.fields["level"].choices = levels_for(self.cases)  # type: ignore[attr-defined]
        self._offer_people()
        self._offer_records()

    def _offer_people(self) -> None:
        colleagues = list(User.objects.colleagues_of(self.by).order_by("name"))
        able = [one for one in colleagues if one.may(Permission.LOG_ACTIONS)]
        self.fields["responsible"].offer(able)  # type: ignore[attr-defined]
        self.fields["responsible"].initial = self.by.reference
        self.fields["named"].offer([one for one in colleagues if one != self.by])  # type: ignore[attr-defined]

    def _offer_records(self) -> None:
        """What on these cases the writer may see and the action may serve, use, follow or belong to."""
        rows: dict[str, Any] = {
            "asks": Ask.objects.open().select_related("addressee"),
            "campaign": Campaign.objects,
            "follows": Action.objects.order_by("-begun_on", "-pk"),
            "determination": Determination.objects,
        }
        for name, records in rows.items():
            seen = records.visible_to(self.by).filter(cases__in=self.cases).distinct()[:OFFERED]
            self.fields[name].offer(seen, label=_LABELS.get(name, str))  # type: ignore[attr-defined]
            if not self.fields[name].records:  # type: ignore[attr-defined]
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        step, on = said.get("next_step"), said.get("next_step_on")
        if on and not step and "next_step" not in self.errors:
            self.add_error("next_step", _("Say what is to be done by this day."))
        if on and on < clock.today():
            self.add_error("next_step_on", _("This day has passed: choose a later one."))
        return said

    def action_data(self) -> ActionData:
        """What the form says; needs a valid form."""
        said = dict(self.cleaned_data)
        said.pop("form_key")
        said |= {name: said.get(name) or () for name in ("asks", "named")}
        return ActionData(**said)


_LABELS: dict[str, Any] = {
    "asks": lambda ask: f"{ask.addressee}: {ask.wording}",
    "follows": lambda action: f"{action.get_kind_display()}: {action.summary}"[:100],
    "determination": lambda found: f"{found.get_kind_display()}: {found}"[:100],
}
