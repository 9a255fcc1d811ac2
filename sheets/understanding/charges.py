"""A cell of charges: articles of a state's law, or words.

A charge is {"text": as worded, "category": code, "statute": the article as the reference table has it}; the last two
are "" where nobody knows. An export writes `article: text [category]`, which reads back the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from cases.models import Charge
from cases.vocabulary import ChargeCategory
from core.search_keys import search_key
from sheets.shapes import LONGEST_SHOWN, CellError
from sheets.understanding.articles import Cited, Law, cited_in
from sheets.understanding.charge_words import category_by_words, usual_category
from sheets.understanding.lists import parts_of
from sheets.understanding.words import Said, nobody_said

Charged = dict[str, str]

LONGEST_TEXT = 200
_CATEGORY = re.compile(r"^(?P<text>.*?) ?\[(?P<category>\w+)\]$", re.DOTALL)
_PARTED = re.compile(r"\s*[;；|\n]+\s*")
_COMMA = re.compile(r"\s*[,、]\s*")


def charges_of(text: str, state: str, law: Law, said: Said = nobody_said) -> list[Charged]:
    """Each charge of a cell, once; raises CellError for one that is longer than a charge may be."""
    found = list(_once_per_article(charge for part in parts_of(text) for charge in _charges(part, state, law, said)))
    for charge in found:
        if len(charge["text"]) > LONGEST_TEXT:
            raise CellError(
                _("A charge may have %(most)s characters: “%(text)s…” has more. Put semicolons between charges.")
                % {"most": LONGEST_TEXT, "text": charge["text"][:60]}
            )
    return _in_order(found)


def _once_per_article(charges: Iterable[Charged]) -> Iterable[Charged]:
    """One charge for one article of the law: two parts of it are said in its words."""
    by_article: dict[str, Charged] = {}
    for charge in charges:
        known = by_article.setdefault(charge["statute"], charge) if charge["statute"] else charge
        if known is not charge:
            known["text"] = ", ".join(dict.fromkeys(filter(None, (known["text"], charge["text"]))))
        else:
            yield charge


def _charges(part: str, state: str, law: Law, said: Said) -> list[Charged]:
    if (exact := _CATEGORY.match(part)) and exact["category"] in ChargeCategory.values:
        return [_as_exported(exact["text"], exact["category"], law)]
    if known := said(part[:LONGEST_SHOWN]):
        return [_charge(part, known)]
    if cited := cited_in(part):
        return [_of_article(one, state, law, said) for one in cited]
    pieces = _COMMA.split(part)
    each = [_charge(piece, said(piece[:LONGEST_SHOWN]) or category_by_words(piece)) for piece in pieces]
    if len(each) > 1 and all(charge["category"] for charge in each):
        return each
    return [_charge(part, category_by_words(part))]


def _as_exported(text: str, category: str, law: Law) -> Charged:
    for row in law.articles:
        if text == row.article or text.startswith(f"{row.article}: "):
            return _charge(text.removeprefix(row.article).removeprefix(": "), category, row.article)
    return _charge(text, category)


def _of_article(cited: Cited, state: str, law: Law, said: Said) -> Charged:
    statute, category = law.find(cited)
    category = said(cited.words[:LONGEST_SHOWN]) or category or category_by_words(cited.words)
    if not category and not cited.is_administrative:
        category = usual_category(state, cited.number)
    text = "" if statute and search_key(statute) == search_key(cited.words) else cited.words
    return _charge(text, category, statute)


def _charge(text: str, category: str, statute: str = "") -> Charged:
    return {"text": text, "category": category, "statute": statute}


def _in_order(charges: Iterable[Charged]) -> list[Charged]:
    """Each once, in an order of its own: that of a sheet and that of the record say nothing."""
    once = {(charge["statute"], charge["text"], charge["category"]): charge for charge in charges}
    return [once[key] for key in sorted(once)]


def shown(charges: Sequence[Charged]) -> str:
    """Several charges as an export writes them."""
    return "; ".join(map(_shown, charges))


def _shown(charge: Charged) -> str:
    words = ": ".join(filter(None, (charge["statute"], charge["text"])))
    return f"{words} [{charge['category']}]".strip() if charge["category"] else words


def recorded(charges: Iterable[Charge]) -> list[Charged]:
    """The charges of a case as a sheet can say them: a semicolon or a line break would part one into two."""
    return _in_order(
        _charge(_in_one(one.text), one.category, one.statute.article if one.statute else "") for one in charges
    )


def _in_one(text: str) -> str:
    return " ".join(_PARTED.sub(", ", text).split()).strip(" ,")


def choices() -> list[tuple[str, str]]:
    """The categories, for menus."""
    return [(code, str(label)) for code, label in ChargeCategory.choices]


def doubts(charges: Sequence[Charged]) -> list[tuple[str, str]]:
    """The charges whose category nobody knows: their words, and what to do about it."""
    message = _("We cannot tell what kind of charge this is: say which category it belongs to.")
    return [(charge["text"], message) for charge in charges if not charge["category"]]
