"""How likely two records are one person or body, and why. Plain values in, plain values out: no Django here.

A name is compared by `sanctions.names`; birth date, country, gender and identifiers then speak for or against it.
A contradiction lowers and never hides: a namesake with another birth date stays above the threshold where the names
are the same, with the conflict on show. What speaks for it adds little, so that nothing but a name ever proposes a
match; an identifier alone never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanctions.names.bodies import words_of
from sanctions.names.likeness import LOST, NameScore, Variants, name_likeness
from sanctions.names.reading import BODY, PERSON, is_of_a_body

__all__ = [
    *("BODY", "PERSON", "THRESHOLD", "VERSION", "NameScore", "Point", "Scored", "Side"),
    *("kind_of_names", "name_likeness", "score"),
]

#: From here on a match is proposed. Measured with `make bench PART=names`.
THRESHOLD = 0.75
#: Moves when scores of the same names move, so that a page can say which scorer spoke.
VERSION = "2"

SAME_BIRTH, SAME_YEAR, NEAR_BIRTH, OTHER_BIRTH = 0.03, 0.01, -0.03, -0.15
SAME_COUNTRY, OTHER_COUNTRY = 0.02, -0.04
SAME_GENDER, OTHER_GENDER = 0.01, -0.12
SAME_IDENTIFIER, WEAK, OTHER_KIND = 0.02, -0.05, -0.5
#: The most that everything beside the name can add.
MOST_FOR = 0.05
#: Years that lists are apart about one person: UK 1979, EU 1976 of one official.
NEAR_YEARS = 3
#: A country that is no more stands for those it became.
FORMER = {
    "SU": words_of("RU BY UA KZ UZ GE AM AZ MD LT LV EE KG TJ TM"),
    "YU": words_of("RS HR BA ME MK SI"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: all its names in all scripts, the first one best known; `weak` are those called so.

    `births` are EDTF texts as lists are read into ("1962-07-29", "1962", "1976~", "1976/1979"), `countries` ISO 3166
    codes, `gender` "female", "male" or "", `kind` "person" or "body", `identifiers` pairs of kind and value.
    """

    names: tuple[str, ...]
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    kind: str = PERSON
    identifiers: tuple[tuple[str, str], ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for (`holds`) or against it, and by how much it moved the score."""

    what: str
    holds: bool
    ours: str
    theirs: str
    effect: float

    def plain(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "for": self.holds,
            "ours": self.ours,
            "theirs": self.theirs,
            "effect": round(self.effect, 2),
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from 0 to 1 with what made it."""

    score: float
    name: NameScore
    points: tuple[Point, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As `Match.explanation` keeps it and the review page shows it."""
        return {
            "score": round(self.score, 3),
            "version": VERSION,
            "name": {
                "ours": self.name.ours,
                "theirs": self.name.theirs,
                "score": round(self.name.score, 3),
                "tokens": [list(pair) for pair in self.name.tokens],
            },
            "points": [point.plain() for point in self.points],
        }


def score(ours: Side, theirs: Side, variants: Variants | None = None) -> Scored:
    """Compare every name with every name, and what else both sides say."""
    best = _best_name(ours, theirs, variants)
    points = [*_points(ours, theirs, best), *_of_the_name(best)]
    speaks_for = min(MOST_FOR, sum(point.effect for point in points if point.effect > 0))
    against = sum(point.effect for point in points if point.effect < 0 and point.what != "patronymic")
    # What speaks for it never lifts a name that is another one.
    lifted = best.score + (speaks_for if best.score >= THRESHOLD else 0.0)
    return Scored(round(max(0.0, min(1.0, lifted + against)), 4), best, tuple(points))


def kind_of_names(*names: str) -> str:
    """Whether names that come alone are persons' or a body's, by their words."""
    return BODY if any(is_of_a_body(name) for name in names) else PERSON


def _best_name(ours: Side, theirs: Side, variants: Variants | None) -> NameScore:
    """The two names most alike; of equal ones the fullest, then the first."""
    kind = BODY if BODY in (ours.kind, theirs.kind) else PERSON
    best = NameScore("", "", -1.0)
    for mine in ours.names:
        for yours in theirs.names:
            found = name_likeness(mine, yours, kind, variants)
            if (found.score, len(found.tokens)) > (best.score, len(best.tokens)):
                best = found
                if best.score == 1 and len(best.tokens) > 2:
                    return best
    return best if best.score >= 0 else NameScore("", "", 0.0)


def _points(ours: Side, theirs: Side, name: NameScore) -> Iterator[Point]:
    if ours.kind != theirs.kind:
        yield Point("kind", False, ours.kind, theirs.kind, OTHER_KIND)
    if ours.births and theirs.births:
        yield _birth(ours.births, theirs.births)
    if ours.countries and theirs.countries:
        same = bool(_countries(ours.countries) & _countries(theirs.countries))
        effect = SAME_COUNTRY if same else OTHER_COUNTRY
        yield Point("country", same, ", ".join(ours.countries), ", ".join(theirs.countries), effect)
    if ours.gender and theirs.gender:
        same = ours.gender == theirs.gender
        yield Point("gender", same, ours.gender, theirs.gender, SAME_GENDER if same else OTHER_GENDER)
    for identifier in sorted(set(ours.identifiers) & set(theirs.identifiers)):
        yield Point("identifier", True, " ".join(identifier), " ".join(identifier), SAME_IDENTIFIER)
    if name.theirs in theirs.weak or name.ours in ours.weak:
        yield Point("weak", False, name.ours, name.theirs, WEAK)


def _of_the_name(name: NameScore) -> Iterator[Point]:
    """What the score of the name itself was lowered by, for a reader: it is not subtracted again."""
    if "patronymic" in name.notes:
        yield Point("patronymic", False, *name.fathers, -LOST["patronymic"])


def _countries(codes: tuple[str, ...]) -> frozenset[str]:
    found = frozenset(code.upper() for code in codes)
    return found.union(*(FORMER[code] for code in found if code in FORMER))


# --- Birth dates.
@dataclass(frozen=True, slots=True)
class _Birth:
    first: int
    last: int
    exact: str = ""


def _birth(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Point:
    """The two dates that agree best."""
    pairs = [(mine, yours, _agreement(mine, yours)) for mine in ours for yours in theirs]
    mine, yours, effect = max(pairs, key=lambda pair: pair[2])
    return Point("birth", effect >= 0, mine, yours, effect)


def _agreement(one: str, other: str) -> float:
    mine, yours = _read_birth(one), _read_birth(other)
    if mine is None or yours is None:
        return 0.0
    if mine.exact and mine.exact == yours.exact:
        return SAME_BIRTH
    apart = max(mine.first - yours.last, yours.first - mine.last, 0)
    if not apart:
        known = len(mine.exact) == len(yours.exact) == len("1962-07-29")
        return NEAR_BIRTH if known else SAME_YEAR
    return NEAR_BIRTH if apart == 1 else OTHER_BIRTH / 2 if apart <= NEAR_YEARS else OTHER_BIRTH


def _read_birth(text: str) -> _Birth | None:
    """Years of an EDTF text: "1976~" is a year more and less, "1976/1979" all of them."""
    about = 1 if text.endswith(("~", "%", "?")) else 0
    plain = text.rstrip("~%?")
    start, _slash, end = plain.partition("/")
    if not start[:4].isdigit() or (end and not end[:4].isdigit()):
        return None
    first, last = int(start[:4]), int((end or start)[:4])
    return _Birth(first - about, last + about, plain if not end and not about else "")
