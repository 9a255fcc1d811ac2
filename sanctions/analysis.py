"""A second opinion on given names: `rigour`, where it is installed (`make setup-names`).

Its first analysis takes 6 to 25 seconds and some 440 MB, so only a screening process ever asks it: a process that ends
(`manage.py screen`) or a worker of its own queue. Nothing here loads it on import.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sanctions.names.likeness import Variants


def is_installed() -> bool:
    return find_spec("rigour") is not None and find_spec("icu") is not None


def variants() -> Variants | None:
    """Says of two words whether `rigour` knows them as one given name; None where it is not installed.

    It is loaded with the first question.
    """
    return known_as_one if is_installed() else None


def known_as_one(one: str, other: str) -> bool:
    return bool(_names_of(one) & _names_of(other))


@lru_cache(maxsize=65_536)
def _names_of(word: str) -> frozenset[str]:
    """The given names and surnames that a word is a spelling of, as identifiers of Wikidata."""
    names = _library()
    found = names.analyze_names(names.NameTypeTag.PER, [word])
    wanted = names.SymbolCategory.NAME
    return frozenset(str(symbol) for name in found for symbol in name.symbols if symbol.category == wanted)


@lru_cache(maxsize=1)
def _library() -> Any:
    return import_module("rigour.names")
