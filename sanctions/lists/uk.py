"""The UK Sanctions List, CSV: the only UK list since 28 January 2026.

The first row is "Report Date: 18-Aug-2026", the second names the columns. One row per name and address of an entry, in
any order; "Unique ID" (RUS1832, GHR0021) holds them together. "Name 6" is the surname, "Name 1" to "Name 5" the given
names. "OFSI Group ID" is its number in the closed OFSI list (`uk_ofsi`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from sanctions.lists.gathering import Gathering
from sanctions.lists.shapes import (
    ALIAS,
    BODY,
    FORMER,
    OTHER,
    PERSON,
    PRIMARY,
    VESSEL,
    BadRow,
    Identifier,
    Item,
    ListDate,
    ListFormat,
    Listing,
    Name,
    ParsedEntry,
)
from sanctions.lists.tables import HEADER_WITHIN, Columns, Row, csv_rows, is_header, no_header
from sanctions.lists.words import births_of, country_code, day_of, gender_of, numbered, plain_text, script_of

REQUIRED = ("Unique ID", "Name 6", "Name type", "Regime Name", "Date Designated")
GIVEN = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
ADDRESS = (*(f"Address Line {number}" for number in range(1, 7)), "Address Postal Code", "Address Country")
KINDS = {"individual": PERSON, "entity": BODY, "ship": VESSEL}
NAME_TYPES = {"primary name": PRIMARY, "fka": FORMER}
#: Regimes by a word of their name, which is long in one list and short in the other, and by the ids they give: the tags
#: of `Programme.tags`. An entry may stand under a second regime, so its id alone does not tell.
TAGS = {"global human rights": "GHR", "russia": "RUS"}
NUMBERS = {
    "passport": "Passport number",
    "national": "National Identifier number",
    "registration": "Business registration number (s)",
    "vessel": "IMO number",
    "UN reference": "UN Reference Number",
}
LINKED = ("Parent company", "Subsidiaries", "Current owner/operator (s)")
_UNIQUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{1,30}")
_REPORT = re.compile(r"report date\s*:?\s*(.+)", re.IGNORECASE)


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    rows = csv_rows(stream)
    said, columns = _heading(rows)
    if said:
        yield ListDate(said, _("its first row"))
    gathered: dict[str, Gathering] = {}
    kinds: dict[str, str] = {}
    groups: dict[str, str] = {}
    for line, cells in rows:
        row = columns.row(line, cells)
        if bad := _broken(row, cells, columns):
            yield bad
            continue
        number = row["Unique ID"]
        gather(gathered.setdefault(number, Gathering(line)), row, columns.raw(row))
        kinds.setdefault(number, KINDS.get(row["Designation Type"].lower(), OTHER))
        groups.setdefault(number, row["OFSI Group ID"])
    for number in list(gathered):
        yield _entry(number, gathered.pop(number), kinds[number], groups[number])


def _heading(rows: Iterator[tuple[int, list[str]]]) -> tuple[date | None, Columns]:
    """The report date, where it is given, and the columns."""
    said: date | None = None
    for line, cells in rows:
        if is_header(cells, REQUIRED):
            return said, Columns(cells, REQUIRED)
        match = _REPORT.match(" ".join(cells).strip())
        said = said or (day_of(match[1].strip(" ,")) if match else None)
        if line >= HEADER_WITHIN:
            break
    raise no_header(REQUIRED)


def _broken(row: Row, cells: list[str], columns: Columns) -> BadRow | None:
    """What makes a row unfit, if anything does."""
    text = " ".join(cells)[:200]
    if len(cells) != len(columns.keys):
        said = {"there": len(cells), "wanted": len(columns.keys)}
        return BadRow(row.line, _("The row has %(there)s fields, and the header %(wanted)s.") % said, text=text)
    if not _UNIQUE.fullmatch(row["Unique ID"]):
        reason = _("“%(text)s” is no number of this list.") if row["Unique ID"] else _("The number is missing.")
        return BadRow(row.line, reason % {"text": row["Unique ID"][:40]}, "Unique ID", text)
    if (day := row["Date Designated"]) and day_of(day) is None:
        return BadRow(row.line, _("“%(text)s” is no day.") % {"text": day[:40]}, "Date Designated", text)
    return None


def gather(entry: Gathering, row: Row, raw: Mapping[str, str]) -> None:
    """What one row says."""
    _names(entry, row)
    day = day_of(row["Date Designated"])
    measures = tuple(part.strip() for part in row["Sanctions Imposed"].split("|") if part.strip())
    regime = row["Regime Name"]
    entry.add_listing(
        Listing(tag_of(row["Unique ID"], regime), day.isoformat() if day else "", measures, legal_basis=regime)
    )
    entry.add("births", births_of(row["D.O.B"]))
    entry.add("birth_places", [row.joined("Town of birth", "Country of birth", by=", ")])
    entry.add("nationalities", map(country_code, numbered(row["Nationality(/ies)"] or row["Nationality"])))
    entry.add("gender", [gender_of(row["Gender"])])
    entry.add("positions", numbered(row["Position"]))
    entry.add("addresses", [row.joined(*ADDRESS, by=", ")])
    for kind, column in NUMBERS.items():
        entry.add("identifiers", (Identifier(kind, value) for value in numbered(row[column])))
    for column in LINKED:
        entry.add("linked_to", numbered(row[column]))
    entry.add("reasons", [plain_text(row["UK Statement of Reasons"])])
    entry.add("remarks", [plain_text(row["Other Information"])])
    entry.add_raw(raw)


def _names(entry: Gathering, row: Row) -> None:
    family, given = row["Name 6"], row.joined(*GIVEN)
    kind = NAME_TYPES.get(row["Name type"].lower(), ALIAS)
    weak = row["Alias strength"].lower().startswith("low")
    text = f"{given} {family}".strip()
    entry.add_name(Name(text, kind, weak=weak, family=family, given=given, script=script_of(text)))
    original = row["Name non-latin script"]
    entry.add_name(Name(original, ALIAS, script=script_of(original)))


def tag_of(number: str, regime: str) -> str:
    """What the list calls the programme: the regime's name, or the letters of its ids where we know them."""
    known = (tag for words, tag in TAGS.items() if words in regime.lower())
    return next(known, regime or number[:3])


def _entry(number: str, entry: Gathering, kind: str, group: str) -> ParsedEntry | BadRow:
    if not entry.names:
        return BadRow(entry.line, _("It has no name."), "Name 6", number)
    return entry.entry(list_id=number, number=number, kind=kind, also_known_by=group)


def looks_like(head: bytes) -> str | None:
    found = head.lower().replace(b'"', b"")
    return "" if b"unique id" in found and b"name 6" in found else None


FORMAT = ListFormat("uk", parse, looks_like)
