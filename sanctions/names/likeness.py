"""How alike two names are, and why: the best pairing of their tokens, and what each pair and each rest costs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sanctions.names.bodies import words_of
from sanctions.names.body_likeness import bodies_likeness
from sanctions.names.closeness import bone_closeness, closeness, distance
from sanctions.names.folding import skeleton, without_last_h
from sanctions.names.han_persons import SPELLED, is_no_syllable, spelled
from sanctions.names.pairing import NameScore, loss, pairing
from sanctions.names.pinyin import korean
from sanctions.names.reading import BODY, PERSON, Reading, Token, read, surname_base

#: Says of two words (Latin letters) whether somebody knows them as spellings of one given name.
Variants = Callable[[str, str], bool]


#: With these ends a name makes another one.
MADE_FROM = words_of("ov ev in enko ski ovski evski iC oviC eviC uk ik nik ova eva ina ka")
OTHER_FATHER, NO_FATHER = 0.35, 0.04
#: What a note stands for, for whoever explains a score.
LOST = {"patronymic": OTHER_FATHER, "gender": 0.12}
INITIAL, FATHER_INITIAL = 0.14, 0.05
EXTRA, MORE, ALONE = 0.09, 0.05, 0.42
MISSPELT = 0.06


def name_likeness(one: str, other: str, kind: str = PERSON, variants: Variants | None = None) -> NameScore:
    """The likeness of two names of persons or bodies, of the readings that are most alike. 1 is the same name."""
    best = NameScore(one, other, 0.0)
    for ours in read(one, kind):
        for theirs in read(other, kind):
            found = bodies_likeness(ours, theirs, joined) if kind == BODY else _persons(ours, theirs, variants)
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
    other_way = _in_another_spelling(one, other) if tongue == "Hani" and best < SPELLED else 0.0
    if other_way > best:
        best, shown = other_way, (one.text, other.text)
    if not shown[0]:
        return NameScore("", "", 0.0, (("", "", 0.0),))
    return NameScore("", "", best, ((*shown, round(best, 2)),))


def _in_another_spelling(one: Reading, other: Reading) -> float:
    """A name in Han beside one in Latin letters that is not its pinyin."""
    han, latin = (one, other) if one.said else (other, one)
    if latin.said or not latin.tokens:
        return 0.0
    words = tuple(token.text for token in latin.tokens)
    return spelled(han.text, words, tuple(bool(token.groups) or is_no_syllable(token.text) for token in latin.tokens))


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
