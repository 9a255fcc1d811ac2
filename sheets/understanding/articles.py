"""Articles of laws as people cite them: "ст. 207.3 ч. 2 УК РФ", "Art. 275 CC", "article 342 part 1", 第293条, "130"."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_SUPERSCRIPT = re.compile(r"(?<=\d)([¹²³⁴⁵⁶⁷⁸⁹]+)")
_ARTICLE = (
    r"(?:(?<![^\W\d])(?:articles?|artículos?|articulos?|arts?|статьи|статья|статье|статей|ст|артыкул\w*|арт|madde|sec|section)\b\.?"
    r"|§+|第|ماده|المادة|مادة)"
)
_NUMBER = r"\d{1,4}(?:[.-]\d{1,2}(?!\d))*"
_PART = (
    r"(?<![^\W\d])(?:ч|част\w*|parts?|pt|paras?|paragraphs?|par|п|пункт\w*|пп|abs|cl|clauses?|párrafos?|fıkra)\b\.?"
    r"(?= ?\d{1,2}(?!\d))"
)
#: Parts said beside an article: "ч. 1, 2", "part 1", "(3)", 第2款.
_PARTS = re.compile(
    rf"{_PART} ?(?P<word>\d{{1,2}})(?: ?(?:,|-|and|и|і) ?\d{{1,2}}(?![\d.]))*"
    r"|\((?P<round>\d{1,2})\)|第?(?P<han>\d{1,2}) ?[款项項]",
    re.IGNORECASE,
)
_PART_BEGINS = re.compile(_PART, re.IGNORECASE)
#: After a word for "article" any number; alone only what looks like one: 130, 207.3, 20.2.
_CITED = re.compile(
    rf"{_ARTICLE} ?(?P<named>{_NUMBER})(?: ?[条條])?"
    r"|(?<![\d.,])(?P<bare>\d{3}(?:[.-]\d{1,2}(?!\d))*|\d{2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d%])",
    re.IGNORECASE,
)
_ADMINISTRATIVE = re.compile(r"коап|\bадм|administrative", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,+&]|\band\b|\bи\b|\bі\b|\by\b|\bet\b|\bund\b|、)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a state's law as the reference table has it."""

    article: str
    category: str
    title: str = ""


class Cited(NamedTuple):
    """One article as a text cites it: its number written with points, its first part ("" for none), and the words."""

    number: str
    part: str
    words: str

    @property
    def is_administrative(self) -> bool:
        return bool(_ADMINISTRATIVE.search(self.words))


def plain(text: str) -> str:
    """One spelling of dashes, blanks, figures of any script and the small ones of 361¹."""
    figures = _SUPERSCRIPT.sub(lambda found: f"-{unicodedata.normalize('NFKC', found[1])}", text)
    words = re.sub(r"[‐‑‒–—―−]", "-", unicodedata.normalize("NFKC", figures))
    return " ".join(re.sub(r"\d", lambda found: str(unicodedata.digit(found[0])), words).split())


@lru_cache(maxsize=8192)
def cited_in(text: str) -> tuple[Cited, ...]:
    """The articles that a text cites, each with the words about it."""
    words = plain(text)
    # What says a part is no article; its place is kept.
    without_parts = _PARTS.sub(lambda found: " " * len(found[0]), words)
    found = [match for match in _CITED.finditer(without_parts) if not _is_year(match)]
    if not found:
        return ()
    cuts = [0, *(edge for one, other in pairwise(found) for edge in _cut(words, one.end(), other.start())), len(words)]
    return tuple(
        _cited(match["named"] or match["bare"], words[start:end].strip(" ,;+&-"))
        for match, start, end in zip(found, cuts[::2], cuts[1::2], strict=True)
    )


def _is_year(match: re.Match[str]) -> bool:
    """Of the shape of an article, and yet rather the year of something; with a word for "article" it is none."""
    return match["named"] is None and bool(re.fullmatch(r"(?:19|20)\d\d", match["bare"]))


def _cut(words: str, end: int, start: int) -> tuple[int, int]:
    """Where the words about one article end and those about the next begin.

    That is at a separator: one that is followed by a part ("…, ч. 3 ст. 130"), else the last one.
    """
    between = list(_BETWEEN.finditer(words, end, start))
    at_part = [one for one in between if _PART_BEGINS.match(words, one.end())]
    if not between:
        return start, start
    separator = at_part[0] if at_part else between[-1]
    return separator.start(), separator.end()


def _cited(number: str, words: str) -> Cited:
    part = _PARTS.search(words)
    said = (part["word"] or part["round"] or part["han"]) if part else ""
    return Cited(number.replace("-", "."), said, words)


class Law:
    """The articles of one state that the reference table has, found by number."""

    def __init__(self, articles: Sequence[Article] = ()) -> None:
        self.articles = tuple(articles)
        self._by_number: dict[str, list[tuple[Article, Cited]]] = defaultdict(list)
        for row in articles:
            for own in cited_in(row.article)[:1]:
                self._by_number[own.number].append((row, own))

    def find(self, cited: Cited) -> tuple[str, str]:
        """The article that is meant, and its category; what cannot be told for sure is "".

        A row with the same part comes before one without; where only other parts are recorded, they lend their
        category if they agree.
        """
        same = [
            (row, own.part)
            for row, own in self._by_number.get(cited.number, ())
            if own.is_administrative == cited.is_administrative
        ]
        exact = [row for row, part in same if part == cited.part] or [row for row, part in same if not part]
        categories = {row.category for row in exact or [row for row, _part in same]}
        category = categories.pop() if len(categories) == 1 else ""
        return exact[0].article if len(exact) == 1 else "", category
