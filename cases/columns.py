"""Which columns the case list has for one person, and how close its rows stand. The name is always there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import ListPreference, User
from cases.models.case import CaseQuerySet

LIST = "cases"


class Density(models.TextChoices):
    COMFORTABLE = "comfortable", _("Comfortable")
    TIGHT = "tight", _("Tight")


@dataclass(frozen=True)
class Column:
    """A column that may be chosen; `usual` where it stands in the list of whoever chose nothing."""

    label: Any
    usual: bool = True


#: In the order of the list.
COLUMNS = {
    "status": Column(_("Status")),
    "held": Column(_("Held")),
    "state": Column(_("State")),
    "place": Column(_("Held at"), usual=False),
    "tier": Column(_("Tier")),
    "lead": Column(_("Lead")),
    "contact": Column(_("Direct contact"), usual=False),
    "reliable": Column(_("Reliable news"), usual=False),
    "updated": Column(_("Updated")),
    "code": Column(_("Code name"), usual=False),
}
USUAL = tuple(name for name, column in COLUMNS.items() if column.usual)


class ShapeForm(forms.Form):
    """What somebody chooses of the list's shape."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, column.label) for name, column in COLUMNS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    density = forms.ChoiceField(label=_("Rows"), choices=Density.choices, required=False, widget=forms.RadioSelect)

    @property
    def shape(self) -> Shape:
        """What was chosen, once it is valid."""
        return Shape(tuple(self.cleaned_data["columns"]), self.cleaned_data["density"] or Density.COMFORTABLE)


@dataclass(frozen=True)
class Shape:
    """The list as one person has it."""

    columns: tuple[str, ...]
    density: str = Density.COMFORTABLE

    @property
    def is_tight(self) -> bool:
        return self.density == Density.TIGHT

    @property
    def form(self) -> ShapeForm:
        return ShapeForm(initial={"columns": self.columns, "density": self.density}, auto_id="shape-%s")

    def reading(self, cases: CaseQuerySet) -> CaseQuerySet:
        """The cases with what these columns show beyond the usual ones."""
        return cases.select_related("facility") if "place" in self.columns else cases


def shape_for(user: User) -> Shape:
    """As `user` chose it; a column that there is no more is passed over."""
    kept = ListPreference.objects.filter(user=user, name=LIST).first()
    if kept is None:
        return Shape(USUAL)
    chosen = kept.chosen.get("columns", USUAL)
    return Shape(tuple(name for name in COLUMNS if name in chosen), kept.chosen.get("density", Density.COMFORTABLE))


def keep_shape(user: User, shape: Shape) -> None:
    chosen = {"columns": shape.columns, "density": shape.density}
    ListPreference.objects.update_or_create(user=user, name=LIST, defaults={"chosen": chosen})


def forget_shape(user: User) -> None:
    """Back to the usual columns and rows."""
    ListPreference.objects.filter(user=user, name=LIST).delete()
