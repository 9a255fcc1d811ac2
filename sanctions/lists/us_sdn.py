"""OFAC's SDN list as CSV (sdn.csv), with the files that stand beside it: aliases, addresses, overflowing remarks.

Twelve columns, no heading; "-0- " is nothing; several programmes share a cell ("NPWMD] [MAGNIT"). Births, places,
nationalities, gender, documents and weak aliases stand in the remarks. No listing date and no reasons. The list in its
older XML is read too (`us_legacy`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO

from django.utils.translation import gettext as _

from sanctions.lists import opening, us_legacy
from sanctions.lists.shapes import (
    ALIAS,
    BODY,
    FORMER,
    OTHER,
    PERSON,
    PRIMARY,
    VESSEL,
    BadRow,
    Item,
    ListFormat,
    Listing,
    Name,
    NotThisList,
    ParsedEntry,
)
from sanctions.lists.tables import csv_rows
from sanctions.lists.us_remarks import distinct, name_of, remarks_of

COLUMNS = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
    "Vess_owner", "Remarks",
)  # fmt: skip
ALIASES, ADDRESSES, COMMENTS = "aliases", "addresses", "comments"
#: How many columns the files beside the list have: ent_num, alt_num, type, name, remarks; and so on.
WIDTHS = {ALIASES: 5, ADDRESSES: 6, COMMENTS: 2}
NOTHING, EMPTY, END = "-0-", "-0- ", "\x1a"
KINDS = {"individual": PERSON, "vessel": VESSEL, "aircraft": VESSEL, "": BODY}
ENCODINGS = ("utf-8-sig", "cp1252")
#: Aliases and addresses are held in memory until their entry comes: some twenty thousand rows each.
MOST_BESIDE = 200_000


@dataclass(slots=True)
class _Beside:
    """What the other files say of one entry, and in which of their rows."""

    aliases: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    comments: str = ""
    rows: dict[str, int] = field(default_factory=dict)


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    if us_legacy.is_xml(opening.peeked(stream)):
        if beside:
            raise NotThisList(_("The XML list holds its aliases and addresses itself: give it alone."))
        yield from us_legacy.parse(stream, beside)
        return
    others: dict[str, _Beside] = {}
    for part, file in beside.items():
        yield from _read_beside(part, file, others)
    for line, cells in csv_rows(stream, encodings=ENCODINGS):
        if cells != [END]:  # DOS marks the end of a file so
            yield _entry(line, cells, others)
    yield from _left_over(others)


def _entry(line: int, cells: list[str], others: dict[str, _Beside]) -> ParsedEntry | BadRow:
    if bad := _unlike(line, cells, len(COLUMNS)):
        return bad
    row = {name: text for name, cell in zip(COLUMNS, cells, strict=True) if cell != EMPTY and (text := _text(cell))}
    number, name = row["ent_num"], row.get("SDN_Name", "")
    other = others.pop(number, None) or _Beside()
    kind = KINDS.get(row.get("SDN_Type", "").casefold(), OTHER)
    person = kind == PERSON
    titles = tuple(title for title in row.get("Title", "").split("; ") if title)
    if other.comments:
        row["Remarks"] = row.get("Remarks", "") + other.comments
    said = remarks_of(row.get("Remarks", ""), person=person, titles=titles)
    aliases = (name_of(text, person=person, kind=FORMER if type_ == "fka" else ALIAS) for type_, text in other.aliases)
    names: tuple[Name, ...] = (name_of(name, person=person, kind=PRIMARY), *aliases, *said.aliases)
    return ParsedEntry(
        list_id=number,
        number=number,
        kind=kind,
        names=distinct(names) if name else (),
        listings=_listings(row.get("Program", "")),
        births=tuple(said.births),
        birth_places=tuple(said.birth_places),
        nationalities=tuple(said.nationalities),
        gender=said.gender,
        positions=titles,
        identifiers=tuple(said.identifiers),
        addresses=tuple(other.addresses),
        linked_to=tuple(said.linked_to),
        remarks="; ".join(said.rest),
        raw=row,
        line=line,
    )


@lru_cache(maxsize=4096)
def _listings(cell: str) -> tuple[Listing, ...]:
    return tuple(Listing(tag) for part in cell.split("] [") if (tag := part.strip("[] ")))


def _text(cell: str) -> str:
    text = cell.strip()
    return "" if text == NOTHING else text


def _unlike(line: int, cells: list[str], width: int, column: str = "") -> BadRow | None:
    """What is wrong with a row before anything of it is read."""
    if len(cells) != width:
        words = _("It has %(there)s columns, and this list has %(wanted)s.")
        reason = words % {"there": len(cells), "wanted": width}
    elif not cells[0].strip().isdigit():
        reason = _("It does not begin with a number.")
    else:
        return None
    return BadRow(line, reason, column or COLUMNS[0], ", ".join(cells)[:200])


# --- What stands beside the list
def _read_beside(part: str, file: IO[bytes], others: dict[str, _Beside]) -> Iterator[BadRow]:
    """Put a file’s rows with their entries."""
    for line, cells in csv_rows(file, encodings=ENCODINGS):
        if cells == [END]:
            continue
        if line > MOST_BESIDE:
            raise NotThisList(_("What stands beside the list has more rows than any such list."))
        if bad := _unlike(line, cells, WIDTHS[part], part):
            yield bad
            continue
        number = cells[0].strip()
        other = others.get(number) or others.setdefault(number, _Beside())
        other.rows.setdefault(part, line)
        if part == COMMENTS:
            other.comments += cells[1]  # the remark goes on in the middle of a word
        elif part == ALIASES:
            other.aliases.append((cells[2], _text(cells[3])))
        elif address := ", ".join(text for cell in cells[2:5] if cell != EMPTY and (text := _text(cell))):
            note = _text(cells[5])
            other.addresses.append(f"{address} ({note})" if note else address)


def _left_over(others: dict[str, _Beside]) -> Iterator[BadRow]:
    """What belongs to no entry: the files were published on different days. One row for each number and file."""
    words = _("The list has no entry %(number)s: this file is of another day.")
    for number, other in others.items():
        for part, line in other.rows.items():
            yield BadRow(line, words % {"number": number}, part, _first_words(part, other)[:200])


def _first_words(part: str, other: _Beside) -> str:
    if part == ALIASES:
        return "; ".join(text for _type, text in other.aliases)
    return "; ".join(other.addresses) if part == ADDRESSES else other.comments


# --- What a file is
def looks_like(head: bytes) -> str | None:
    if us_legacy.is_xml(head):
        return us_legacy.looks_like_sdn(head)
    cells = _first_row(head)
    if not cells or not cells[0].isdigit():
        return None
    if len(cells) == WIDTHS[COMMENTS]:
        return COMMENTS
    if len(cells) > 2 and cells[1].isdigit():
        if cells[2].strip() in ("aka", "fka", "nka"):
            return ALIASES
        return ADDRESSES if len(cells) == WIDTHS[ADDRESSES] else None
    # With a column too few or too many it is still this list: reading it says what is wrong with each row.
    has_type = len(cells) > 2 and cells[2].strip() in {NOTHING, *KINDS}
    return "" if has_type or len(cells) > WIDTHS[ADDRESSES] else None


def _first_row(head: bytes) -> list[str]:
    first = head.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").strip("\r\0")
    try:
        return next(csv.reader([first]), [])
    except csv.Error:
        return []


FORMAT = ListFormat(
    "us-sdn",
    parse,
    looks_like,
    parts=(ALIASES, ADDRESSES, COMMENTS),
    guarded=("births", "nationalities", "listings", "aliases", "addresses"),
)
