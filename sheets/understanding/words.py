"""Words of a vocabulary: by code, by label, or as people say it in several languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import Category
from core.search_keys import search_key
from sheets.shapes import LONGEST_SHOWN, CellError
from sheets.understanding.lists import parts_of
from sheets.understanding.plain import is_nothing
from sheets.understanding.synonyms import SYNONYMS

Said = Callable[[str], str]
Pairs = Iterable[tuple[str, Any]]

_COMMA = re.compile(r"\s*[,/、،]\s*")
#: Beyond that a text is no word that somebody mistyped.
LONGEST_WORD = 40
YES = frozenset("yes y true 1 x да так sí si oui ja evet نعم بله 是".split())  # noqa: SIM905
NO = frozenset("no n false 0 нет не ні non nein hayır لا خیر 否".split())  # noqa: SIM905


class UnknownWord(CellError):
    """A word that no vocabulary has: somebody can say for the whole sheet what it means. `text` is that word."""

    def __init__(self, text: str, message: str) -> None:
        super().__init__(message)
        self.text = text


def nobody_said(word: str) -> str:
    return ""


def code_of(text: str, key: str, pairs: Pairs, said: Said = nobody_said) -> str:
    """The code that `text` stands for in column `key`; "" where it says nothing. Raises UnknownWord.

    What somebody `said` a word means comes first, where it is a code of the vocabulary; a word of the vocabulary before
    "unknown" is taken for nothing.
    """
    word = " ".join(text.split())
    pairs = tuple((code, str(label)) for code, label in pairs)
    table = _table(key, pairs)
    found = _said_code(word, pairs, said) or table.get(search_key(word), "")
    if found or is_nothing(word):
        return found
    raise UnknownWord(
        word,
        _("“%(word)s” is no word that we know here. %(nearest)s Say what it means, or correct it.")
        % {"word": word[:LONGEST_SHOWN], "nearest": nearest(word, table, dict(pairs))},
    )


def codes_of(text: str, key: str, pairs: Pairs, said: Said = nobody_said) -> list[str]:
    """The codes of several words in one cell; parted by a comma where the whole is no word."""
    pairs = tuple((code, str(label)) for code, label in pairs)
    table = _table(key, pairs)
    found: set[str] = set()
    for part in parts_of(text):
        whole = _said_code(part, pairs, said) or table.get(search_key(part))
        words = [part] if whole else _COMMA.split(part)
        found.update(code_of(word, key, pairs, said) for word in words)
    return sorted(found - {""})


def _said_code(word: str, pairs: Pairs, said: Said) -> str:
    code = said(word[:LONGEST_SHOWN])
    return code if any(code == one for one, _label in pairs) else ""


@lru_cache(maxsize=64)
def _table(key: str, pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Codes by folded words: synonyms, then labels in each language of the house, then the codes themselves."""
    codes = {code for code, _label in pairs}
    table = {search_key(phrase): code for code, said in SYNONYMS.get(key, {}).items() for phrase in said}
    table = {phrase: code for phrase, code in table.items() if code in codes}
    table |= {search_key(label): code for code, label in pairs}
    return table | {search_key(code): code for code in codes}


def in_each_language(choices: Pairs) -> list[tuple[str, str]]:
    """Codes with their labels in every language of the house, so that what one wrote another reads."""
    labels = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            labels += [(code, str(label)) for code, label in choices]
    return list(dict.fromkeys(labels))


def nearest(word: str, table: Mapping[str, str], labels: Mapping[str, Any]) -> str:
    """A sentence that names the words nearest to one that is unknown; of a short vocabulary, all."""
    near = _near(search_key(word)[:LONGEST_WORD], tuple(table)) if len(word) <= LONGEST_WORD else ()
    codes = list(dict.fromkeys(table[one] for one in near)) or (list(labels) if len(labels) <= 8 else [])
    if not codes:
        return ""
    said = ", ".join(f"{labels.get(code, code)} ({code})" for code in codes)
    return _("Nearest: %(words)s.") % {"words": said} if near else _("It can be: %(words)s.") % {"words": said}


@lru_cache(maxsize=2048)
def _near(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    # A mistyped word mostly begins as it should: comparing all would take its time for a thousand rows.
    alike = [one for one in words if one[:1] == word[:1]]
    return tuple(get_close_matches(word, alike, 3, 0.6))


def yes_or_no(text: str) -> bool | None:
    """What a cell that can be ticked says; None where nothing, or something else."""
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


def categories() -> list[tuple[str, str]]:
    """Of prisoners, for menus."""
    return list(Category.objects.values_list("code", "label"))
