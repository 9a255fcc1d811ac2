"""Two columns of names with lines between them: who stands where, so that few lines cross. The same for the same."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

One = TypeVar("One", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)
#: After so many turns nothing moves any more, or it goes round in a circle.
TURNS = 12


def most_connected(links: Mapping[One, Sequence[Other]], most: int) -> dict[One, list[Other]]:
    """As many of `links` as `most` names on both sides allow: those with most others first, in the order given.

    One with more others than that stands with its first ones.
    """
    chosen: dict[One, list[Other]] = {}
    others: set[Other] = set()
    for one in sorted(links, key=lambda one: -len(links[one])):
        if len(chosen) + 1 + len(others | set(links[one])) <= most:
            chosen[one] = list(links[one])
            others |= set(links[one])
        elif not chosen:
            chosen[one] = list(links[one][: most - 1])
            others |= set(chosen[one])
    return chosen


def ordered(links: Mapping[One, Sequence[Other]]) -> tuple[list[One], list[Other]]:
    """Both columns, by the barycentre of what each is linked to (Sugiyama and others, 1981); the best order found."""
    ones, others = list(links), list(dict.fromkeys(other for group in links.values() for other in group))
    back: dict[Other, list[One]] = defaultdict(list)
    for one, group in links.items():
        for other in group:
            back[other].append(one)
    best, least = (ones, others), crossings(links, ones, others)
    for _turn in range(TURNS):
        others = _by_barycentre(others, back, ones)
        ones = _by_barycentre(ones, links, others)
        if (found := crossings(links, ones, others)) < least:
            best, least = (ones, others), found
    return best


def _by_barycentre(column: Iterable[One], links: Mapping[One, Sequence[Other]], across: Sequence[Other]) -> list[One]:
    """Sorting is stable: what has the same barycentre stays as it stood."""
    places = {other: place for place, other in enumerate(across)}
    return sorted(column, key=lambda one: sum(places[other] for other in links[one]) / len(links[one]))


def crossings(links: Mapping[One, Sequence[Other]], ones: Sequence[One], others: Sequence[Other]) -> int:
    """How many pairs of lines cross: those whose ends stand the other way round on the other side."""
    places = {other: place for place, other in enumerate(others)}
    before: list[int] = []
    found = 0
    for one in ones:
        ends = sorted(places[other] for other in links[one])
        found += sum(len(before) - bisect_right(before, end) for end in ends)
        for end in ends:
            insort(before, end)
    return found
