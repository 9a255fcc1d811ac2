"""The form that says who may see a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from cases.models import Case
from cases.vocabulary import Level


class AccessForm(forms.Form):
    """Level, members, named people and partners of one case."""

    level = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(level.value, level.label) for level in Level if level != Level.PUBLIC],
        help_text=_(
            "Partners: your organisation and those granted below. Team: your organisation. Restricted: the members. "
            "Sealed: the people named, and nobody else, admins included."
        ),
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=User.objects.none(),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see what is restricted on this case, sources’ names among it."),
    )
    named = forms.ModelMultipleChoiceField(
        label=_("People named, when sealed"),
        queryset=User.objects.none(),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Partner organisations"),
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see what is marked “partners” on this case."),
    )
    why = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.active().filter(organisation=case.owner_id)
        self.fields["members"].queryset = self.fields["named"].queryset = people  # type: ignore[attr-defined]
        others = Organisation.objects.filter(works_here=True).exclude(pk=case.owner_id)
        self.fields["partners"].queryset = others  # type: ignore[attr-defined]
        if not others:
            self.fields["partners"].help_text = _("No other organisation works here yet.")
        self.initial = {
            "level": case.level,
            "members": [user.reference for user in case.members.all()],
            "named": [user.reference for user in case.named.all()],
            "partners": [grant.organisation.slug for grant in case.grants.select_related("organisation")],
        }
