"""States and countries in a cell: by name in several languages, by code, by who comes from there."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django_countries import countries as known

from cases.models import DetainingState
from core.search_keys import search_key
from sheets.shapes import LONGEST_SHOWN, CellError
from sheets.understanding.country_names import by_name
from sheets.understanding.house import House
from sheets.understanding.lists import joined, parts_of
from sheets.understanding.plain import is_nothing
from sheets.understanding.words import Said, UnknownWord, nearest, nobody_said

_APART = re.compile(r"\s*(?:[,/&+、،]|\band\b|\bи\b|\bі\b|\by\b|\bet\b|\bund\b|\bve\b)\s*", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:citizen|national|resident|dual|nationality|citizenship|гражданин|гражданка|граждане)\b(?: of)?"
)
#: "NA" says that nothing is known, in nearly every sheet; so Namibia is written with three letters.
_SHOWN = {"NA": "NAM"}


def codes_of(text: str, said: Said = nobody_said) -> list[str]:
    """The ISO codes of the countries that a cell names: "RU; GB", "Iran / UK", "Russian and British"."""
    return sorted({code for part in parts_of(text) for code in _codes(part, said) if code})


def _codes(part: str, said: Said) -> list[str]:
    whole = said(part[:LONGEST_SHOWN]) or code_of(part)
    if whole:
        return [whole]
    pieces = [piece for piece in _APART.split(part) if piece and not is_nothing(piece)]
    if len(pieces) < 2 and all(map(code_of, part.split("-"))):
        pieces = part.split("-")  # Iranian-British
    return [said(piece[:LONGEST_SHOWN]) or code_of(piece) or _unknown(piece) for piece in pieces]


def code_of(text: str) -> str:
    """The ISO code of one country; "" for a word that names none."""
    names = by_name()
    key = search_key(text.replace("&", " and "))
    return names.get(key) or names.get(search_key(_BESIDE.sub(" ", text.casefold())), "")


def _unknown(word: str) -> str:
    raise UnknownWord(
        word,
        _("“%(word)s” is no country we know. Write its name in English or its code of two letters. %(nearest)s")
        % {"word": word[:LONGEST_SHOWN], "nearest": nearest(word, by_name(), dict(choices()))},
    )


def state_of(text: str, house: House, said: Said = nobody_said) -> str:
    """The code of a detaining state, or of a de-facto authority by our own name or code; raises CellError."""
    word = " ".join(text.split())
    if is_nothing(word):
        return ""
    found = said(word[:LONGEST_SHOWN]) or house.state_words.get(search_key(word)) or code_of(word)
    if not found:
        here = {name: code for name, code in (by_name() | house.state_words).items() if code in house.states}
        raise UnknownWord(
            word,
            _("“%(word)s” is no state we know. Write its name in English or its code. %(nearest)s")
            % {"word": word[:LONGEST_SHOWN], "nearest": nearest(word, here, house.states)},
        )
    if found not in house.states:
        raise CellError(
            _("The reference tables have no state “%(word)s”: an admin adds %(code)s there, under “Detaining states”.")
            % {"word": word[:LONGEST_SHOWN], "code": found}
        )
    return found


def shown(code: str) -> str:
    return _SHOWN.get(code, code)


def shown_several(codes: list[str]) -> str:
    return joined([shown(code) for code in codes])


def choices() -> list[tuple[str, str]]:
    """Every country, for menus."""
    return [(one.code, str(one.name)) for one in known]


def state_choices() -> list[tuple[str, str]]:
    return list(DetainingState.objects.values_list("code", "name"))
