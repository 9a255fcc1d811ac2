"""OpenSanctions, a collection of many lists: `targets.simple.csv` (a table) and `entities.ftm.json` (a record a line).

Its data may not be used commercially (CC BY-NC 4.0): it is read where somebody has it, and never shipped. An entry is
listed under each data set that it comes from; when, and under which programme, the lists themselves say better.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from sanctions.lists import opening
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
    ListFormat,
    Listing,
    Name,
    ParsedEntry,
)
from sanctions.lists.tables import Columns, Row, csv_rows
from sanctions.lists.us_remarks import distinct
from sanctions.lists.words import country_code, edtf_of, script_of

KINDS = {
    "Person": PERSON,
    "LegalEntity": BODY,
    "Organization": BODY,
    "Company": BODY,
    "PublicBody": BODY,
    "Vessel": VESSEL,
    "Airplane": VESSEL,
}
REQUIRED = ("id", "schema", "name", "dataset")
DOCUMENTS = {
    "passportNumber": "passport",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "idNumber": "national",
    "socialSecurityNumber": "national",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "leiCode": "registration",
    "imoNumber": "vessel",
    "mmsi": "vessel",
}
_KEY = re.compile(r"[A-Za-z0-9._-]{1,120}")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    if opening.peeked(stream).lstrip().startswith(b"{"):
        return _records(stream)
    return _table(stream)


def _listings(datasets: list[str]) -> tuple[Listing, ...]:
    return tuple(Listing(f"OpenSanctions: {dataset}") for dataset in dict.fromkeys(datasets) if dataset)


def _name(text: str, kind: str = ALIAS, *, weak: bool = False) -> Name:
    return Name(" ".join(text.split()), kind, weak, script=script_of(text))


def _births(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(birth for text in texts if (birth := edtf_of(text))))


# --- targets.simple.csv
def _table(stream: IO[bytes]) -> Iterator[Item]:
    columns: Columns | None = None
    for line, cells in csv_rows(stream):
        if columns is None:
            columns = Columns(cells, REQUIRED)
        elif len(cells) != len(columns.titles):
            words = _("It has %(there)s columns, and this list has %(wanted)s.")
            reason = words % {"there": len(cells), "wanted": len(columns.titles)}
            yield BadRow(line, reason, text=", ".join(cells)[:200])
        else:
            row = columns.row(line, cells)
            yield _of_row(row, columns.raw(row))


def _of_row(row: Row, raw: dict[str, str]) -> ParsedEntry | BadRow:
    key, name = row["id"], row["name"]
    if not _KEY.fullmatch(key) or not name:
        return _nameless(row.line, key, name)
    # "countries" mixes nationality with residence and place of work: it stays in the row as published.
    return ParsedEntry(
        list_id=key,
        number=key,
        kind=KINDS.get(row["schema"], OTHER),
        names=distinct([_name(name, PRIMARY), *(_name(text) for text in _several(row["aliases"]))]),
        listings=_listings(_several(row["dataset"])),
        births=_births(_several(row["birth_date"])),
        addresses=tuple(_several(row["addresses"])),
        identifiers=tuple(Identifier("other", value) for value in _several(row["identifiers"])),
        # When it last looked is no word about the entry.
        raw={column: text for column, text in raw.items() if column not in ("last_seen", "last_change")},
        line=row.line,
    )


def _several(cell: str) -> list[str]:
    """A cell's values: "a;b", each in quotation marks where a semicolon stands within it."""
    return [text for part in re.findall(r'"([^"]*)"|([^;]+)', cell) if (text := (part[0] or part[1]).strip())]


def _nameless(line: int, key: str, name: str) -> BadRow:
    reason = _("It has no name.") if _KEY.fullmatch(key) else _("Its number cannot be read.")
    return BadRow(line, reason, "id" if name else "name", f"{key} {name}"[:200])


# --- entities.ftm.json
def _records(stream: IO[bytes]) -> Iterator[Item]:
    for line, text in enumerate(opening.lines(stream), start=1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
            if record["target"] and record["schema"] in KINDS:
                yield _of_record(line, record)
        except (ValueError, RecursionError):
            yield BadRow(line, _("This is no JSON."), text=text[:200])
        except (KeyError, TypeError, AttributeError):
            yield BadRow(line, _("The record does not have the shape of an entity."), text=text[:200])


def _of_record(line: int, record: Mapping[str, Any]) -> ParsedEntry | BadRow:
    said: Mapping[str, list[str]] = record["properties"]

    def of(*names: str) -> list[str]:
        return list(dict.fromkeys(str(text) for name in names for text in said.get(name, [])))

    key, name = str(record["id"]), str(record.get("caption") or next(iter(of("name")), ""))
    if not _KEY.fullmatch(key) or not name:
        return _nameless(line, key, name)
    names = [_name(name, PRIMARY), *(_name(text) for text in of("name", "alias"))]
    names += [_name(text, FORMER) for text in of("previousName")]
    names += [_name(text, weak=True) for text in of("weakAlias")]
    gender = next(iter(of("gender")), "")
    return ParsedEntry(
        list_id=key,
        number=key,
        kind=KINDS[record["schema"]],
        names=distinct(names),
        listings=_listings([str(dataset) for dataset in record["datasets"]]),
        births=_births(of("birthDate")),
        birth_places=tuple(of("birthPlace")),
        nationalities=tuple(country_code(text) for text in of("nationality", "citizenship")),
        gender=gender if gender in ("female", "male") else "",
        positions=tuple(of("position")),
        identifiers=tuple(Identifier(kind, value) for name, kind in DOCUMENTS.items() for value in of(name)),
        addresses=tuple(of("address")),
        reasons="\n".join(of("reason")),
        remarks="\n".join(of("notes", "summary")),
        raw={name: "; ".join(of(name)) for name in sorted(said)},
        line=line,
    )


# --- What a file is
def looks_like(head: bytes) -> str | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "" if b'"schema"' in head and b'"properties"' in head else None
    columns = start.split(b"\n", 1)[0].replace(b'"', b"").strip().split(b",")
    return "" if b"id" in columns and b"schema" in columns else None


FORMAT = ListFormat("opensanctions", parse, looks_like, guarded=("births", "listings", "aliases"))
