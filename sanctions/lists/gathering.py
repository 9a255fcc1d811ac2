"""An entry whose facts stand in several rows: gathered here, each fact once.

What is gathered is put in order at the end, so that a list that only shuffles its rows has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sanctions.lists.shapes import ALIAS, FORMER, PRIMARY, Identifier, Listing, Name, ParsedEntry

RANK = {PRIMARY: 0, ALIAS: 1, FORMER: 2}


class Gathering:
    """What the rows of one entry say of it."""

    __slots__ = ("facts", "line", "listings", "names", "raw")

    def __init__(self, line: int) -> None:
        self.line = line
        self.names: dict[str, Name] = {}
        self.listings: dict[str, Listing] = {}
        self.facts: dict[str, dict[Any, None]] = {}
        self.raw: dict[str, dict[str, None]] = {}

    def add(self, field: str, values: Iterable[Any]) -> None:
        """Facts of one field of ParsedEntry; what is empty or known already is left out."""
        known = self.facts.setdefault(field, {})
        for value in values:
            if value:
                known.setdefault(value)

    def add_name(self, name: Name) -> None:
        """A name; where it stands there already, the better of the two: primary before alias, strong before weak."""
        known = self.names.get(name.text)
        if name.text and (known is None or _standing(name) < _standing(known)):
            self.names[name.text] = name

    def add_listing(self, listing: Listing) -> None:
        """A listing; under one programme the earliest day and all measures stand."""
        known = self.listings.get(listing.tag)
        if known is None:
            self.listings[listing.tag] = listing
            return
        on = min((day for day in (known.on, listing.on) if day), default="")
        measures = tuple(dict.fromkeys((*known.measures, *listing.measures)))
        self.listings[listing.tag] = Listing(listing.tag, on, measures, known.legal_basis or listing.legal_basis)

    def add_raw(self, row: Mapping[str, str]) -> None:
        for column, text in row.items():
            self.raw.setdefault(column, {}).setdefault(text)

    def entry(self, *, list_id: str, number: str, kind: str, also_known_by: str = "") -> ParsedEntry:
        return ParsedEntry(
            list_id=list_id,
            number=number,
            kind=kind,
            names=tuple(sorted(self.names.values(), key=_standing)),
            listings=tuple(sorted(self.listings.values(), key=lambda one: (one.tag, one.on))),
            births=self._sorted("births"),
            birth_places=self._sorted("birth_places"),
            nationalities=self._sorted("nationalities"),
            gender=next(iter(self.facts.get("gender", ())), ""),
            positions=self._sorted("positions"),
            identifiers=self._identifiers(),
            addresses=self._sorted("addresses"),
            linked_to=self._sorted("linked_to"),
            reasons="\n".join(self._sorted("reasons")),
            remarks="\n".join(self._sorted("remarks")),
            also_known_by=also_known_by,
            raw={column: " | ".join(sorted(texts)) for column, texts in self.raw.items()},
            line=self.line,
        )

    def _sorted(self, field: str) -> tuple[str, ...]:
        return tuple(sorted(self.facts.get(field, ())))

    def _identifiers(self) -> tuple[Identifier, ...]:
        found: Iterable[Identifier] = self.facts.get("identifiers", ())
        return tuple(sorted(found, key=lambda one: (one.kind, one.value, one.country)))


def _standing(name: Name) -> tuple[Any, ...]:
    return RANK.get(name.kind, 1), name.weak, name.script, name.text
