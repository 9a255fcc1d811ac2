"""Whether two records may still be of the same: for lists without stable numbers, whose keys move to somebody else.

No screening: it only says when a person has to look again. What screening concludes stands in `sanctions.matching`.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from core.search_keys import search_words

#: Two spellings of one word: "elena" and "yelena" are 0.91 alike, "petrov" and "kozlov" 0.5.
LIKE = 0.75


def share_a_name(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether every word of one of `some` is found in one of `others`, or the other way round; spelling may differ.

    One word of a longer name is not enough: "Sergei Petrov" and "Sergei Kozlov" are two people.
    """
    first, second = [search_words(name) for name in some], [search_words(name) for name in others]
    return any(_within(*sorted((one, other), key=len)) for one in first for other in second)


def _within(shorter: list[str], longer: list[str]) -> bool:
    if not shorter or len(shorter) == 1 < len(longer):
        return False
    return all(any(_like(word, other) for other in longer) for word in shorter)


def _like(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= LIKE
