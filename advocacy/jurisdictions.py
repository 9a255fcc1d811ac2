"""Jurisdictions and their names: countries by ISO code, and the bodies above countries by codes of our own."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries import countries

from accounts.models import Organisation
from accounts.models.organisation import OrganisationKind
from core.country_names import country_or_code

#: What is no country and acts all the same.
ABOVE_COUNTRIES: dict[str, Promise] = {
    "EU": _("European Union"),
    "UN": _("United Nations"),
    "OSCE": _("OSCE"),
    "COE": _("Council of Europe"),
    "OAS": _("Organization of American States"),
}
#: What is said before "measure": “no UK measure recorded”. What is not here is named in full, after it.
SHORT: dict[str, Promise] = {
    "GB": pgettext_lazy("before “measure”", "UK"),
    "US": pgettext_lazy("before “measure”", "US"),
    "EU": pgettext_lazy("before “measure”", "EU"),
    "UN": pgettext_lazy("before “measure”", "UN"),
    "OSCE": pgettext_lazy("before “measure”", "OSCE"),
}
#: An act of these is their own, and none of the state they are registered in.
PRIVATE = frozenset({OrganisationKind.NGO, OrganisationKind.FAMILY, OrganisationKind.MEDIA})


def name_of(code: str) -> str:
    """A jurisdiction's name; its code where it has none that we know."""
    return str(ABOVE_COUNTRIES.get(code) or country_or_code(code))


def jurisdiction_of(body: Organisation) -> str:
    """For which jurisdiction an act of `body` counts: its own or its parent's; empty for a private body."""
    return counts_for(body.kind, body.jurisdiction, body.parent.jurisdiction if body.parent else "")


def counts_for(kind: str, own: str, parents: str | None) -> str:
    """The same of a body that is known by its kind, its own jurisdiction and its parent's."""
    return "" if kind in PRIVATE else own or parents or ""


def choices(first: list[str]) -> list[tuple[str, str]]:
    """Every jurisdiction as a choice: `first`, then the bodies above countries, then all countries by name."""
    codes = dict.fromkeys([*first, *ABOVE_COUNTRIES, *(code for code, _name in countries)])
    return [(code, name_of(code)) for code in codes]
