"""The filters in force above the case list, each with the way to take it off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.facets import country_labels
from cases.filters import ALL, MARKS, ME, NOBODY, CaseFilter
from cases.held_for import SPANS
from cases.models import Case, Category, Official
from cases.vocabulary import ChargeCategory, FileState, Status, Tier
from core.addresses import Address

VOCABULARIES: dict[str, dict[str, Any]] = {
    "only": MARKS,
    "status": dict(Status.choices),
    "tier": dict(Tier.choices),
    "charge": dict(ChargeCategory.choices),
    "held": SPANS,
    "file": {**dict(FileState.choices), ALL: gettext_lazy("All")},
}
TYPED = ("q", "arrested_from", "arrested_to")


@dataclass(frozen=True)
class Chip:
    """One choice in force; `url` is the list without it."""

    filter: Any
    label: Any
    url: str


def chips(found: CaseFilter, address: Address, states: dict[str, str]) -> list[Chip]:
    """The chips of everything asked for and understood, in the order of the filters."""
    return [
        Chip(found.filters[name].label, text, url)
        for name in found.filters
        for text, url in _choices(found, name, address, states)
    ]


def _choices(found: CaseFilter, name: str, address: Address, states: dict[str, str]) -> Iterator[tuple[Any, str]]:
    asked = found.asked.get(name)
    if not asked:
        return
    if name in TYPED:
        yield str(asked), address.without(name)
        return
    words = states if name == "state" else _words(name, asked, found.user)
    for code in asked:
        yield words.get(code, code), address.having(name, *(one for one in asked if one != code))


def _words(name: str, codes: list[str], user: User) -> dict[str, Any]:
    match name:
        case "nationality":
            return country_labels(codes)
        case "category":
            return dict(Category.objects.filter(code__in=codes).values_list("code", "label"))
        case "lead":
            return lead_names(codes, user)
        case "official":
            known = Official.objects.visible_to(user).filter(reference__in=codes)
            return dict(known.values_list("reference", "name"))
    return VOCABULARIES[name]


def lead_names(codes: Iterable[str], user: User) -> dict[str, str]:
    """Names of leads by reference: colleagues, and whoever leads a case that `user` may know of."""
    leads = Exists(Case.objects.visible_to(user).filter(lead=OuterRef("pk")))
    known = User.objects.filter(Q(organisation=user.organisation_id) | leads, reference__in=codes)
    return {ME: _("Me"), NOBODY: _("Nobody yet"), **dict(known.values_list("reference", "name"))}
