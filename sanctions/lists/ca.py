"""Canada's consolidated autonomous sanctions list (SEMA and JVCFOA), XML.

`record`: Country (the regulation), LastName, GivenName or EntityOrShip, Aliases (free text, often Cyrillic),
DateOfBirthOrShipBuildDate, Schedule, Item, DateOfListing. There is no stable number: an item is known by regulation,
schedule and item, and items are sometimes renumbered. Records under the Justice for Victims regulations have no
schedule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO
from xml.etree.ElementTree import Element

from sanctions.lists import opening
from sanctions.lists.shapes import ALIAS, BODY, PERSON, PRIMARY, BadRow, Item, ListFormat, Listing, Name, ParsedEntry
from sanctions.lists.words import edtf_of, script_of, slug

ROOT, RECORD = "data-set", "record"
JVCFOR = "Justice for Victims"
#: "A; B", "A / B", lines; a comma stands within a name.
_APART = re.compile(r"\s*(?:;|\n|(?<=\w) / (?=\w))\s*")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    for _tag, element, number in opening.elements(stream, RECORD, root=ROOT):
        yield _entry(element, number)


def _entry(element: Element, number: int) -> ParsedEntry | BadRow:
    raw = {child.tag: " ".join((child.text or "").split()) for child in element}
    names = tuple(_names(element, raw))
    country, item = raw.get("Country", ""), raw.get("Item", "")
    if not names or not country or not item:
        missing = "Country" if not country else "Item" if not item else "LastName, EntityOrShip"
        return BadRow(number, "The record does not say it.", missing, str(raw)[:200])
    listed = raw.get("DateOfListing", "")
    try:
        listed = date.fromisoformat(listed).isoformat() if listed else ""
    except ValueError:
        return BadRow(number, f"“{listed}” is no day.", "DateOfListing", names[0].text)
    justice = JVCFOR in country
    regulation = "JVCFOR" if justice else country.split(" / ")[0].strip()
    schedule = raw.get("Schedule", "")
    quoted = [regulation, *([f"Schedule {schedule}"] if schedule else []), f"item {item}"]
    birth = edtf_of(raw.get("DateOfBirthOrShipBuildDate", ""))
    return ParsedEntry(
        list_id="/".join(slug(part) for part in (regulation, schedule, item) if part),
        number=", ".join(quoted),
        kind=BODY if "EntityOrShip" in raw else PERSON,
        names=names,
        listings=(Listing("JVCFOR" if justice else "SEMA", listed, legal_basis=country),),
        births=(birth,) if birth else (),
        raw=raw,
        line=number,
    )


def _names(element: Element, raw: Mapping[str, str]) -> Iterator[Name]:
    family, given = raw.get("LastName", ""), raw.get("GivenName", "")
    if text := raw.get("EntityOrShip") or f"{given} {family}".strip():
        yield Name(text, PRIMARY, family=family, given=given, script=script_of(text))
    for alias in _APART.split(element.findtext("Aliases") or ""):
        if text := " ".join(alias.split()):
            yield Name(text, ALIAS, script=script_of(text))


def looks_like(head: bytes) -> str | None:
    return "" if b"<data-set" in head and b"<record" in head else None


FORMAT = ListFormat("ca", parse, looks_like, fallback="CA-SEMA", guarded=("births", "listings"))
