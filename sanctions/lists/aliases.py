"""Other names out of free text: "Viktor Ermolayev; Vitaliy YERMOLAEV, Russian: Виктор Ермолаев or Фролов".

Governments write them without a grammar. What is certain to stand apart is taken apart; the rest stays together, for a
name too long does less harm than one torn in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain

from core.search_keys import search_key
from sanctions.lists.words import script_of

LANGUAGES = (
    *(
        "Arabic",
        "Armenian",
        "Belarusian",
        "Belarussian",
        "Burmese",
        "Chinese",
        "English",
        "Farsi",
        "French",
        "Georgian",
    ),
    *("Hebrew", "Kazakh", "Korean", "Persian", "Romanian", "Russian", "Serbian", "Turkish", "Ukrainian"),
)
#: What follows a comma and still belongs to the name before it, and what begins a new one after "and".
FORMS = (
    *("ag", "ano", "ao", "cjsc", "co", "co ltd", "corp", "fgup", "fsue", "gmbh", "inc", "jsc", "limited", "llc", "llp"),
    *("ltd", "nko", "oao", "ojsc", "ooo", "pao", "pjsc", "plc", "sa", "sao", "sc", "srl", "tov"),
    *("mk", "zao"),
)
_LABEL = re.compile(rf"(?:^|[\s,;(])(?:{'|'.join(LANGUAGES)})\s*:\s*")
_KNOWN_AS = re.compile(
    r"[\s(,]*\b(?:also known as|also|formerly known as|[af]\.?k\.?a\.?)(?=[\s:]|$)[\s:]*", re.IGNORECASE
)
_SLASH = re.compile(r"(?:\s+/\s+|(?<=\w\w|\w[\s\"»”)])/\s*(?=[\"«“(]*\w\w\w))(?![^()]*\))")
_OR = re.compile(r",?\s+(?:or|and)\s+")
_FORM_NEXT = re.compile(rf"\s+and\s+(?=(?:{'|'.join(FORMS)}|public joint|joint stock)\b)", re.IGNORECASE)
#: Scripts in which no Latin word stands within a name.
_RUNS = re.compile(
    r"[֐-׿؀-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-﻾⺀-鿿豈-﫿가-힯]"
    r"[֐-׿؀-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-﻾⺀-鿿豈-﫿가-힯\s‌.,()（）'\"-]*"
)
_ALIKE = 0.6


def names_in(text: str, *, given: str = "", family: str = "") -> tuple[str, ...]:
    """The other names in `text`; of a person where `family` is given, else of a body.

    A person's name that lacks a part ("Aleksei", "BIDEVKA") is completed from the main name.
    """
    folded = " ".join(text.split())
    parts = chain.from_iterable(map(parts_of, _KNOWN_AS.split(folded)))
    found = chain.from_iterable(_persons(part, given, family) if family else _bodies(part) for part in parts)
    return tuple(dict.fromkeys(name for name in map(_trimmed, found) if name))


def names_of_body(text: str) -> tuple[str, ...]:
    """The name of a body, and what the list says beside it: "Plant (also known as Works and JSC Works)", "Army/Armée".

    Commas belong to the name itself.
    """
    first, *others = _KNOWN_AS.split(" ".join(text.split()))
    found = (*_SLASH.split(first), *chain.from_iterable(map(names_in, others)))
    return tuple(dict.fromkeys(name for name in map(_trimmed, found) if name))


def parts_of(text: str) -> Iterator[str]:
    """Apart at semicolons, language labels, slashes, and where the script changes for good."""
    for piece in chain.from_iterable(_LABEL.split(one) for one in text.split(";")):
        for part in _SLASH.split(piece):
            yield from _RUNS.findall(part)
            yield _RUNS.sub(" ", part)


# --- Bodies
def _bodies(text: str) -> Iterator[str]:
    for piece in re.split(r"\s+or\s+", text):
        for part in _FORM_NEXT.split(piece):
            yield from _commas_of_body(part)


def _commas_of_body(text: str) -> Iterator[str]:
    """A comma parts names where a capital follows that is no legal form: not "Ministry of Culture, science …"."""
    kept = ""
    for part in re.split(r",\s*(?![^()]*\))", text):
        first = next((letter for letter in part if letter.isalpha()), "a")
        if kept and (first.islower() or search_key(part) in FORMS or search_key(kept) in FORMS):
            kept = f"{kept}, {part}"
            continue
        yield kept
        kept = part
    yield kept


# --- Persons
def _persons(text: str, given: str, family: str) -> Iterator[str]:
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) == 2 and len(pieces[0].split()) == 1 and _alike(pieces[0], family) and not _alike(pieces[1], family):
        pieces = [f"{pieces[1]} {pieces[0]}"]  # "Баранов, Олег Анатольевич"
    for piece in pieces:
        for name in _alternatives(_OR.split(piece)):
            yield _completed(name, given, family)


def _alternatives(parts: list[str]) -> Iterator[str]:
    """ "Alexei ALEXANDROV or FROLOV" and "Alexandr Evgenyevich or Evgenievich KONKOV" are two names each."""
    first, *others = parts
    before, others = first.split(), [part for part in others if part]
    if len(others) == 1 and len(before) > 1 and len(others[0].split()) > 1 and _alike(before[-1], others[0].split()[0]):
        after = others[0].split()
        yield " ".join([*before, *after[1:]])
        yield " ".join([*before[:-1], *after])
        return
    yield first
    for other in others:
        yield " ".join([*before[:-1], other]) if len(other.split()) == 1 and len(before) > 1 else other


def _completed(name: str, given: str, family: str) -> str:
    """A name of which only a part is said, with the other part of the main name."""
    words, firsts = name.split(), given.split()
    if script_of(name) or not words or any(_alike(word, family) for word in words):
        return f"{given} {name}" if len(words) == 1 and _alike(name, family) and not script_of(name) else name
    partial = len(words) <= len(firsts) and all(any(_alike(word, first) for first in firsts) for word in words)
    return f"{name} {family}" if partial else name


def _alike(one: str, other: str) -> bool:
    first, second = search_key(one), search_key(other)
    return bool(first and second) and SequenceMatcher(None, first, second).ratio() >= _ALIKE


def _trimmed(name: str) -> str:
    """Without what separators left behind; a bracket that is not closed, or not opened, goes."""
    name = name.strip(" ,;:/‌")
    if name.count("(") != name.count(")"):
        name = name.strip("() ")
        name = name if name.count("(") == name.count(")") else name.replace("(", " ").replace(")", " ")
    name = " ".join(name.split())
    return name if sum(letter.isalpha() for letter in name) > 1 else ""
