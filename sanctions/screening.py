"""Officials past entries: which are worth comparing, and what comparing them says. Reads; writes nothing.

The officials are few and the entries are many, so the officials are held by the words of their names and every entry
is streamed past once: no index to keep at import, the same on every database, memory bounded by the officials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

from django.db.models import QuerySet

from cases.models import Official
from cases.vocabulary import OfficialKind
from sanctions.matching import BODY, PERSON, THRESHOLD, Scored, Side, score
from sanctions.models import Entry
from sanctions.names.likeness import Variants
from sanctions.names.pinyin import korean
from sanctions.names.reading import COMMON, Reading, Token, read
from sanctions.vocabulary import EntryKind

#: How often a pass says how far it is.
STEP = 2000
#: Words longer than this are looked for with one consonant left out, so that a misspelt one is found.
SHORT = 4
_SOUNDS = str.maketrans({"Z": "z", "S": "s", "C": "c", "h": "g", "f": "v", "j": "", **dict.fromkeys("aeiou", "")})

_MAYBE_VOWELS = str.maketrans("", "", "wyh")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that may be about an official."""

    official: int
    entry: int
    scored: Scored


def propose(
    officials: Iterable[Official],
    *,
    entries: QuerySet[Entry] | None = None,
    variants: Variants | None = None,
    progress: Progress = lambda done: None,
) -> Iterator[Proposal]:
    """Every current entry that scores at the threshold or above for one of the officials."""
    index = Index(officials)
    those = Entry.objects.current() if entries is None else entries
    rows = those.order_by("pk").values_list("pk", "kind", "record").iterator(chunk_size=STEP // 4)
    for done, (entry, kind, record) in enumerate(rows, start=1):
        if kind in (EntryKind.PERSON, EntryKind.BODY):
            for official, ours, theirs in index.near(side_of_entry(kind, record)):
                scored = score(ours, theirs, variants)
                if scored.score >= THRESHOLD:
                    yield Proposal(official, entry, scored)
        if done % STEP == 0:
            progress(done)


# --- What each side says.
def side_of(official: Official) -> Side:
    """An official with all names; the state is where they act, and stands for the country."""
    return Side(
        names=tuple(official.all_names()),
        births=(official.birth.to_edtf(),) if official.birth else (),
        countries=(official.state.code,),
        gender=official.gender if official.gender in ("female", "male") else "",
        kind=BODY if official.kind == OfficialKind.BODY else PERSON,
    )


def side_of_entry(kind: str, record: dict[str, Any]) -> Side:
    """An entry's record (`sanctions.lists.shapes.ParsedEntry` as plain values)."""
    names = record.get("names", [])
    return Side(
        names=tuple(name["text"] for name in names),
        births=tuple(record.get("births", [])),
        countries=tuple(code for code in record.get("nationalities", []) if len(code) == 2),
        gender=record.get("gender", ""),
        kind=PERSON if kind == EntryKind.PERSON else BODY,
        identifiers=tuple((one["kind"], one["value"]) for one in record.get("identifiers", [])),
        weak=tuple(name["text"] for name in names if name.get("weak")),
    )


# --- Who is worth comparing.
class Index:
    """Officials by what their names share with other spellings of them."""

    def __init__(self, officials: Iterable[Official]) -> None:
        self.sides = {official.pk: side_of(official) for official in officials}
        self._by_key: dict[str, set[tuple[int, str]]] = {}
        for official, side in self.sides.items():
            for text in side.names:
                for one in held(text, side.kind):
                    self._by_key.setdefault(one, set()).add((official, text))

    def near(self, theirs: Side) -> Iterator[tuple[int, Side, Side]]:
        """The officials that share a telling word with an entry: persons with persons, bodies with bodies.

        Both sides are narrowed to the names that share one; the others are other names.
        """
        ours: dict[int, set[str]] = {}
        shared: dict[int, list[str]] = {}
        for text in theirs.names:
            for official, name in self._holders(text, theirs.kind):
                ours.setdefault(official, set()).add(name)
                shared.setdefault(official, []).append(text)
        for official in sorted(ours):
            side = self.sides[official]
            if side.kind == theirs.kind:
                names = tuple(name for name in side.names if name in ours[official])
                yield (
                    official,
                    replace(side, names=names),
                    replace(theirs, names=tuple(dict.fromkeys(shared[official]))),
                )

    def _holders(self, text: str, kind: str) -> set[tuple[int, str]]:
        return {holder for one in sought(text, kind) for holder in self._by_key.get(one, ())}


def held(text: str, kind: str) -> set[str]:
    """The keys under which a name of ours is held: of the words that tell most, of all where none does."""
    found: set[str] = set()
    for reading in read(text, kind):
        tokens = _telling(reading, kind)
        found.update(_keys(reading, tokens, kind))
        found.update(f"{token.script} {_bare(token)}" for token in tokens)
    return found


def sought(text: str, kind: str) -> set[str]:
    """The keys under which a name of an entry is looked for.

    By its consonants only where the other side may be of a script that leaves the vowels out.
    """
    found: set[str] = set()
    for reading in read(text, kind):
        found.update(_keys(reading, reading.tokens, kind))
        for token in reading.tokens:
            others = ("Arab", "Latn", "Cyrl") if token.script == "Arab" else ("Arab",)
            found.update(f"{script} {_bare(token)}" for script in others)
    return found


def _bare(token: Token) -> str:
    return token.bones.translate(_MAYBE_VOWELS) or token.bones


def _telling(reading: Reading, kind: str) -> tuple[Token, ...]:
    if kind == BODY:
        own = tuple(token for token in reading.tokens if token.weight > COMMON)
        return own or reading.tokens
    surnames = tuple(token for token in reading.tokens if not (token.groups or token.father or token.is_initial))
    return surnames or reading.tokens


def _keys(reading: Reading, tokens: tuple[Token, ...], kind: str) -> Iterator[str]:
    for said in reading.said:
        yield f"{reading.script} {''.join(sorted(said))}"
    if kind == PERSON and not reading.said and len(reading.tokens) < 5:
        # A name in Han has no spaces and either order: its letters, sorted, are the same in all of them.
        together = "".join(token.text for token in reading.tokens)
        yield f"Hani {''.join(sorted(together))}"
        yield f"Hang {''.join(sorted(korean(together)))}"
    common = sorted({token.text for token in tokens if kind == BODY and token.weight <= COMMON})
    yield from (f"both {' '.join(pair)}" for pair in combinations(common[:8], 2))
    for token in tokens:
        if kind == PERSON or token.weight > COMMON or len(common) == 1 == len(tokens):
            for one in token.keys:
                yield from _spellings(one)
    for left, right in pairwise(reading.tokens):
        if left.keys and right.keys:
            yield from _spellings(left.keys[0] + right.keys[0])


def _spellings(folded: str) -> Iterator[str]:
    """A word by its consonants, and where it has many by them with one left out: a slip of the hand is found."""
    bare = folded.translate(_SOUNDS)
    bare = bare if len(bare) > 1 else folded
    yield bare
    if len(bare) > SHORT:
        yield from (bare[:place] + bare[place + 1 :] for place in range(len(bare)))
