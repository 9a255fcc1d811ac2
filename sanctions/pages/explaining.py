"""What a score says of itself, in words: which names were compared, what speaks for a match and what against.

Reads `Match.explanation` (`sanctions.matching.Scored` as plain values); whatever is missing there is left out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.country_names import country_or_code
from core.partial_dates import PartialDate, PartialDateError
from sanctions.models import Match

#: A name that is as good as the same, letter for letter and in whatever script.
EXACT = 0.98
#: From here on two words of a name count as one.
ALIKE = 0.8

WHATS = {
    "birth": _("Birth date"),
    "country": _("Country"),
    "gender": _("Gender"),
    "kind": _("Person or body"),
    "identifier": _("Number"),
    "weak": _("Weak alias"),
    "patronymic": _("Patronymic"),
}


@dataclass(frozen=True)
class Token:
    """A word of our name beside the word of theirs that it was held against; one of them may be missing."""

    ours: str
    theirs: str
    likeness: float

    @property
    def alike(self) -> bool:
        return self.likeness >= ALIKE


@dataclass(frozen=True)
class Point:
    """One thing beside the name. `effect` is what it did to the score."""

    code: str
    speaks_for: bool
    ours: str
    theirs: str
    effect: float

    @property
    def what(self) -> Any:
        return WHATS.get(self.code, self.code.replace("_", " "))

    @property
    def percent(self) -> str:
        """“+3” or “−10”; nothing where it changed nothing."""
        points = round(self.effect * 100)
        return f"{'+' if points > 0 else '−'}{abs(points)}" if points else ""


@dataclass(frozen=True)
class Explained:
    ours: str
    theirs: str
    name_score: float
    tokens: list[Token]
    points: list[Point]

    @property
    def speaks_for(self) -> list[Point]:
        return [point for point in self.points if point.speaks_for]

    @property
    def speaks_against(self) -> list[Point]:
        return [point for point in self.points if not point.speaks_for]

    @property
    def name_percent(self) -> int:
        return percent(self.name_score)


def percent(score: float) -> int:
    """A score as whole percent; 100 only for what is wholly the same."""
    return min(round(score * 100), 99) if score < 1 else 100


def explained(match: Match) -> Explained:
    told: Mapping[str, Any] = match.explanation or {}
    name = told.get("name") or {}
    tokens = [Token(str(one[0]), str(one[1]), float(one[2])) for one in name.get("tokens", []) if len(one) > 2]
    return Explained(
        ours=str(name.get("ours", "")),
        theirs=str(name.get("theirs", "")),
        name_score=float(name.get("score") or 0),
        tokens=tokens,
        points=[_point(one) for one in told.get("points", []) if isinstance(one, Mapping)],
    )


def is_exact(match: Match, *, known_number: bool = False) -> bool:
    """Whether the name is the same, nothing speaks against, and something more than the name speaks for it.

    That is the birth date, or (`known_number`) an entry of the same number that is confirmed in another list of that
    jurisdiction.
    """
    told = explained(match)
    if told.name_score < EXACT or told.speaks_against:
        return False
    return known_number or any(point.code == "birth" for point in told.speaks_for)


def _point(one: Mapping[str, Any]) -> Point:
    code = str(one.get("what", ""))
    say = {"birth": plain_births, "country": plain_countries}.get(code, plain_text)
    return Point(
        code, bool(one.get("for")), say(one.get("ours")), say(one.get("theirs")), float(one.get("effect") or 0)
    )


def plain_text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value if one)
    return str(value or "")


def plain_countries(value: Any) -> str:
    """ISO codes as names of countries; what is none as it stands."""
    values = value if isinstance(value, (list, tuple)) else str(value or "").split(", ")
    return ", ".join(country_or_code(str(one)) for one in values if one)


def plain_births(value: Any) -> str:
    """Dates as lists have them ("1962-07-29", "1976/1979"), as a person reads them."""
    values = value if isinstance(value, (list, tuple)) else str(value or "").split(", ")
    return ", ".join(plain_birth(str(one)) for one in values if one)


def plain_birth(text: str) -> str:
    return str(birth_of(text) or text)


def birth_of(text: str) -> PartialDate | None:
    """A birth date as lists have it; None where it is no date."""
    try:
        return PartialDate.from_edtf(text)
    except PartialDateError:
        return None
