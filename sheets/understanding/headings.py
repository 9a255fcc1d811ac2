"""What people call the columns of their sheets, in the languages they keep them in.

English, Russian, Belarusian, Ukrainian, Spanish, French, German, Turkish, Persian, Arabic and Chinese. A heading is
compared without case, accents and punctuation; of a bilingual one, and of one with an explanation in brackets, each
part counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sheets.understanding.heading_words import CASES
from sheets.understanding.heading_words_other import OTHERS
from sheets.vocabulary import SheetKind

#: Letters that are the same to whoever types them.
_SAME = str.maketrans("يىكةıłø", "ییکهiło", "'’ʼ`\u200c")
_APART = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_PARTS = re.compile(r"\s*[/|\n;]\s*|\s+[-–—]\s+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A heading as it is compared: "Date of Arrest*:" and "date_of_arrest" are the same."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_APART.sub(" ", plain.translate(_SAME)).split())


def _table(words: dict[str, str]) -> dict[str, str]:
    table: dict[str, str] = {}
    for key, names in words.items():
        for name in names.split("|"):
            table.setdefault(folded(name), key)
    return table


TABLES: dict[SheetKind, dict[str, str]] = {
    SheetKind.CASES: _table(CASES),
    **{kind: _table(words) for kind, words in OTHERS.items()},
}
#: Names kept in two columns or three: what the one of the family is headed, and what the others are.
_OF_THE_FAMILY = _table({
    "name": "last name|surname|family name|lastname|фамилия|прозвішча|прізвище|apellido|apellidos|nom de famille|"
    "nachname|familienname|soyad|soyadı|نام خانوادگی|اسم العائلة|姓|姓氏"
})  # fmt: skip
_OF_ONE = _table({
    "name": "first name|given name|given names|forename|firstname|name|middle name|patronymic|second name|имя|отчество|"
    "імя|імя па бацьку|імʼя|по батькові|nombre|nombres|prénom|prénoms|nom|vorname|vornamen|ad|adı|نام|الاسم|"
    "الاسم الأول|名|名字"
})  # fmt: skip
_KNOWN = frozenset(name for table in TABLES.values() for name in table)


def meant(kind: SheetKind, heading: str) -> str:
    """The key of the column that a heading names; "" where it is none that we know."""
    table = TABLES[kind]
    return next((table[name] for name in _readings(heading) if name in table), "")


def name_in_parts(headings: Sequence[str]) -> list[str]:
    """The headings under which a name is kept in parts; none where it is kept whole."""
    family = [heading for heading in headings if folded(heading) in _OF_THE_FAMILY]
    others = [heading for heading in headings if folded(heading) in _OF_ONE]
    return [heading for heading in headings if heading in family or heading in others] if family and others else []


def is_known(heading: str) -> bool:
    """Whether a text is a heading in a sheet of any kind."""
    return len(heading) <= 200 and any(name in _KNOWN for name in _readings(heading))


def _readings(heading: str) -> Iterator[str]:
    """A heading as it stands, without what is in brackets, and part by part."""
    yield folded(heading)
    without = _BRACKETS.sub(" ", heading)
    yield folded(without)
    parts = _PARTS.split(without)
    if len(parts) > 1:
        yield from map(folded, parts)
