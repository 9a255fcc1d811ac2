"""Who a row may be about already: people on file and earlier rows, by names in any script, birth and arrest.

Everybody is held in memory by what tells most, so that a row is compared with a handful of people and not with all.
A person decides; what is said here is why somebody should look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, PrisonerName
from core.partial_dates import PartialDate
from core.search_keys import loose_key
from sanctions.matching import (
    NEAR_BIRTH,
    OTHER_BIRTH,
    PERSON,
    SAME_BIRTH,
    SAME_YEAR,
    THRESHOLD,
    Scored,
    Side,
    score,
)
from sanctions.names.reading import Token, read
from sanctions.screening import held, sought
from sheets.shapes import Alike

#: What more people than this have in common tells nothing: a day of mass arrests, a name that thousands bear.
CROWD = 120
#: Compared at length, those first who share what is rare; and as many shown.
COMPARED, SHOWN = 8, 3
SAME_ARREST, OTHER_ARREST, OTHER_STATE = 0.03, -0.12, -0.15
#: Arrests so many days apart may be one: the night of a raid, the day it was published.
NEAR_DAYS = 7
#: The length of an EDTF text that is one day.
DAY = len("1981-09-07")
#: With the same birth date and the same day of arrest this much of a name will do.
HALF = 0.5
#: First letters that one name is written with: Olha and Alha, Hryhorii and Grigory.
_FIRSTS = str.maketrans({**dict.fromkeys("eiouj", "a"), "h": "g", "f": "v", "Z": "z", "S": "s", "C": "c"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on file (`reference`: of the case) or in an earlier row; dates are EDTF texts, `state` is a code."""

    names: tuple[str, ...]
    state: str = ""
    birth: str = ""
    arrest: str = ""
    gender: str = ""
    reference: str = ""
    row: int = 0


def people_on_file(user: User) -> Iterator[Person]:
    """One for every case that `user` may see, in two queries."""
    cases = Case.objects.visible_to(user).order_by("pk")
    others: dict[int, list[str]] = {}
    names = PrisonerName.objects.filter(prisoner__in=cases.order_by().values("prisoner"))
    for prisoner, text in names.order_by("pk").values_list("prisoner", "text"):
        others.setdefault(prisoner, []).append(text)
    fields = ("reference", "prisoner_id", "state__code", "arrested")
    of_prisoner = ("prisoner__name", "prisoner__native_name", "prisoner__birth", "prisoner__gender")
    for reference, prisoner, state, arrested, name, native, birth, gender in cases.values_list(*fields, *of_prisoner):
        said = dict.fromkeys([name, native, *others.get(prisoner, ())])
        yield Person(tuple(filter(None, said)), state, _edtf(birth), _edtf(arrested), gender, reference)


def _edtf(day: PartialDate | None) -> str:
    return day.to_edtf() if day else ""


class Known:
    """People by what tells them apart."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people: list[Person] = []
        self._given: list[frozenset[str]] = []
        # By hashes, of whom most stand for one person: a list for each would take more room than the names.
        self._blocks: dict[int, int | list[int]] = {}
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        number = len(self.people)
        self.people.append(person)
        self._given.append(_given_names(person))
        for one in {hash(key) for key in _held_by(person)}:
            block = self._blocks.setdefault(one, number)
            if isinstance(block, list):
                if len(block) <= CROWD:
                    block.append(number)
            elif block != number:
                self._blocks[one] = [block, number]

    def like(self, person: Person) -> list[Alike]:
        """Who it may be, the likeliest first."""
        found = [(compared, other) for other in self._near(person) if (compared := _compared(person, other))[0]]
        found.sort(key=lambda pair: -pair[0][0])
        return [
            Alike(name=other.names[0], why=why, reference=other.reference, row=other.row)
            for (_score, why), other in found[:SHOWN]
        ]

    def _near(self, person: Person) -> list[Person]:
        """Those worth comparing: who shares what few have counts most."""
        weights: dict[int, float] = {}
        given = _given_names(person)
        for one in {hash(key) for key in _sought_by(person)}:
            block = self._blocks.get(one)
            members = block if isinstance(block, list) else [] if block is None else [block]
            if len(members) <= CROWD:
                for number in members:
                    weights[number] = weights.get(number, 0.0) + 1 / len(members)
        best = nlargest(COMPARED, weights, key=lambda number: (weights[number], -number))
        # Brothers share a surname and a day; names that we know for two names are two people's.
        return [self.people[number] for number in best if not _apart(given, self._given[number])]


# --- By what somebody is held and looked for.
def _held_by(person: Person) -> Iterator[str]:
    yield from _days(person)
    for name in person.names:
        yield f"= {loose_key(name)}"
        yield from _with_initials(held(name, PERSON), _initials(name, telling=True))


def _sought_by(person: Person) -> Iterator[str]:
    yield from _days(person)
    for name in person.names:
        yield f"= {loose_key(name)}"
        yield from _with_initials(sought(name, PERSON), _initials(name, telling=False))


def _days(person: Person) -> Iterator[str]:
    if len(person.birth) == DAY:
        yield f"born {person.birth}"
    if len(person.arrest) == DAY:
        yield f"taken {person.state} {person.arrest}"


def _with_initials(keys: Iterable[str], initials: set[str]) -> Iterator[str]:
    """A surname with the first letter of a given name: thousands are called Ivanov. Keys that name a script stay."""
    for key in keys:
        if " " in key or not initials:
            yield key
        else:
            yield from (f"{key} {initial}" for initial in initials)


def _initials(name: str, *, telling: bool) -> set[str]:
    """First letters of its words; `telling`: of its given names alone, where it has some that we know."""
    tokens = [token for reading in read(name, PERSON) for token in reading.tokens]
    given = [token for token in tokens if token.groups or token.father or token.is_initial]
    return {letter for token in (telling and given) or tokens for letter in _firsts(token)}


def _given_names(person: Person) -> frozenset[str]:
    """Its given names that we know in every spelling, by the one that stands for them."""
    readings = (reading for name in person.names for reading in read(name, PERSON))
    return frozenset(group for reading in readings for token in reading.tokens for group in token.groups)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _firsts(token: Token) -> Iterator[str]:
    for word in token.groups or token.keys or (token.text,):
        yield word[0].translate(_FIRSTS)


# --- How alike two are, and why.
def _compared(one: Person, other: Person) -> tuple[float, tuple[str, ...]]:
    """The score and its reasons; 0 where they are two people."""
    birth, born = _births(one.birth, other.birth)
    arrest, taken = _arrests(one.arrest, other.arrest)
    state, where = _states(one.state, other.state)
    beside = birth + arrest + state
    if 1 + beside < THRESHOLD:
        return 0.0, ()  # no name could make up for it, and comparing names is what takes long
    scored = _scored(one, other)
    total = scored.score + beside
    same_days = (birth, arrest, state) == (SAME_BIRTH, SAME_ARREST, 0.0)
    if total < THRESHOLD and not (same_days and scored.name.score >= HALF):
        return 0.0, ()
    return max(total, HALF), tuple(filter(None, [*_reasons(scored), born, taken, where]))


def _scored(one: Person, other: Person) -> Scored:
    """Names of one script against each other; across scripts where that finds nothing, or there is no other way."""
    ours, theirs = ({_script(name) for name in person.names} for person in (one, other))
    shared = ours & theirs
    scored = score(_side(one, shared), _side(other, shared)) if shared else None
    if scored is None or (scored.name.score < THRESHOLD and ours != theirs):
        scored = score(_side(one, ours), _side(other, theirs))
    return scored


def _side(person: Person, scripts: set[str]) -> Side:
    names = tuple(name for name in person.names if _script(name) in scripts)
    return Side(names, gender=person.gender if person.gender in ("female", "male") else "")


def _script(name: str) -> str:
    readings = read(name, PERSON)
    return readings[0].script if readings else ""


def _reasons(scored: Scored) -> Iterator[str]:
    """What the comparison found, in words: what agrees, and what speaks against it."""
    name = scored.name
    if name.score == 1:
        yield _("same name: %(name)s") % {"name": name.theirs}
    else:
        # Translators: how alike two names are, from 0 to 1, and the two names.
        words = _("name %(score)s: %(ours)s ~ %(theirs)s")
        yield words % {"score": f"{name.score:.2f}", "ours": name.ours, "theirs": name.theirs}
    for point in scored.points:
        if point.what == "gender" and not point.holds:
            yield _("other gender")
        elif point.what == "patronymic":
            yield _("other patronymic: %(ours)s, %(theirs)s") % {"ours": point.ours, "theirs": point.theirs}


def _births(ours: str, theirs: str) -> tuple[float, str]:
    """What two birth dates say: how much it moves the score, and in words."""
    if not (ours and theirs):
        return 0.0, ""
    said = {"ours": ours, "theirs": theirs}
    if ours == theirs:
        return (SAME_BIRTH if len(ours) == DAY else SAME_YEAR), _("same birth date")
    apart = _days_apart(ours, theirs)
    if not apart:
        return SAME_YEAR, _("birth dates agree: %(ours)s, %(theirs)s") % said
    if len(ours) == len(theirs) == DAY and _is_slip(ours, theirs):
        return NEAR_BIRTH, _("birth dates nearly the same: %(ours)s, %(theirs)s") % said
    return OTHER_BIRTH, _("other birth date: %(ours)s, %(theirs)s") % said


def _is_slip(ours: str, theirs: str) -> bool:
    """Whether one of two days may be the other one mistyped: one figure of it, or the day and the month turned."""
    figures = sum(mine != yours for mine, yours in zip(ours, theirs, strict=True))
    return figures == 1 or ours.split("-")[1:] == theirs.split("-")[:0:-1]


def _arrests(ours: str, theirs: str) -> tuple[float, str]:
    if not (ours and theirs):
        return 0.0, ""
    if ours == theirs:
        return SAME_ARREST, _("same arrest date")
    said = {"ours": ours, "theirs": theirs}
    if _days_apart(ours, theirs) <= NEAR_DAYS:
        return 0.0, _("arrests near each other: %(ours)s, %(theirs)s") % said
    return OTHER_ARREST, _("other arrest: %(ours)s, %(theirs)s") % said


def _states(ours: str, theirs: str) -> tuple[float, str]:
    if not (ours and theirs) or ours == theirs:
        return 0.0, ""
    return OTHER_STATE, _("other state: %(ours)s, %(theirs)s") % {"ours": ours, "theirs": theirs}


def _days_apart(ours: str, theirs: str) -> int:
    """The least that two dates can be apart."""
    one, other = PartialDate.from_edtf(ours), PartialDate.from_edtf(theirs)
    return max((one.earliest - other.latest).days, (other.earliest - one.latest).days, 0)
