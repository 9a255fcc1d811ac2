"""What lists say of who somebody is, held side by side: birth dates and numbers, and where they contradict.

Nothing is resolved here. Official lists disagree; whoever decides sees what each of them says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Official
from core.partial_dates import PartialDate
from sanctions.models import Entry, Match
from sanctions.pages.explaining import birth_of

#: Numbers of which a person has one: two different ones contradict. Of passports people have several.
ONE_EACH = frozenset({"tax"})


@dataclass(frozen=True)
class Birth:
    """What one of them says of when somebody was born. `entry` is None for what we have ourselves."""

    who: str
    texts: tuple[str, ...]
    days: tuple[PartialDate, ...]
    entry: Entry | None = None

    @property
    def said(self) -> str:
        return ", ".join(self.texts)


@dataclass(frozen=True)
class Births:
    """All of them, and whether two cannot both be right."""

    all: list[Birth]

    @property
    def conflict(self) -> bool:
        told = [one for one in self.all if one.days]
        return any(not _may_agree(one, other) for at, one in enumerate(told) for other in told[at + 1 :])


@dataclass(frozen=True)
class Number:
    """A number that an entry gives for somebody. `contradicts` is in words what speaks against it, "" where nothing."""

    kind: str
    value: str
    country: str
    entry: Entry
    contradicts: str = ""
    also: list[Official] = field(default_factory=list)


def confirmed_entries(official: Official) -> list[Entry]:
    """The entries that somebody said are about this official."""
    matches = Match.objects.confirmed().filter(official=official).select_related("entry__source")
    return [match.entry for match in matches.order_by("entry__source__position", "pk")]


def births_of(official: Official, entries: Iterable[Entry]) -> Births:
    """What we have and what each of `entries` says. Whoever says nothing is left out."""
    found = [Birth(_("Our record"), (str(official.birth),), (official.birth,))] if official.birth else []
    for entry in entries:
        texts = entry.record.get("births", [])
        days = tuple(day for day in map(birth_of, texts) if day is not None)
        words = tuple(str(birth_of(text) or text) for text in texts)
        if texts:
            found.append(Birth(f"{entry.source.name}, {entry.number}", words, days, entry))
    return Births(found)


def may_be_born(official: Official, texts: Iterable[str]) -> bool:
    """Whether dates that a list gives leave room for the one we have; they do where either says nothing."""
    days = [day for day in map(birth_of, texts) if day is not None]
    ours = official.birth
    return not ours or not days or any(_overlap(ours, day) for day in days)


def numbers_of(official: Official, entries: Sequence[Entry], reader: User) -> list[Number]:
    """Every number that `entries` give, with what speaks against it: another one, or somebody else who has it too.

    Only officials whom `reader` may see are named.
    """
    given = [(one, entry) for entry in entries for one in entry.record.get("identifiers", []) if one.get("value")]
    if not given:
        return []
    others = _held_by_others(official, {one["value"] for one, _entry in given}, reader)
    single: dict[tuple[str, str], set[str]] = {}
    for one, _entry in given:
        single.setdefault((one.get("kind", ""), one.get("country", "")), set()).add(one["value"])
    numbers: dict[tuple[str, str, int], Number] = {}
    for one, entry in given:
        kind, value, country = one.get("kind", ""), one["value"], one.get("country", "")
        also = others.get(value, [])
        words = ""
        if also:
            words = _("the same number stands for %(who)s") % {"who": ", ".join(other.name for other in also)}
        elif kind in ONE_EACH and len(single[kind, country]) > 1:
            words = _("lists give different numbers")
        numbers[kind, value, entry.pk] = Number(kind, value, country, entry, words, also)
    return list(numbers.values())


def _held_by_others(official: Official, values: set[str], reader: User) -> dict[str, list[Official]]:
    """Other officials whose confirmed entries give one of `values`."""
    rows = Match.objects.visible_to(reader).confirmed().exclude(official=official).order_by("pk")
    rows = rows.filter(entry__record__has_key="identifiers")
    found: dict[str, dict[int, None]] = {}
    for key, identifiers in rows.values_list("official", "entry__record__identifiers"):
        for one in identifiers or []:
            if one.get("value") in values:
                found.setdefault(one["value"], {})[key] = None
    named = Official.objects.in_bulk({key for keys in found.values() for key in keys}) if found else {}
    return {value: [named[key] for key in keys] for value, keys in found.items()}


def _may_agree(one: Birth, other: Birth) -> bool:
    return any(_overlap(a, b) for a in one.days for b in other.days)


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest
