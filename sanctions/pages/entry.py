"""What the page of one entry shows: the record as it was published, in words, and its history in our imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from sanctions.models import Change, Entry, Match, Programme
from sanctions.pages.record_words import field_word, said, standing_of_name
from sanctions.pages.snapshot import FieldChange, field_changes
from sanctions.vocabulary import Decision, SnapshotState

#: Shown as lines of their own, in this order; names, listings and reasons have places of their own.
LINES = ("births", "birth_places", "gender", "nationalities", "positions", "identifiers", "addresses", "linked_to")
#: Of an entry that changed often, so many of its latest changes.
LATEST = 50


@dataclass(frozen=True)
class ShownName:
    """`lang` is a BCP 47 tag: the list may say the script, seldom the language."""

    text: str
    note: str
    lang: str


@dataclass(frozen=True)
class ShownListing:
    tag: str
    programme: Programme | None
    since: str
    measures: str
    legal_basis: str


@dataclass(frozen=True)
class Happened:
    """One import that changed the entry."""

    change: Change
    fields: list[FieldChange]


class EntryPage:
    """An entry for one reader. Each part asks the database once, when the template comes to it."""

    def __init__(self, entry: Entry, reader: User) -> None:
        self.entry, self.reader, self.record = entry, reader, entry.record

    @property
    def names(self) -> list[ShownName]:
        return [_name(one) for one in self.record.get("names", [])]

    @property
    def lines(self) -> Iterator[tuple[str, list[str]]]:
        for name in LINES:
            value = self.record.get(name)
            if value:
                several = value if isinstance(value, list) else [value]
                words = _identifier if name == "identifiers" else partial(said, name)
                yield field_word(name), [words(one) for one in several]

    @property
    def listings(self) -> list[ShownListing]:
        by_tag = {
            tag.casefold(): programme
            for programme in Programme.objects.filter(jurisdiction=self.entry.source.jurisdiction)
            for tag in programme.tag_list
        }
        return [_listing(one, by_tag) for one in self.record.get("listings", [])]

    @property
    def matches(self) -> list[Match]:
        """To which officials that the reader may see it was matched, or may be."""
        rows = Match.objects.visible_to(self.reader).filter(entry=self.entry)
        return list(rows.exclude(decision=Decision.NOT_SAME).select_related("official__state", "entry", "decided_by"))

    @property
    def elsewhere(self) -> list[Entry]:
        """The same number in the publisher's other lists."""
        keys = {self.entry.list_id, self.entry.number, self.record.get("also_known_by", "")} - {""}
        keys |= {key.lower() for key in keys}
        rows = Entry.objects.filter(Q(list_id__in=keys), source__jurisdiction=self.entry.source.jurisdiction)
        return list(rows.exclude(source=self.entry.source_id).select_related("source").defer("record"))

    @property
    def history(self) -> list[Happened]:
        """What imports changed of it, the latest first."""
        rows = Change.objects.filter(
            list_id=self.entry.list_id, snapshot__source=self.entry.source_id, snapshot__state=SnapshotState.APPLIED
        )
        rows = rows.select_related("snapshot").order_by("-snapshot__dated", "-pk")[:LATEST]
        return [Happened(row, field_changes(row)) for row in rows]

    @property
    def raw(self) -> list[tuple[str, str]]:
        """The row as published; an element within an element as text."""
        return [(str(key), _flat(value)) for key, value in (self.record.get("raw") or {}).items()]


def _name(name: Mapping[str, Any]) -> ShownName:
    script = name.get("script", "")
    note = standing_of_name(name) or _("as listed")
    return ShownName(name.get("text", ""), note, lang=f"und-{script}" if script else "")


def _identifier(number: Mapping[str, str]) -> str:
    """“Tax number 770000000, Russia”."""
    country = said("nationalities", number.get("country"))
    what = field_word(number.get("kind", "")) if number.get("kind") else ""
    return ", ".join(filter(None, [f"{what} {number.get('value', '')}".strip(), country]))


def _listing(listing: Mapping[str, Any], by_tag: Mapping[str, Programme]) -> ShownListing:
    tag = listing.get("tag", "")
    return ShownListing(
        tag=tag,
        programme=by_tag.get(tag.casefold()),
        since=said("births", listing.get("on")),
        measures=", ".join(listing.get("measures", [])),
        legal_basis=listing.get("legal_basis", ""),
    )


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_flat(inner) for inner in value)
    return str(value)
