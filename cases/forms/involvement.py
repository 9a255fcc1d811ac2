"""The form that says an official took part in a case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Case, Official
from cases.services.involvements import InvolvementData
from cases.services.sourcing import said_by
from cases.vocabulary import Connection, Degree, OfficialFunction, OfficialKind
from core.partial_dates import PartialDateFormField
from core.search_keys import search_key

_FUNCTIONS = [("", _("Choose")), *OfficialFunction.choices]


class InvolvementForm(forms.Form):
    """Who, in which function, who says so; the rest folded away."""

    use_required_attribute = False

    official = forms.CharField(
        label=_("Official or body"),
        max_length=200,
        help_text=_("One you have already, by name, or a new one."),
        widget=forms.TextInput(attrs={"list": "officials-known", "autocomplete": "off"}),
    )
    function = forms.ChoiceField(label=_("In which function"), choices=_FUNCTIONS)
    source = forms.CharField(label=_("Address or told by"), max_length=1000)
    says = forms.CharField(label=_("What the source says"), max_length=300, required=False)
    connection = forms.ChoiceField(
        label=_("If told: connection to the prisoner"),
        choices=Connection.choices,
        initial=Connection.UNKNOWN,
        required=False,
    )
    degree = forms.ChoiceField(
        label=_("In what way responsible"), choices=Degree.choices, initial=Degree.UNKNOWN, required=False
    )
    since = PartialDateFormField(label=_("From"), required=False)
    until = PartialDateFormField(label=_("Until"), required=False)
    note = forms.CharField(label=_("What they did"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("If new: person or body"), choices=OfficialKind.choices, initial=OfficialKind.PERSON, required=False
    )
    position = forms.CharField(label=_("If new: position"), max_length=200, required=False)
    native_name = forms.CharField(label=_("If new: name in original script"), max_length=200, required=False)

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = list(Official.objects.visible_to(by).filter(state=case.state_id).order_by("name")[:500])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        key = search_key(said.get("official") or "")
        same = [one for one in self.known if key and key in {search_key(one.name), search_key(one.native_name)}]
        if len(same) > 1:
            raise ValidationError({"official": _("Several officials go by this name; write it as the list has it.")})
        said["found"] = same[0] if same else None
        return said

    def involvement_data(self) -> InvolvementData:
        """What the form says, for the service."""
        said = self.cleaned_data
        source = said_by(said["source"], said["connection"] or Connection.UNKNOWN)
        citation = replace(source, says=said["says"])
        return InvolvementData(
            official=said["found"],
            name=said["official"],
            native_name=said["native_name"],
            position=said["position"],
            kind=said["kind"] or OfficialKind.PERSON,
            function=said["function"],
            degree=said["degree"] or Degree.UNKNOWN,
            since=said["since"],
            until=said["until"],
            note=said["note"],
            citations=(citation,),
        )
