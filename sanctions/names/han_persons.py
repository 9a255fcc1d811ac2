"""Persons' names in Han letters beside Latin ones that are not plain pinyin.

Three ways that lists and newspapers write them: in Cantonese or Wade-Giles (CHAN Tai-man, HSIEH Chih-wei), with an
English given name before them (Joshua WONG Chi-fung), and, for Uyghurs, Kazakhs, Tibetans and Mongols, as they call
themselves, of which the Han letters are a transcription (Ilham Tohti, 伊力哈木·土赫提).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from sanctions.names.cantonese import CANTONESE, wade_giles
from sanctions.names.closeness import distance
from sanctions.names.pinyin import said_of

#: A name that all letters spell; one with an English given name beside it, for names of three letters and of two; and
#: one that is heard through its transcription.
SPELLED, WITH_ENGLISH, SHORT_WITH_ENGLISH, HEARD = 0.92, 0.86, 0.78, 0.8
#: What parts a foreign name in Han letters.
_DOT = re.compile("[·•・‧∙.．]")
#: How many ways of saying a name are held in an index.
_MOST = 48
_SYLLABLE = re.compile("(?:zh|ch|sh|ts|hs|ng|kw|gw|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|[nmkptrh])?")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        ("zh|ch|j|q(?=i)|z|c", "c"),
        ("sh|x", "s"),
        ("gh|kh|h", ""),
        ("ng", "n"),
        ("er(?![a-z])|r", "l"),
        ("[yw]", ""),
        ("[bfv]", "p"),
        ("d", "t"),
        ("[gq]", "k"),
    )
)


_VOWELS = re.compile("[aeiou]")


@lru_cache(maxsize=16_384)
def spelled(han: str, words: tuple[str, ...], english: tuple[bool, ...]) -> float:
    """How well Latin words (with whether each may be a given name from elsewhere) are a name in Han, in any turn."""
    if _DOT.search(han):
        return heard(han, words)
    letters = [letter for letter in han if letter.isalnum()]
    if not 1 < len(letters) < 6 or not 1 < len(words) < 7:
        return 0.0
    if _is_spelled(letters, words):
        return SPELLED
    rests = [words[:place] + words[place + 1 :] for place, may_go in enumerate(english) if may_go]
    if any(len(rest) > 1 and _is_spelled(letters, rest, also_pinyin=True) for rest in rests):
        return WITH_ENGLISH if len(letters) > 2 else SHORT_WITH_ENGLISH
    return 0.0


def _is_spelled(letters: list[str], words: tuple[str, ...], *, also_pinyin: bool = False) -> bool:
    turns = {"".join(words[place:] + words[:place]) for place in range(len(words))}
    return any(
        turn in set(map("".join, product(*system)))
        for system in _systems(letters, also_pinyin=also_pinyin)
        for turn in turns
    )


def _systems(letters: list[str], *, also_pinyin: bool) -> list[list[tuple[str, ...]]]:
    """The letters as each way of writing has them: no name is written in two of them."""
    pinyin = [said_of(letter) for letter in letters]
    wade = [tuple(dict.fromkeys(map(wade_giles, ways))) for ways in pinyin]
    cantonese = [CANTONESE.get(letter, ()) for letter in letters]
    return [ways for ways in (wade, cantonese, *([pinyin] if also_pinyin else [])) if all(ways)]


def ways_of_saying(han: str) -> list[str]:
    """Every spelling of a name in Han that is not pinyin, without spaces, for an index."""
    letters = [letter for letter in han if letter.isalnum()]
    if not 1 < len(letters) < 6:
        return []
    found = ("".join(way) for system in _systems(letters, also_pinyin=False) for way in product(*system))
    return [way for _place, way in zip(range(_MOST), found, strict=False)]


@lru_cache(maxsize=16_384)
def is_no_syllable(word: str) -> bool:
    """Whether a word is more than a Chinese syllable in Latin letters: an English given name."""
    return len(word) > 2 and not _SYLLABLE.fullmatch(word)


# --- Names that are not Chinese.
def heard(han: str, words: tuple[str, ...]) -> float:
    """A transcription beside what it stands for, part by part, by the consonants of both."""
    parts, left = parts_said(han), list(words)
    if len(parts) < 2 or len(left) < len(parts) or sum(len(bones(part)) for part in parts) < 4:
        return 0.0
    for part in parts:
        best = min(left, key=lambda word: _apart(bones(part), bones(word)))
        if _apart(bones(part), bones(best)) > 0.25 or not _sound_alike(part, best):
            return 0.0
        left.remove(best)
    return HEARD


def _sound_alike(part: str, word: str) -> bool:
    """Whether the vowels agree too; more so where there are few consonants to tell by."""
    mine, yours = (_folded(one) for one in (part, word))
    spent = distance(mine, yours, {}, dict.fromkeys("aeiou", 0.5), vowel=0.5)
    return 1 - spent / max(len(mine), len(yours)) >= (0.75 if len(bones(part)) < 3 else 0.55)


def parts_said(han: str) -> list[str]:
    """The parts between dots, in pinyin; none where there is no dot."""
    parts = [part for part in _DOT.split(han) if part.strip()]
    return (
        ["".join(said_of(letter)[0] for letter in part if letter.isalnum()) for part in parts] if len(parts) > 1 else []
    )


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    """A word with the sounds that both a transcription and its original can have."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def bones(word: str) -> str:
    return _VOWELS.sub("", _folded(word))


def _apart(one: str, other: str) -> float:
    return distance(one, other, {}, {}, vowel=1.0) / max(len(one), len(other), 1)
