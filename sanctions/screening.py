"""Officials past entries: which are worth comparing, and what comparing them says. Reads; writes nothing.

The officials are few and the entries are many, so the officials are held by the words of their names and every entry
is streamed past once: no index to keep at import, the same on every database, memory bounded by the officials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from django.db.models import QuerySet

from cases.models import Official
from cases.vocabulary import OfficialKind
from sanctions.matching import BODY, PERSON, THRESHOLD, Scored, Side, score
from sanctions.models import Entry
from sanctions.names.body_forms import as_letters, first_letters, is_short, letters_of_acronyms, stands_for
from sanctions.names.body_words import KINDS
from sanctions.names.han_persons import bones, is_no_syllable, parts_said, ways_of_saying
from sanctions.names.likeness import Variants
from sanctions.names.pinyin import korean
from sanctions.names.reading import COMMON, Reading, Token, read
from sanctions.vocabulary import EntryKind

#: How often a pass says how far it is.
STEP = 2000
#: Words longer than this are looked for with one consonant left out, so that a misspelt one is found.
SHORT = 4
#: No name of so many words has an acronym, none is looked for that is longer and can be said, and no Chinese name
#: has so many words.
LONG, LONGEST, MANY = 10, 5, 7
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
        self._acronyms: dict[str, set[tuple[int, str]]] = {}
        for official, side in self.sides.items():
            for text in side.names:
                for one in held(text, side.kind):
                    self._by_key.setdefault(one, set()).add((official, text))
                for short in acronyms(text) if side.kind == BODY else ():
                    self._acronyms.setdefault(short, set()).add((official, text))

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
        found = {holder for one in sought(text, kind) for holder in self._by_key.get(one, ())}
        if kind == BODY and self._acronyms:
            # Our acronyms are few: each is tried on what the entry is called in full.
            for words, firsts in in_full(text):
                for short, holders in self._acronyms.items():
                    if firsts.issuperset(short) and stands_for(short, words):
                        found |= holders
        return found


def acronyms(text: str) -> set[str]:
    """The words of a body's name that may be first letters of another one."""
    tokens = (token for reading in read(text, BODY) for token in reading.tokens)
    return {
        token.text
        for token in tokens
        if token.weight > COMMON and len(token.text) > 2 and (is_short(token.text) or len(token.text) == LONGEST)
    }


@lru_cache(maxsize=65_536)
def in_full(text: str) -> tuple[tuple[tuple[tuple[str, bool], ...], frozenset[str]], ...]:
    """A body's names as words, with whether each is a known one, and the letters that an acronym may have of them."""
    names = {
        tuple((token.text, token.weight <= COMMON) for token in reading.tokens)
        for reading in read(text, BODY)
        if 1 < len(reading.tokens) < LONG
    }
    return tuple((words, letters_of_acronyms(words)) for words in sorted(names))


def held(text: str, kind: str) -> set[str]:
    """The keys under which a name of ours is held: of the words that tell most, of all where none does."""
    found: set[str] = set()
    if kind == BODY:
        found.update(f"short {letters}" for words, _firsts in in_full(text) for letters in first_letters(words))
    for reading in read(text, kind):
        tokens = _telling(reading, kind)
        found |= _heard(reading, ours=True) if kind == PERSON else set()
        found.update(_keys(reading, tokens, kind))
        found.update(f"{token.script} {_bare(token)}" for token in tokens)
    return found


def sought(text: str, kind: str) -> set[str]:
    """The keys under which a name of an entry is looked for.

    By its consonants only where the other side may be of a script that leaves the vowels out.
    """
    found: set[str] = set()
    if kind == BODY:
        letters = {one for short in acronyms(text) for one in (short, as_letters(short))}  # "ts" may be t and s
        found.update(f"short {''.join(sorted(one))}" for one in letters)
    for reading in read(text, kind):
        found.update(_keys(reading, reading.tokens, kind))
        found |= _heard(reading, ours=False) if kind == PERSON else set()
        if kind == BODY and len(reading.tokens) <= SHORT:
            # What is a name of its own in a short name (Guard Service) may be a common word in a longer one.
            found.update(_sounds(token.text) for token in reading.tokens if token.text not in KINDS)
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
    if kind == PERSON:
        yield from _of_the_east(reading)
    common = sorted({token.text for token in tokens if kind == BODY and token.weight <= COMMON})
    yield from (f"both {' '.join(pair)}" for pair in combinations(common[:8], 2))
    yield from (f"means {token.means}" for token in tokens if token.means)
    for token in tokens:
        if kind == PERSON or token.weight > COMMON or len(common) == 1 == len(tokens):
            for one in token.keys:
                yield from _spellings(one)
    for left, right in pairwise(reading.tokens):
        if left.keys and right.keys:
            yield from _spellings(left.keys[0] + right.keys[0])


def _of_the_east(reading: Reading) -> Iterator[str]:
    """A name in Han has no spaces and either order: its letters, sorted, are the same in all of them."""
    if reading.script == "Hani":
        yield from (f"Hani {''.join(sorted(said))}" for said in ways_of_saying(reading.text))
    elif not reading.said and len(reading.tokens) < MANY:
        words = [token.text for token in reading.tokens]
        yield f"Hang {''.join(sorted(korean(''.join(words))))}"
        yield f"Hani {''.join(sorted(''.join(words)))}"
        for place, word in enumerate(words):
            if len(words) > 2 and is_no_syllable(word):
                yield f"Hani {''.join(sorted(''.join(words[:place] + words[place + 1 :])))}"


def _heard(reading: Reading, *, ours: bool) -> set[str]:
    """The consonants of a name that Han letters transcribe, and of one that they may: never of two of a kind."""
    if reading.script == "Hani":
        return {f"{'han' if ours else 'heard'} {bones(part)}" for part in parts_said(reading.text)}
    words = [] if reading.said else [token.text for token in reading.tokens if len(token.text) > 2]
    return {f"{'heard' if ours else 'han'} {bones(word)}" for word in words}


def _sounds(folded: str) -> str:
    bare = folded.translate(_SOUNDS)
    return bare if len(bare) > 1 else folded


def _spellings(folded: str) -> Iterator[str]:
    """A word by its consonants, and where it has many by them with one left out: a slip of the hand is found."""
    bare = _sounds(folded)
    yield bare
    if len(bare) > SHORT:
        yield from (bare[:place] + bare[place + 1 :] for place in range(len(bare)))
