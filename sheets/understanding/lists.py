"""Cells that hold several things: names, sources, words."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.services.sourcing import LONGEST_ADDRESS, check, said_by
from sheets.shapes import CellError
from sheets.understanding.plain import is_nothing, name_of

_BETWEEN = re.compile(r"\s*[;\n|；]\s*")
_ALSO = re.compile(r"\s+(?:/|a\.?k\.?a\.?|он же|она же|alias)\s+|\s*[、،]\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_SOURCES = re.compile(r"\s*(?:[\n|]|;\s)\s*|\s+(?=https?://)|(?<=\S)[,;]\s*(?=https?://)")


def parts_of(text: str) -> list[str]:
    """What stands between semicolons, line breaks and upright strokes."""
    return [part for part in _BETWEEN.split(text.strip()) if part and not is_nothing(part)]


def joined(values: list[str]) -> str:
    """Several in one cell, so that reading gives the same: a lone "Petrov, Ivan" is not two, and Null is a name."""
    text = "; ".join(values)
    return f"{text};" if len(values) == 1 and ("," in text or is_nothing(text)) else text


def names_of(text: str, longest: int = 160) -> list[str]:
    """Names in one cell. A comma parts whole names only: "Navalny, Alexei" is one."""
    if is_nothing(text):
        return []
    parts = [name for part in _BETWEEN.split(text.strip()) for name in _ALSO.split(part)]
    if len(parts) == 1 and ";" not in text:
        pieces = _COMMA.split(parts[0])
        if all(len(piece.split()) > 1 for piece in pieces):
            parts = pieces
    return sorted({name_of(part, longest) for part in parts if any(letter.isalpha() for letter in part)})


def sources_of(text: str) -> list[str]:
    """Addresses, and the words of who told it; raises CellError for what no citation can be made of."""
    sources = [one.strip() for one in _SOURCES.split(text.strip()) if one and not is_nothing(one)]
    for source in sources:
        if len(source) > LONGEST_ADDRESS:
            raise CellError(_("A source may have %(most)s characters.") % {"most": LONGEST_ADDRESS})
        try:
            check(said_by(source))
        except ValidationError as error:
            raise CellError(" ".join(error.messages)) from None
    return list(dict.fromkeys(sources))
