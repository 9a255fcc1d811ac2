"""The small form that says: somebody searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.forms.records import DayInput
from advocacy.jurisdictions import choices
from core import clock


class SearchForm(forms.Form):
    """Whose acts were looked for, when and where, and what was found."""

    use_required_attribute = False

    jurisdiction = forms.ChoiceField(label=_("Whose acts"))
    searched_on = forms.DateField(label=_("Searched on"), widget=DayInput, initial=clock.today)
    where = forms.CharField(label=_("Where"), max_length=300, help_text=_("Such as: gov.uk, Hansard, OFSI list."))
    found = forms.CharField(
        label=_("What was found"), max_length=300, required=False, help_text=_("In short. Empty means: nothing new.")
    )

    def __init__(self, *args: Any, first: Sequence[str] = (), **kwargs: Any) -> None:
        """`first` are the jurisdictions that head the menu."""
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].choices = choices(list(first))  # type: ignore[attr-defined]
