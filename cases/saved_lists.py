"""Lists that somebody wants to come back to: the choices in an address, under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.filters import CaseFilter
from cases.models import SavedFilter

KEPT = (*CaseFilter.base_filters, "sort", "size")


@dataclass(frozen=True)
class SavedList:
    name: str
    url: str
    current: bool


class SavedListForm(forms.ModelForm):
    """A name for a list; the name of one's own earlier list replaces it."""

    class Meta:
        model = SavedFilter
        fields = ["name", "query"]
        widgets = {"query": forms.HiddenInput}
        labels = {"name": _("Save this list as")}

    def clean_query(self) -> str:
        return plain_query(QueryDict(self.cleaned_data["query"]))

    def save_for(self, user: User) -> SavedFilter:
        saved, _created = SavedFilter.objects.update_or_create(
            user=user, name=self.cleaned_data["name"], defaults={"query": self.cleaned_data["query"]}
        )
        return saved


def plain_query(query: QueryDict) -> str:
    """What an address says about which list this is: the same for the same choices, without the page one is on."""
    pairs = {(name, value) for name in KEPT for value in query.getlist(name) if value}
    return urlencode(sorted(pairs))


def saved_lists(user: User, query: QueryDict, path: str) -> list[SavedList]:
    """The user's own lists by name, with the one that is on the page marked."""
    here = plain_query(query)
    return [
        SavedList(saved.name, f"{path}?{saved.query}", saved.query == here)
        for saved in SavedFilter.objects.filter(user=user)
    ]
