"""The orders in which the case list can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.addresses import Address
from core.paging import Order


@dataclass(frozen=True)
class Sort:
    """One order, with the direction it takes when first chosen."""

    label: Any
    order: Order
    upward: Any
    downward: Any


# The last field is unique and runs as the first does: so each order is one stretch of an index.
SORTS = {
    "updated": Sort(_("Last update"), [("last_update_on", True), ("pk", True)], _("latest first"), _("oldest first")),
    "arrested": Sort(_("Arrest"), [("arrested_on", True), ("pk", True)], _("latest first"), _("longest ago first")),
    "name": Sort(_("Name"), [("prisoner__name", False), ("pk", False)], _("A to Z"), _("Z to A")),
    "since": Sort(_("Status since"), [("status_since", True), ("pk", True)], _("latest first"), _("oldest first")),
    "tier": Sort(
        # The codes happen to sort as their urgency does: critical, high, standard, watch.
        _("Tier"),
        [("tier", False), ("last_update_on", True), ("pk", True)],
        _("most urgent first"),
        _("least urgent first"),
    ),
}
USUAL = "updated"


@dataclass(frozen=True)
class SortLink:
    """A column's head or an entry of the sort menu."""

    label: Any
    url: str
    now: str  # "ascending" or "descending" where the list is in this order, for aria-sort


@dataclass(frozen=True)
class Sorting:
    """The order asked for, and the way to the others."""

    order: Order
    label: Any
    links: dict[str, SortLink]


def sorting(address: Address) -> Sorting:
    """Read `sort` (a name of SORTS, with "-" before it for the other way round); what is no order is the usual one."""
    asked = address.query.get("sort", "")
    name, turned = (asked[1:], True) if asked.startswith("-") else (asked, False)
    if name not in SORTS:
        name, turned = USUAL, False
    chosen = SORTS[name]
    order = [(field, descending != turned) for field, descending in chosen.order]
    links = {key: _link(key, sort, address, name, turned) for key, sort in SORTS.items()}
    direction = chosen.downward if turned else chosen.upward
    return Sorting(order, f"{chosen.label}, {direction}", links)


def _link(key: str, sort: Sort, address: Address, name: str, turned: bool) -> SortLink:
    if key != name:
        return SortLink(sort.label, address.having("sort", key), "")
    descending = sort.order[0][1] != turned
    return SortLink(
        sort.label, address.having("sort", key if turned else f"-{key}"), "descending" if descending else "ascending"
    )
