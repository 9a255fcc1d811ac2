"""Australia's consolidated list (DFAT), workbook as published since November 2025.

One row per name: reference `101` is the main name, `101a`, `101b` its aliases and its name in the original script.
Measures are columns of their own with a yes or no. A reference is sometimes given twice by mistake: the second is
reported, and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from sanctions.lists.gathering import Gathering
from sanctions.lists.opening import ZIP, workbook_rows
from sanctions.lists.shapes import (
    ALIAS,
    BODY,
    OTHER,
    PERSON,
    PRIMARY,
    VESSEL,
    BadRow,
    Identifier,
    Item,
    ListFormat,
    Listing,
    Name,
)
from sanctions.lists.tables import HEADER_WITHIN, Columns, Row, formula_in, is_header, no_header
from sanctions.lists.words import births_of, country_code, day_of, numbered, script_of

REQUIRED = ("Reference", "Name of Individual or Entity", "Type", "Name Type", "Committees", "Control Date")
KINDS = {"individual": PERSON, "entity": BODY, "vessel": VESSEL, "ship": VESSEL}
MEASURES = {
    "Targeted Financial Sanction": "targeted financial sanction",
    "Travel Ban": "travel ban",
    "Arms Embargo": "arms embargo",
    "Maritime Restriction": "maritime restriction",
}
YES = ("true", "yes", "y", "1")
_REFERENCE = re.compile(r"(\d+)([a-z]*)", re.IGNORECASE)
_LISTED = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2,8})\.? (\d{4})\b")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    seen: dict[str, str] = {}
    gathered: dict[str, Gathering] = {}
    kinds: dict[str, str] = {}
    with workbook_rows(stream) as rows:
        lines = enumerate(rows, start=1)
        columns = _heading(lines)
        for line, cells in lines:
            row = columns.row(line, cells)
            if not row.texts:
                continue
            if bad := formula_in(cells, columns.titles, line) or _broken(row, seen):
                yield bad
                continue
            reference = row["Reference"].lower()
            seen[reference] = row["Name of Individual or Entity"]
            number = _number(reference)
            _gather(gathered.setdefault(number, Gathering(line)), row, main=reference == number)
            gathered[number].add_raw(columns.raw(row))
            kinds.setdefault(number, KINDS.get(row["Type"].lower(), OTHER))
    for number in list(gathered):
        yield gathered.pop(number).entry(list_id=number, number=number, kind=kinds[number])


def _heading(rows: Iterator[tuple[int, tuple[Any, ...]]]) -> Columns:
    for line, cells in rows:
        texts = [cell.value for cell in cells]
        if is_header(texts, REQUIRED):
            return Columns(texts, REQUIRED)
        if line >= HEADER_WITHIN:
            break
    raise no_header(REQUIRED)


def _number(reference: str) -> str:
    match = _REFERENCE.fullmatch(reference)
    return match[1] if match else reference


def _broken(row: Row, seen: Mapping[str, str]) -> BadRow | None:
    """What makes a row unfit, if anything does."""
    reference, name = row["Reference"].lower(), row["Name of Individual or Entity"]
    if not _REFERENCE.fullmatch(reference):
        return BadRow(row.line, _("The reference is missing, or none of this list."), "Reference", name[:200])
    if not name:
        return BadRow(row.line, _("It has no name."), "Name of Individual or Entity", reference)
    if reference in seen:
        words = _("Reference %(reference)s stands in the list already, for “%(name)s”.")
        reason = words % {"reference": reference, "name": seen[reference][:60]}
        return BadRow(row.line, reason, "Reference", name[:200])
    if (day := row["Control Date"]) and day_of(day) is None:
        return BadRow(row.line, _("“%(text)s” is no day.") % {"text": day[:40]}, "Control Date", name[:200])
    return None


def _gather(entry: Gathering, row: Row, *, main: bool) -> None:
    name = row["Name of Individual or Entity"]
    weak = row["Alias Strength"].lower() in ("weak", "low")
    entry.add_name(Name(name, PRIMARY if main else ALIAS, weak=weak, script=script_of(name)))
    measures = tuple(said for column, said in MEASURES.items() if row[column].lower() in YES)
    entry.add_listing(
        Listing(row["Committees"], _listed_on(row), measures, legal_basis=row["Instrument of Designation"])
    )
    entry.add("births", births_of(row["Date of Birth"]))
    entry.add("birth_places", numbered(row["Place of Birth"]))
    entry.add("nationalities", map(country_code, numbered(row["Citizenship"])))
    entry.add("addresses", numbered(row["Address"]))
    entry.add("identifiers", (Identifier("vessel", number) for number in numbered(row["IMO Number"])))
    entry.add("remarks", [row["Additional Information"], row["Listing Information"]])


def _listed_on(row: Row) -> str:
    """The earliest day that "Listing Information" tells, else the one from which it is controlled."""
    days = (day_of(f"{match[1]} {match[2][:3]} {match[3]}") for match in _LISTED.finditer(row["Listing Information"]))
    known = [day for day in (*days, day_of(row["Control Date"])) if day]
    return min(known).isoformat() if known else ""


def looks_like(head: bytes) -> str | None:
    return "" if head.startswith(ZIP) else None


FORMAT = ListFormat("au", parse, looks_like)
