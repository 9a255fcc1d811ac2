"""From confirmed matches to designations: what a list says of one of our officials, kept in step with the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet

from sanctions.lists import FORMATS
from sanctions.lists.likeness import share_a_name
from sanctions.models import Change, Designation, Entry, ListSource, Match, Programme
from sanctions.vocabulary import ChangeKind, SnapshotState

LONGEST_MEASURES = 200


def keep_in_step(matches: QuerySet[Match]) -> None:
    """Make the designations of these matches say what their entries say now. Run twice it changes nothing.

    What a person added to a designation (an official date, the announcement, "for something else") stays.
    """
    programmes = _Programmes()
    firsts: dict[int, date | None] = {}
    for match in matches.select_related("entry__source", "official").order_by("pk"):
        if _means_another(match):
            continue  # what is on record stays as it was, until a person has looked again
        source = match.entry.source
        if source.pk not in firsts:
            firsts[source.pk] = source.snapshots.applied().aggregate(first=Min("dated"))["first"]
        _designate(match, programmes, firsts[source.pk])


def _means_another(match: Match) -> bool:
    """Whether the entry was confirmed under a name that it has no more: its key may have gone to somebody else."""
    if not (FORMATS[match.entry.source.key].keys_move and match.changed_since):
        return False
    known = [*match.official.all_names(), str(match.explanation.get("name", {}).get("theirs", ""))]
    return not share_a_name(known, [name["text"] for name in match.entry.record.get("names", [])])


def withdraw(match: Match) -> None:
    """A match that is no longer confirmed designates nobody. What another match says too goes over to that."""
    for designation in match.designations.all():
        other = _another(match, designation)
        if other is None and designation.entered_by_id is None:
            designation.delete()
            continue
        if other is None:
            # A person had entered it before the list said so: what they said stands, what the list said goes.
            designation.first_seen_on, designation.from_the_first, designation.gone_since = None, False, None
        designation.match = other
        designation.save()


def _another(match: Match, designation: Designation) -> Match | None:
    """Another confirmed match of the official to an entry with the same number: the same list in another format."""
    same = Match.objects.confirmed().filter(official=match.official_id, entry__number=match.entry.number)
    same = same.filter(entry__source__jurisdiction=match.entry.source.jurisdiction)
    return same.exclude(pk=match.pk).first()


@dataclass(frozen=True)
class _Wanted:
    """What one entry says under one programme."""

    programme: Programme
    listed_on: date | None
    measures: str
    first_seen_on: date


def _designate(match: Match, programmes: _Programmes, first_import: date | None) -> None:
    entry = match.entry
    wanted = list(_wanted(entry, programmes))
    kept = []
    for one in wanted:
        designation = Designation.objects.filter(
            official=match.official_id, programme=one.programme, list_id=entry.number
        ).first() or Designation(official=match.official, programme=one.programme, list_id=entry.number)
        before = _facts(designation)
        _fill(designation, match, one, first_import)
        if designation.pk is None or _facts(designation) != before:
            designation.save()
        kept.append(designation.pk)
    # Under a programme no longer: delisted there, while the entry stays.
    for designation in match.designations.exclude(pk__in=kept).filter(gone_since=None):
        designation.gone_since = entry.gone_since or entry.last_seen_on
        designation.save()


def _wanted(entry: Entry, programmes: _Programmes) -> Iterable[_Wanted]:
    by_programme: dict[int, _Wanted] = {}
    came = _tags_that_came_later(entry)
    for listing in entry.record.get("listings", []) or [{"tag": entry.source.key}]:
        programme = programmes.of(entry.source, listing["tag"])
        day = date.fromisoformat(listing["on"]) if listing.get("on") else None
        known = by_programme.get(programme.pk)
        days = [one for one in (day, known.listed_on if known else None) if one]
        words = ", ".join(listing.get("measures", []))[:LONGEST_MEASURES]
        seen = came.get(listing["tag"], entry.first_seen_on)
        seen = min(seen, known.first_seen_on) if known else seen
        by_programme[programme.pk] = _Wanted(programme, min(days, default=None), words, seen)
    return by_programme.values()


def _tags_that_came_later(entry: Entry) -> dict[str, date]:
    """Tags that the entry had not from the first: with the day of the import that brought them last."""
    came: dict[str, date] = {}
    changes = Change.objects.filter(
        list_id=entry.list_id,
        kind=ChangeKind.CHANGED,
        snapshot__source=entry.source_id,
        snapshot__state=SnapshotState.APPLIED,
    )
    for fields, dated in changes.order_by("snapshot__dated").values_list("fields", "snapshot__dated"):
        old, new = ({one["tag"] for one in listings or []} for listings in fields.get("listings", ([], [])))
        came |= dict.fromkeys(new - old, dated)
    return came


def _fill(designation: Designation, match: Match, wanted: _Wanted, first_import: date | None) -> None:
    entry = match.entry
    designation.match = designation.match or match
    designation.measures = wanted.measures or wanted.programme.measures
    if wanted.listed_on is not None and not designation.cited_title:
        designation.listed_on = wanted.listed_on  # a day that a person entered with its source stands
    seen = [day for day in (designation.first_seen_on, wanted.first_seen_on) if day]
    designation.first_seen_on = min(seen)
    designation.from_the_first = designation.first_seen_on == first_import
    designation.gone_since = entry.gone_since
    designation.reasons = entry.record.get("reasons", "")


def _facts(designation: Designation) -> tuple[Any, ...]:
    names = ("match_id", "measures", "listed_on", "first_seen_on", "from_the_first", "gone_since", "reasons")
    return tuple(getattr(designation, name) for name in names)


class _Programmes:
    """Programmes by the tags of lists."""

    def __init__(self) -> None:
        self.by_tag: dict[tuple[str, str], Programme] = {}
        self.by_key: dict[str, Programme] = {}
        for programme in Programme.objects.all():
            self.by_key[programme.key] = programme
            for tag in programme.tag_list:
                self.by_tag[programme.jurisdiction, tag.casefold()] = programme

    def of(self, source: ListSource, tag: str) -> Programme:
        """The programme that a list means by `tag`; made where nobody has described it yet."""
        known = self.by_tag.get((source.jurisdiction, tag.casefold()))
        if known is None and (fallback := FORMATS[source.key].fallback):
            known = self.by_key.get(fallback)
        if known is None:
            key = f"{source.jurisdiction or source.key.upper()}-{tag}"[:60]
            known = self.by_key.get(key) or Programme.objects.create(
                key=key, jurisdiction=source.jurisdiction, legal_basis=tag[:200], tags=tag
            )
            self.by_key[key] = self.by_tag[source.jurisdiction, tag.casefold()] = known
        return known
