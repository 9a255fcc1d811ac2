"""Forms of asks: making one in a minute, and saying what became of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from advocacy.forms.action import MOST_ORGANISATIONS
from advocacy.forms.records import DayInput, OrganisationField, OrganisationsField, RecordField
from advocacy.models import Campaign
from advocacy.services.asks import AskData
from advocacy.vocabulary import AskKind, AskState
from cases.forms.update import levels_for
from cases.models import Case
from cases.services.sourcing import said_by
from core import clock
from core.partial_dates import PartialDateFormField


class AskForm(forms.Form):
    """What is asked, of whom, since when; the rest folded away."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What is asked"), choices=[("", _("Choose")), *AskKind.choices])
    addressee = OrganisationField(
        label=_("Asked of"), max_length=200, help_text=_("A body from the list: type a part of its name.")
    )
    wording = forms.CharField(
        label=_("In one line"),
        max_length=300,
        required=False,
        help_text=_("As you would say it. Left empty, it is called what is asked above."),
    )
    asked = PartialDateFormField(label=_("Since when"), help_text=_("As you know it: 12 Dec 2023, July 2023, 2023."))
    asked_by = OrganisationsField(
        label=_("Asked by, if not by us"), required=False, help_text=_("Bodies from the list. Empty means: by us.")
    )
    source = forms.CharField(
        label=_("Where it was published"),
        max_length=1000,
        required=False,
        help_text=_("An address. Needed where others asked."),
    )
    campaign = RecordField(label=_("Part of the campaign"), required=False)
    level = forms.ChoiceField(label=_("Who may see it"), required=False)

    #: What is folded away until somebody needs it.
    folded = ("asked_by", "source", "campaign", "level")

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = list(Organisation.objects.order_by("name")[:MOST_ORGANISATIONS])
        for name in ("addressee", "asked_by"):
            self.fields[name].offer(self.organisations)  # type: ignore[attr-defined]
        campaigns = Campaign.objects.visible_to(by).filter(owner=case.owner_id)
        self.fields["campaign"].offer(campaigns.order_by("name"))  # type: ignore[attr-defined]
        self.fields["level"].choices = levels_for([case])  # type: ignore[attr-defined]
        self.fields["asked"].initial = clock.today().isoformat()

    @property
    def unfolded(self) -> bool:
        """Whether the folded part holds something typed or to be mended."""
        return self.is_bound and any(self[name].data or self[name].errors for name in self.folded)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("wording") and said.get("kind"):
            if said["kind"] == AskKind.OTHER:
                self.add_error("wording", _("Say in one line what is asked."))
            said["wording"] = str(AskKind(said["kind"]).label)
        return said

    def ask_data(self) -> AskData:
        """What the form says, for the service."""
        said = dict(self.cleaned_data)
        source = said.pop("source")
        return AskData(source=said_by(source) if source else None, **said)


class AskStateForm(forms.Form):
    """What became of an ask, since when, and why we say so."""

    use_required_attribute = False

    state = forms.ChoiceField(label=_("What became of it"), choices=AskState.choices)
    on = forms.DateField(label=_("On which day"), widget=DayInput, initial=clock.today)
    why = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("What was done, said or refused. It stays on record.")
    )
