"""Canada's consolidated autonomous sanctions list (SEMA and JVCFOA), XML.

`record`: Country (the regulation), LastName, GivenName or EntityOrShip, Aliases (free text, often Cyrillic),
DateOfBirthOrShipBuildDate, TitleOrShip, ShipIMONumber, Schedule, Item, DateOfListing. There is no stable number: an
item is known by regulation, schedule and item, and items are sometimes renumbered (hence `keys_move`). Records under
the Justice for Victims regulations have no schedule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from sanctions.lists import opening
from sanctions.lists.aliases import names_in, names_of_body
from sanctions.lists.shapes import (
    ALIAS,
    BODY,
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
from sanctions.lists.words import births_of, day_of, script_of, slug

ROOT, RECORD = "data-set", "record"
JVCFOR = "Justice for Victims"
#: "Adanov (Adnuf)": a second spelling of a surname.
_SPELLED = re.compile(r"(.+?)\s*\((.+)\)")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    for _tag, element, number in opening.elements(stream, RECORD, root=ROOT):
        yield _entry(element, number)


def _entry(element: Element, line: int) -> ParsedEntry | BadRow:
    raw = {child.tag: " ".join((child.text or "").split()) for child in element}
    if bad := _broken(raw, line):
        return bad
    country, item, schedule = raw["Country"], raw["Item"], raw.get("Schedule", "")
    justice = JVCFOR in country
    regulation = "JVCFOR" if justice else country.split(" / ")[0].strip()
    quoted = [regulation, *([f"Schedule {schedule}"] if schedule else []), f"item {item}"]
    kind, title, listed = _kind(raw), raw.get("TitleOrShip", ""), day_of(raw.get("DateOfListing", ""))
    listing = Listing("JVCFOR" if justice else "SEMA", listed.isoformat() if listed else "", legal_basis=country)
    return ParsedEntry(
        list_id="/".join(slug(part) for part in (regulation, schedule, item) if part),
        number=", ".join(quoted),
        kind=kind,
        names=tuple(dict.fromkeys(_names(raw))),
        listings=(listing,),
        # Of a ship it is the year in which it was built.
        births=births_of(raw.get("DateOfBirthOrShipBuildDate", "")) if kind == PERSON else (),
        positions=(title,) if title and kind == PERSON else (),
        identifiers=(Identifier("vessel", raw["ShipIMONumber"]),) if raw.get("ShipIMONumber") else (),
        raw=raw,
        line=line,
    )


def _broken(raw: Mapping[str, str], line: int) -> BadRow | None:
    """What makes a record unfit, if anything does."""
    name = f"{raw.get('GivenName', '')} {raw.get('LastName', '')} {raw.get('EntityOrShip', '')}".strip()
    named = "Country" if not raw.get("Country") else "Item" if not raw.get("Item") else "" if name else "LastName"
    if named:
        return BadRow(line, _("The record does not say it."), named, name or str(raw)[:200])
    listed = raw.get("DateOfListing", "")
    if listed and day_of(listed) is None:
        return BadRow(line, _("“%(text)s” is no day.") % {"text": listed[:40]}, "DateOfListing", name)
    return None


def _kind(raw: Mapping[str, str]) -> str:
    if "EntityOrShip" not in raw:
        return PERSON
    return VESSEL if raw.get("ShipIMONumber") else BODY


def _names(raw: Mapping[str, str]) -> Iterator[Name]:
    if body := raw.get("EntityOrShip"):
        first, *others = names_of_body(body) or (body,)
        yield Name(first, PRIMARY, script=script_of(first))
        aliases = (*others, *names_in(raw.get("Aliases", "")))
    else:
        family, given = raw.get("LastName", ""), raw.get("GivenName", "")
        spelled = _SPELLED.fullmatch(family)
        family = spelled[1] if spelled else family
        text = f"{given} {family}".strip()
        yield Name(text, PRIMARY, family=family, given=given, script=script_of(text))
        again = (f"{given} {spelled[2]}".strip(),) if spelled else ()
        aliases = (*again, *names_in(raw.get("Aliases", ""), given=given, family=family or given))
    for alias in aliases:
        # One word alone, beside a name of several: a nickname, or a part of a name.
        yield Name(alias, ALIAS, weak=not body and " " not in alias, script=script_of(alias))


def looks_like(head: bytes) -> str | None:
    return "" if b"<data-set" in head and b"<record" in head else None


FORMAT = ListFormat("ca", parse, looks_like, fallback="CA-SEMA", keys_move=True, guarded=("births", "listings"))
