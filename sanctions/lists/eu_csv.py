"""The EU's financial sanctions files as CSV v1, `;` between the fields: one row per name, address, birth or number.

"EU_ref_num" holds the rows of an entry together. There is no day of designation: "Leba_publication_date" is that of
the last regulation. Files that went through a spreadsheet have each line quoted as a whole, tabs in place of commas,
and letters lost as question marks: they are read too, without the names that were lost.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from sanctions.lists.gathering import Gathering
from sanctions.lists.shapes import ALIAS, BODY, PERSON, PRIMARY, BadRow, Identifier, Item, ListDate, Listing, Name
from sanctions.lists.tables import Columns, Row, csv_rows
from sanctions.lists.words import births_of, country_code, day_of, gender_of, number_kind, script_of

REQUIRED = ("Entity_logical_id", "Subject_type", "Programme", "Naal_wholename", "EU_ref_num")
ENCODINGS = ("utf-8-sig", "cp1252")
ADDRESS = ("Addr_number", "Addr_street", "Addr_zipcode", "Addr_city", "Addr_country", "Addr_other")
_REFERENCE = re.compile(r"EU\.\d+\.\d+")
_IDENTIFIER = re.compile(r"(.+?) \((\w+)-[^()]*\)")
#: What a spreadsheet that knows only Western letters makes of the others.
LOST = "??"


def parse(stream: IO[bytes]) -> Iterator[Item]:
    rows = _rows(stream)
    columns = Columns(next(rows, (0, []))[1], REQUIRED)
    gathered: dict[str, Gathering] = {}
    kinds: dict[str, str] = {}
    said = None
    for line, cells in rows:
        row = columns.row(line, cells)
        if said is None and (said := day_of(next(iter(row.texts.values()), ""))):
            yield ListDate(said, _("its first column"))
        reference = row["EU_ref_num"]
        if not _REFERENCE.fullmatch(reference):
            yield BadRow(line, _("The EU reference number is missing, or none."), "EU_ref_num", ";".join(cells)[:200])
            continue
        if LOST in row["Naal_wholename"]:
            lost = _("The letters of this name were lost when the file was saved: fetch it again.")
            yield BadRow(line, lost, "Naal_wholename", f"{reference} {row['Naal_wholename']}"[:200])
        _gather(gathered.setdefault(reference, Gathering(line)), row)
        kinds.setdefault(reference, PERSON if row["Subject_type"][:1].upper() == "P" else BODY)
    for reference in list(gathered):
        entry = gathered.pop(reference)
        if entry.names:
            yield entry.entry(list_id=reference, number=reference, kind=kinds[reference])
        else:
            yield BadRow(entry.line, _("It has no name."), "Naal_wholename", reference)


def _rows(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The rows, whether or not each line was quoted as a whole and its commas became tabs."""
    for line, cells in csv_rows(stream, delimiter=";", encodings=ENCODINGS):
        if len(cells) == 1:
            cells = next(csv.reader([cells[0].rstrip("\t")], delimiter=";"), [])
        yield line, [cell.rstrip("\t").replace("\t", ", ").replace("\\n", " ") for cell in cells]


def _gather(entry: Gathering, row: Row) -> None:
    name = row["Naal_wholename"]
    if name and LOST not in name:
        kind = ALIAS if any(known.kind == PRIMARY for known in entry.names.values()) else PRIMARY
        family, given = row["Naal_lastname"], row.joined("Naal_firstname", "Naal_middlename")
        entry.add_name(Name(name, kind, family=family, given=given, script=script_of(name)))
    entry.add_listing(Listing(row["Programme"], legal_basis=row["Leba_numtitle"]))
    entry.add("births", births_of(row["Birt_date"]))
    entry.add(
        "birth_places",
        [", ".join(text for text in (row["Birt_place"], row["Birt_country"]) if text not in ("", "N/A"))],
    )
    entry.add("nationalities", [country_code(row["Citi_country"])])
    entry.add("gender", [gender_of(row["Naal_gender"])])
    entry.add("positions", [row["Naal_function"].strip('"; ')])
    entry.add("addresses", [row.joined(*ADDRESS, by=", ")])
    if match := _IDENTIFIER.match(row["Iden_number"].strip('" ')):
        entry.add("identifiers", [Identifier(number_kind(match[2]), match[1], country_code(row["Iden_country"]))])
    entry.add("remarks", [row["Entity_remark"]])
    entry.add_raw({column: row[column] for column in ("Entity_logical_id", "Leba_numtitle", "Leba_url") if row[column]})
