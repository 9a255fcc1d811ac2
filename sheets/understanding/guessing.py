"""What the columns of a sheet probably mean, by their headings and by what stands in them. Somebody confirms it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as MappingType
from functools import lru_cache

from django_countries import countries

from sheets.ready import Ready, best, is_several, labels, silent_defaults
from sheets.shapes import LEFT_OUT, Look, Mapping
from sheets.understanding.headings import folded, meant, name_in_parts
from sheets.vocabulary import SheetKind

#: Headings that say only that there is a date, and the column that it is then, in each kind of sheet.
_ONLY_DATE = frozenset(
    map(folded, ["date", "day", "when", "дата", "день", "fecha", "datum", "tarih", "تاریخ", "التاريخ", "日期"])
)
_DATE_OF = {
    SheetKind.CASES: "arrested",
    SheetKind.UPDATES: "occurred",
    SheetKind.ACTIONS: "sent",
    SheetKind.DATES: "due",
}
#: Headings of the number by which an organisation knows its own cases …
_NUMBER = """
    id | case id | person id | prisoner id | record id | our id | our number | case no | case number | file number |
    file no | code | case code | ид | код | номер дела | нумар справы | номер справи | código | numéro de dossier |
    aktenzeichen | fallnummer | kimlik | شناسه | کد | الرمز | 编号 | 案件编号
"""
#: … and of what may be that, or only counts the rows: then it is another's as soon as a row is put in between.
_COUNT = """
    no | nr | nº | n° | № | number | п/п | № п/п | номер | нумар | número | numéro | sıra | ردیف | شماره |
    رقم | الرقم | 序号 | 号
"""
_DAY = re.compile(
    r"\d{4}(-\d\d?){1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(\d{1,2}\.? )?\w+ \d{4}|\w+ \d{1,2}, \d{4}|\d{4}年.*"
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
#: Of the texts in a column, so many must look like it.
MOSTLY = 0.7


def guess(kind: SheetKind, look: Look, ready: Ready | None = None) -> Mapping:
    """A meaning for every heading; one that we do not know is left out. No column is meant twice that may be only once.

    `ready`: the mapping that somebody asked for, else the one that fits best.
    """
    kind = SheetKind(kind)
    ready = ready or best(kind, look)
    given = ready.meant(look) if ready else Mapping()
    columns = dict.fromkeys(look.headings, LEFT_OUT) | dict(given.columns)
    if kind == SheetKind.CASES and "name" not in given.columns.values():
        columns |= dict.fromkeys(name_in_parts(look.headings), "name")
    free = [heading for heading in look.headings if heading not in given.columns and not columns[heading]]
    _fill(columns, kind, ((heading, _by_name(kind, heading)) for heading in free))
    _fill(columns, kind, _by_texts(kind, look, [heading for heading in free if not columns[heading]]))
    key = given.key or _key(kind, look, columns)
    said = {word: text for word, text in given.always.items() if word not in columns.values()}
    return Mapping(columns, {**silent_defaults(kind, columns), **said}, key)


def _fill(columns: dict[str, str], kind: SheetKind, meanings: Iterator[tuple[str, str]]) -> None:
    taken = set(columns.values())
    for heading, key in meanings:
        if key and (key not in taken or is_several(kind, key)):
            columns[heading] = key
            taken.add(key)


def _by_name(kind: SheetKind, heading: str) -> str:
    return _labels(kind).get(folded(heading)) or meant(kind, heading)


@lru_cache(maxsize=len(SheetKind))
def _labels(kind: SheetKind) -> dict[str, str]:
    """By the columns' own names: what our exports write, and what our documents call them."""
    named = labels(kind)
    return {folded(key.replace("_", " ")): key for key in named.values()} | {
        folded(label): key for label, key in named.items()
    }


# --- By what stands in a column.
def _by_texts(kind: SheetKind, look: Look, headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    for heading in headings:
        texts = _texts(look, heading)
        if _mostly(texts, _is_address):
            yield heading, "source"
        elif folded(heading) in _ONLY_DATE and kind in _DATE_OF and (not texts or _mostly(texts, _is_day)):
            yield heading, _DATE_OF[kind]
        elif kind == SheetKind.CASES and _mostly(texts, _is_country):
            yield heading, "state"


def _texts(look: Look, heading: str) -> list[str]:
    place = look.headings.index(heading)
    return [row[place] for row in look.samples if row[place]]


def _mostly(texts: Sequence[str], looks: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(looks, texts)) >= MOSTLY * len(texts)


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.match(text))


def _is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text))


def _is_country(text: str) -> bool:
    return folded(text) in _country_names()


@lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    return frozenset(folded(word) for code, name in countries for word in (code, name))


# --- By which column rows are told apart.
def _key(kind: SheetKind, look: Look, columns: MappingType[str, str]) -> str:
    """The heading of the organisation's own number, where each row has another; a mere count of rows is none."""
    if kind != SheetKind.CASES:
        return ""
    for heading in look.headings:
        texts = _texts(look, heading)
        if columns[heading] or not texts or len(set(texts)) < len(look.samples):
            continue
        name = folded(heading)
        if name in _named(_NUMBER) or (name in _named(_COUNT) and not _only_counts(texts)):
            return heading
    return ""


@lru_cache(maxsize=2)
def _named(words: str) -> frozenset[str]:
    return frozenset(folded(word) for line in words.splitlines() for word in line.split("|") if folded(word))


def _only_counts(texts: Sequence[str]) -> bool:
    return texts == [str(number) for number in range(1, len(texts) + 1)]
