"""How alike two names are, and why: the best pairing of their tokens, and what each pair and each rest costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sanctions.names.bodies import words_of
from sanctions.names.closeness import bone_closeness, closeness, distance
from sanctions.names.folding import skeleton, without_last_h
from sanctions.names.pinyin import korean
from sanctions.names.reading import BODY, PERSON, Reading, Token, read, surname_base

#: Says of two words (Latin letters) whether somebody knows them as spellings of one given name.
Variants = Callable[[str, str], bool]
#: A word of ours, a word of theirs, by their places, and how alike they are.
Cell = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class NameScore:
    """Two names side by side. `tokens` are pairs with their likeness; a word without a counterpart stands with "".

    `notes` are what lowered it beside letters: "patronymic" (another one), "initial", "missing", "gender".
    """

    ours: str
    theirs: str
    score: float
    tokens: tuple[tuple[str, str, float], ...] = ()
    notes: tuple[str, ...] = ()
    fathers: tuple[str, str] = ("", "")


#: What a likeness of two words costs a person's name: between these points in a straight line.
_LOSSES = (
    *((1.0, 0.0), (0.95, 0.02), (0.9, 0.06), (0.85, 0.14), (0.8, 0.26), (0.75, 0.35), (0.7, 0.42), (0.6, 0.55)),
    (0.0, 0.6),
)
PAIRED = 0.6
#: With these ends a name makes another one.
MADE_FROM = words_of("ov ev in enko ski ovski evski iC oviC eviC uk ik nik ova eva ina ka")
OTHER_FATHER, NO_FATHER = 0.35, 0.04
#: What a note stands for, for whoever explains a score.
LOST = {"patronymic": OTHER_FATHER, "gender": 0.12}
INITIAL, FATHER_INITIAL = 0.14, 0.05
EXTRA, MORE, ALONE = 0.09, 0.05, 0.42
MISSPELT = 0.06
#: Words of bodies: against another one, and without a counterpart.
OTHER_WORD, EXTRA_WORD, LONE_WORD = 0.4, 0.1, 0.15
COMMON_WORD, COUNTRY_WORD = 0.2, 0.1
COUNTRIES = words_of("russia belarus ukraine iran china moscow")


def loss(likeness: float) -> float:
    for (high, cheap), (low, dear) in pairwise(_LOSSES):
        if likeness >= low:
            return dear + (cheap - dear) * (likeness - low) / (high - low)
    return _LOSSES[-1][1]


def name_likeness(one: str, other: str, kind: str = PERSON, variants: Variants | None = None) -> NameScore:
    """The likeness of two names of persons or bodies, of the readings that are most alike. 1 is the same name."""
    compare = _bodies if kind == BODY else _persons
    best = NameScore(one, other, 0.0)
    for ours in read(one, kind):
        for theirs in read(other, kind):
            found = compare(ours, theirs, variants)
            if found.score > best.score or not best.tokens:
                best = found
    return NameScore(one, other, round(best.score, 4), best.tokens, best.notes, best.fathers)


# --- Words.
def word_likeness(one: Token, other: Token, variants: Variants | None = None) -> float:
    """How alike two words of a person's name are."""
    likeness = _word_likeness(one, other)
    if variants is None or likeness >= 0.95 or "Arab" in (one.script, other.script):
        return likeness
    if one.is_initial or other.is_initial or one.father or other.father or (one.groups and other.groups):
        return likeness
    return 0.95 if variants(one.text, other.text) else likeness


@lru_cache(maxsize=262_144)
def _word_likeness(one: Token, other: Token) -> float:
    if one.is_initial or other.is_initial:
        return 0.9 if _initials_agree(one, other) else 0.0
    other_name = one.groups and other.groups and not set(one.groups) & set(other.groups)
    if "Arab" in (one.script, other.script):
        return min(0.4, _bare(one, other)) if other_name else _bare(one, other)
    if one.father and other.father:
        return _fathers(one, other)
    if one.father or other.father:
        return min(0.55, _letters(one, other)) if one.text != other.text else 1.0
    if other_name:
        return min(0.4, _letters(one, other))
    if one.groups and other.groups:
        return 1.0 if set(one.keys) & set(other.keys) else 0.97
    return _surnames(one, other)


def _letters(one: Token, other: Token) -> float:
    return max((closeness(mine, theirs) for mine in one.keys for theirs in other.keys), default=0.0)


def _bare(one: Token, other: Token) -> float:
    if one.script == other.script:
        return 1.0 if one.text == other.text else bone_closeness(one.bones, other.bones)
    bones, spoken = (one.bones, other) if one.script == "Arab" else (other.bones, one)
    article = spoken.text[:2] in ("al", "el", "ul") and len(spoken.text) > 5
    without = bone_closeness(bones, skeleton(spoken.text[2:])) if article else 0.0
    return max(bone_closeness(bones, spoken.bones), without)


def _surnames(one: Token, other: Token) -> float:
    """Letters, with -ov and -ova, -sky and -skaya as ends of one surname."""
    likeness = _letters(one, other)
    short, long = sorted((one.keys[0], other.keys[0]), key=len)
    if long.startswith(short) and long[len(short) :] in MADE_FROM:
        return min(likeness, 0.7)  # Kolesnik and Kolesnikov, Ivan and Ivanov
    mine, theirs = surname_base(one.keys[0]), surname_base(other.keys[0])
    if mine[1] and theirs[1] and mine[1] != theirs[1]:
        return max(likeness, 0.96 * closeness(mine[0], theirs[0]))
    return likeness


def _fathers(one: Token, other: Token) -> float:
    if one.father == other.father:
        return 1.0 if one.sex == other.sex else 0.9
    if one.father.endswith("…") or other.father.endswith("…"):
        alike = closeness(one.father.rstrip("…"), other.father.rstrip("…"))
        whole = _letters(one, other)
        return 0.5 + 0.5 * max(alike, whole) if max(alike, whole) >= 0.75 else min(alike, 0.5)
    return min(0.5, _letters(one, other))


def _initials_agree(one: Token, other: Token) -> bool:
    """Whether two words can begin with one letter, in any of their spellings: Y. for Elena, H. for Grigory."""
    mine, yours = _firsts(one), _firsts(other)
    return bool(mine & yours) or (bool(mine & {"g", "h"}) and bool(yours & {"g", "h"}))


def _firsts(token: Token) -> set[str]:
    return {word[0].lower() for word in (token.text, *token.keys, *token.groups) if word}


# --- Pairing.
def pairing(ours: list[Token], theirs: list[Token], likeness: Callable[[Token, Token], float]) -> list[Cell]:
    """The pairs of words that are alike at all, best together: exact for a few words, greedy for many."""
    table = [(i, j, likeness(one, other)) for i, one in enumerate(ours) for j, other in enumerate(theirs)]
    alike = sorted((cell for cell in table if cell[2] >= PAIRED), key=lambda cell: (-cell[2], cell[0], cell[1]))
    if len(alike) > 14:
        return _greedy(alike)
    return max(_choices(alike, 0, frozenset(), frozenset()), key=lambda one: sum(cell[2] for cell in one), default=[])


def _greedy(cells: list[Cell]) -> list[Cell]:
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for row, column, alike in cells:
        if row not in rows and column not in columns:
            chosen.append((row, column, alike))
            rows.add(row)
            columns.add(column)
    return chosen


def _choices(cells: list[Cell], start: int, rows: frozenset[int], columns: frozenset[int]) -> list[list[Cell]]:
    """Every way to choose pairs that share no word."""
    found: list[list[Cell]] = [[]]
    for place in range(start, len(cells)):
        row, column, _alike = cells[place]
        if row not in rows and column not in columns:
            rest = _choices(cells, place + 1, rows | {row}, columns | {column})
            found += [[cells[place], *one] for one in rest]
    return found


def joined(ours: list[Token], theirs: list[Token]) -> list[Token]:
    """Ours, with neighbours made one where one of theirs is just that: Kara Murza, Karamurza; Hamid Reza, Hamidreza."""
    made = list(ours)
    place = 0
    while theirs and place < len(made) - 1:
        one, other = made[place], made[place + 1]
        if one.script != other.script:
            place += 1
            continue
        whole = _together(one, other)
        best, meant = max(((word_likeness(whole, token), token) for token in theirs), key=lambda pair: pair[0])
        apart = max(word_likeness(part, meant) for part in (one, other))
        if best >= 0.85 and best > apart and not (one.is_initial or other.is_initial):
            made[place : place + 2] = [whole]
        else:
            place += 1
    return made


@lru_cache(maxsize=65_536)
def _together(one: Token, other: Token) -> Token:
    keys = tuple(mine + theirs for mine in one.keys for theirs in other.keys)[:2]
    return Token(one.text + other.text, keys, without_last_h(one.bones + other.bones), one.script)


# --- Persons.
def _persons(one: Reading, other: Reading, variants: Variants | None) -> NameScore:
    if one.said or other.said:
        return _aloud(one, other)
    ours, theirs = list(one.tokens), list(other.tokens)
    if len(ours) != len(theirs) or len(ours) > 2:
        ours, theirs = joined(ours, theirs), joined(theirs, ours)
    pairs = pairing(ours, theirs, lambda mine, yours: word_likeness(mine, yours, variants))
    lost, notes = 0.0, []
    for i, j, alike in pairs:
        mine, yours = ours[i], theirs[j]
        if mine.is_initial or yours.is_initial:
            lost += FATHER_INITIAL if (mine.father or yours.father or (i and j)) else INITIAL
            notes.append("initial")
        else:
            lost += loss(alike)
    rest = [token for i, token in enumerate(ours) if i not in {pair[0] for pair in pairs}]
    more = [token for j, token in enumerate(theirs) if j not in {pair[1] for pair in pairs}]
    cost, said, left = _rest(rest, more, len(pairs), len(ours), len(theirs))
    lost += cost
    notes += said
    if one.sex and other.sex and one.sex != other.sex and "patronymic" not in notes:
        lost += LOST["gender"]
        notes.append("gender")
    shown = [(ours[i].text, theirs[j].text, round(alike, 2)) for i, j, alike in sorted(pairs)]
    fathers = left[0][:2] if "patronymic" in notes else ("", "")
    return NameScore("", "", max(0.0, 1 - lost), (*shown, *left), tuple(dict.fromkeys(notes)), fathers)


def _rest(
    rest: list[Token], more: list[Token], paired: int, ours: int, theirs: int
) -> tuple[float, list[str], list[tuple[str, str, float]]]:
    """What words without a counterpart cost: against each other they contradict, on one side they are missing."""
    cost, notes, shown = 0.0, [], []
    mine = [token for token in rest if token.father]
    yours = [token for token in more if token.father]
    if mine and yours:
        cost += OTHER_FATHER
        notes.append("patronymic")
        shown.append((mine[0].text, yours[0].text, round(min(0.5, _letters(mine[0], yours[0])), 2)))
        rest = [token for token in rest if token is not mine[0]]
        more = [token for token in more if token is not yours[0]]
    if len(rest) == len(more) == 1 and bool(mine) != bool(yours) and _letters(rest[0], more[0]) >= 0.68:
        # One of them is a patronymic, the other one misspelt: Alexandrova for Alexandrovna.
        return MISSPELT, notes, [(rest[0].text, more[0].text, round(_letters(rest[0], more[0]), 2))]
    against = min(len(rest), len(more))
    for one, other in zip(rest, more, strict=False):
        cost += loss(0.0)
        shown.append((one.text, other.text, 0.0))
    extra = EXTRA
    for token, is_ours in [*((t, True) for t in rest[against:]), *((t, False) for t in more[against:])]:
        shown.append((token.text, "", 0.0) if is_ours else ("", token.text, 0.0))
        cost += NO_FATHER if token.father else extra
        extra = extra if token.father else MORE
        notes.append("missing")
    if paired < 2 and max(ours, theirs) > 1 and len(shown) > 0:
        cost += ALONE
    return cost, notes, shown


def _aloud(one: Reading, other: Reading) -> NameScore:
    """Names in Han or Hangul: said without spaces, against the other name's words in any turn."""
    best, shown = 0.0, ("", "")
    tongue = "Hang" if "Hang" in (one.script, other.script) else "Hani"
    for mine in one.said or _turns(one.tokens, tongue):
        for theirs in other.said or _turns(other.tokens, tongue):
            alike = _said_alike(mine, theirs)
            if alike > best:
                best, shown = alike, (mine, theirs)
    if not shown[0]:
        return NameScore("", "", 0.0, (("", "", 0.0),))
    return NameScore("", "", best, ((*shown, round(best, 2)),))


def _turns(tokens: tuple[Token, ...], tongue: str) -> list[str]:
    words = [token.text for token in tokens]
    turns = ["".join(words[place:] + words[:place]) for place in range(len(words))] if len(words) < 6 else []
    return [korean(turn) for turn in turns] if tongue == "Hang" else turns


def _said_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    # Every letter of a syllable counts: Li and Liu are two people.
    return max(0.0, 1 - 2.4 * distance(one, other, {}, {}, vowel=1.0) / longest)


# --- Bodies.
def _bodies(one: Reading, other: Reading, variants: Variants | None) -> NameScore:
    """Words of their own count, common ones little; words of their own on both sides that differ say two bodies."""
    ours, theirs = joined(list(one.tokens), list(other.tokens)), joined(list(other.tokens), list(one.tokens))
    pairs = pairing(ours, theirs, _body_words)
    rest = [token for i, token in enumerate(ours) if i not in {pair[0] for pair in pairs}]
    more = [token for j, token in enumerate(theirs) if j not in {pair[1] for pair in pairs}]
    shown = [(ours[i].text, theirs[j].text, round(alike, 2)) for i, j, alike in sorted(pairs)]
    shown += [(token.text, "", 0.0) for token in rest] + [("", token.text, 0.0) for token in more]
    named = [loss(alike) for i, j, alike in pairs if min(ours[i].weight, theirs[j].weight) == 1]
    common = sum(1 for i, j, _alike in pairs if min(ours[i].weight, theirs[j].weight) < 1)
    own = [sum(token.weight == 1 for token in tokens) for tokens in (rest, more)]
    kinds = [sum(token.weight < 1 for token in tokens) for tokens in (rest, more)]
    lost = sum(named)
    if not named:
        # Nothing but common words: they must be all of them.
        lost += sum(COUNTRY_WORD if token.text in COUNTRIES else COMMON_WORD for token in (*rest, *more))
        lost += COMMON_WORD * min(len(rest), len(more)) + (0.0 if common > 1 or not (rest or more) else 0.5)
    else:
        lone = len(named) == 1 and not common  # IRGC says little of IRGC Navy
        lost += OTHER_WORD * min(own) + (LONE_WORD if lone else EXTRA_WORD) * min(abs(own[0] - own[1]), 3)
        lost += 0.04 * min(max(kinds), 4) + (COMMON_WORD if min(kinds) else 0.0)
    return NameScore("", "", min(1.0, max(0.0, 1 - lost)), tuple(shown))


def _body_words(one: Token, other: Token) -> float:
    if one.weight < 1 and other.weight < 1:
        return 1.0 if one.text == other.text else 0.0
    if len(one.text) < 3 or len(other.text) < 3 or one.text.isdigit() or other.text.isdigit():
        return 1.0 if one.text == other.text or set(one.keys) & set(other.keys) else 0.0
    if "Arab" in (one.script, other.script):
        return bone_closeness(one.bones, other.bones)
    alike = _letters(one, other)
    # A word of its own is a known word only where it is a spelling of it.
    return alike if one.weight == other.weight or alike >= 0.85 else 0.0
