"""Pairs of names from the real lists, and how well `sanctions.matching` tells them apart. The builder of both.

The same: the Latin name of an entry beside each of its names in another script. Not the same: names of two entries,
drawn at random and, harder, from those who share a surname, a given name and patronymic, or a surname and patronymic
(namesakes, siblings, spouses). What is drawn hangs on the names alone, so a figure can be measured again.

One half of the pairs is `tuned` on: their misses were read, and words and rules were made after them. The misses of
the other half, `held out`, nobody has read: only its sums, so they say what to expect of names not seen yet. Words came
from the tuned half, from what the US list calls its bodies in English and in Russian, and from what everybody's
dictionary has.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from time import perf_counter

from sanctions.lists import FORMATS
from sanctions.lists.shapes import ParsedEntry
from sanctions.matching import THRESHOLD, name_likeness
from sanctions.names.reading import read, surname_base

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FILES = {"ca": "ca/sema-lmes_2025-05.xml", "uk-ofsi": "uk/ConList_2025-04-10.xlsx"}
SCHEMAS = {"person": "Person", "body": "Organization"}


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are of one entry, of what kind, the script of the second and how the pair was made."""

    one: str
    other: str
    same: bool
    kind: str
    script: str
    how: str


@dataclass(frozen=True)
class Named:
    """One name in Latin letters and one in another script, of one entry."""

    entry: str
    latin: str
    native: str
    script: str
    kind: str
    births: tuple[str, ...]


def entries(folder: Path = DATA) -> Iterator[tuple[str, ParsedEntry]]:
    for key, name in FILES.items():
        if key in FORMATS and (folder / name).exists():
            with (folder / name).open("rb") as stream:
                for item in FORMATS[key].parse(stream, {}):
                    if isinstance(item, ParsedEntry):
                        yield f"{key}:{item.list_id}", item


def named(found: Iterable[tuple[str, ParsedEntry]]) -> list[Named]:
    """Every entry's first Latin name beside each of its names in another script, without repeats."""
    rows: dict[tuple[str, str], Named] = {}
    for key, entry in found:
        first = next((name.text for name in entry.names if not name.script and name.text), "")
        for name in entry.names:
            if first and name.script and entry.kind in SCHEMAS:
                row = Named(key, first, name.text, name.script, entry.kind, entry.births)
                rows.setdefault((first.casefold(), name.text.casefold()), row)
    return list(rows.values())


def pairs(rows: list[Named]) -> list[Pair]:
    made = [Pair(row.latin, row.native, True, row.kind, row.script, "same") for row in rows]
    for how, near in _NEIGHBOURS.items():
        made += list(_others(rows, how, near))
    return list(dict.fromkeys(made))


def _others(rows: list[Named], how: str, near: Callable[[Named], Iterable[str]]) -> Iterator[Pair]:
    """For each name one of another entry that shares `near` with it."""
    by_key: dict[tuple[str, str, str], list[Named]] = defaultdict(list)
    for row in rows:
        for one in near(row):
            by_key[row.kind, row.script, one].append(row)
    for (_kind, _script, _near), those in by_key.items():
        those.sort(key=lambda row: md5(f"{row.latin}{row.native}".encode(), usedforsecurity=False).digest())
        for row, other in zip(those, [*those[1:], *those[:1]], strict=True):
            if not _perhaps_the_same(row, other):
                yield Pair(row.latin, other.native, False, row.kind, other.script, how)


_WORD = re.compile(r"\w+")
#: Legal forms, which one entry has and the next one of the same body has not.
_FORMS = frozenset(["акционерное", "общество", "публичное", "открытое", "закрытое", "ао", "оао", "пао", "зао", "ооо"])


def _perhaps_the_same(one: Named, other: Named) -> bool:
    """Whether two entries may be one person or body: those of two lists, and those of one that share more than a word.

    Told by the letters of one script and the birth date, not by our scorer.
    """
    if one.entry == other.entry or one.entry.split(":")[0] != other.entry.split(":")[0]:
        return True
    mine, yours = (set(_WORD.findall(row.native.casefold().replace("ё", "е"))) - _FORMS for row in (one, other))
    if mine <= yours or yours <= mine or one.latin.casefold() == other.latin.casefold():
        return True
    return bool(set(one.births) & set(other.births))


def _surname(row: Named) -> list[str]:
    words = read(row.latin)[0].tokens if row.kind == "person" else ()
    return [surname_base(words[-1].keys[0])[0]] if words else []


def _given_and_father(row: Named) -> list[str]:
    words = read(row.latin)[0].tokens if row.kind == "person" else ()
    father = [token for token in words if token.father]
    return [f"{words[0].keys[0]} {father[0].father}"] if father else []


def _surname_and_father(row: Named) -> list[str]:
    father = [token for token in read(row.latin)[0].tokens if token.father] if row.kind == "person" else []
    return [f"{surname} {father[0].father}" for surname in _surname(row)] if father else []


def _given_and_surname(row: Named) -> list[str]:
    words = read(row.latin)[0].tokens if row.kind == "person" else ()
    return [f"{words[0].keys[0]} {surname}" for surname in _surname(row)] if len(words) > 2 else []


def _shared_word(row: Named) -> list[str]:
    tokens = read(row.latin, row.kind)[0].tokens if row.kind == "body" and read(row.latin, row.kind) else ()
    return [token.keys[0] for token in tokens]


_NEIGHBOURS: dict[str, Callable[[Named], Iterable[str]]] = {
    "random": lambda row: [md5(row.latin.encode(), usedforsecurity=False).hexdigest()[:1]],
    "surname": _surname,
    "given and patronymic": _given_and_father,
    "surname and patronymic": _surname_and_father,
    "given and surname": _given_and_surname,
    "a word": _shared_word,
}


@dataclass
class Tally:
    """Hits and misses of some pairs."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    apart: int = 0

    def count(self, same: bool, found: bool) -> None:
        if same:
            self.right, self.missed = self.right + found, self.missed + (not found)
        else:
            self.wrong, self.apart = self.wrong + found, self.apart + (not found)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    def __str__(self) -> str:
        pairs = self.right + self.missed + self.wrong + self.apart
        return f"recall {self.recall:.4f} precision {self.precision:.4f} of {pairs:,} pairs"


HELD_OUT, TUNED = "held out", "tuned"


def half(pair: Pair) -> str:
    """Whether a pair may be looked at. It hangs on the Latin name, so that an entry's pairs stay together."""
    return HELD_OUT if md5(pair.one.encode(), usedforsecurity=False).digest()[0] % 2 else TUNED


def tallied(made: Iterable[Pair], threshold: float = THRESHOLD) -> dict[str, Tally]:
    """Hits and misses of all pairs, by kind and script, and by how a pair was made."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for pair in made:
        found = name_likeness(pair.one, pair.other, pair.kind).score >= threshold
        kinds = (pair.kind, f"all {pair.script}", f"{pair.kind} {pair.script}")
        halves = (f"{kind}, {half(pair)}" for kind in kinds[1:])
        for name in ("all", *kinds, *halves, f"{pair.kind} {pair.script}: {pair.how}"):
            tallies[name].count(pair.same, found)
    return tallies


def report(threshold: float = THRESHOLD) -> str:
    """The figures as text."""
    made = pairs(named(entries()))
    if not made:
        return f"names: no lists in {DATA}, nothing measured"
    began = perf_counter()
    tallies = tallied(made, threshold)
    seconds = perf_counter() - began
    lines = [f"{name:>42}  {tally}" for name, tally in sorted(tallies.items())]
    return "\n".join([*lines, f"{len(made):,} pairs in {seconds:.1f} s at the threshold {threshold}"])


def write(path: Path) -> int:
    """The pairs as `manage.py score_names` reads them."""
    made = pairs(named(entries()))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["name1", "name2", "is_match", "schema"])
        writer.writerows([pair.one, pair.other, int(pair.same), SCHEMAS[pair.kind]] for pair in made)
    return len(made)
