"""The EU's financial sanctions files (FSF): XML 1.1, and the older CSV v1 (`eu_csv`).

`sanctionEntity` has `euReferenceNumber` and `designationDate`, the true start; the `publicationDate` of its
`regulation` is that of the last change and no start. `nameAlias` in up to 24 languages; one that is not `strong` is
weak. The file lags the Official Journal and leaves out who is under a travel ban only: those are entered by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from sanctions.lists import eu_csv, opening
from sanctions.lists.gathering import Gathering
from sanctions.lists.shapes import (
    ALIAS,
    BODY,
    PERSON,
    PRIMARY,
    BadRow,
    Identifier,
    Item,
    ListDate,
    ListFormat,
    Listing,
    Name,
    ParsedEntry,
)
from sanctions.lists.words import attribute_in, births_of, country_code, day_of, gender_of, number_kind, script_of

ROOT, ENTITY = "export", "sanctionEntity"
ADDRESS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
PLACE = ("place", "city", "region", "countryDescription")
#: What stands for "no country" in the files.
UNKNOWN = ("", "00", "UNKNOWN")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    head = opening.peeked(stream)
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from eu_csv.parse(stream)
        return
    if day := day_of(attribute_in(head, "generationDate")):
        yield ListDate(day, _("the list itself"))
    for _tag, element, number in opening.elements(stream, ENTITY, root=ROOT):
        yield _entry(element, number)


def _entry(element: Element, line: int) -> ParsedEntry | BadRow:
    reference = element.get("euReferenceNumber", "").strip()
    entry = Gathering(line)
    _names(entry, element)
    about = next(iter(entry.names), reference)[:200]
    if not reference:
        return BadRow(line, _("The EU reference number is missing."), "euReferenceNumber", about)
    if not entry.names:
        return BadRow(line, _("It has no name."), "nameAlias", reference)
    designated = element.get("designationDate", "").strip()
    day = day_of(designated)
    if designated and day is None:
        return BadRow(line, _("“%(text)s” is no day.") % {"text": designated[:40]}, "designationDate", about)
    for regulation in element.findall("regulation"):
        on = day.isoformat() if day else ""
        entry.add_listing(Listing(_said(regulation, "programme"), on, legal_basis=_said(regulation, "numberTitle")))
    _facts(entry, element)
    entry.add_raw(_raw(element))
    subject = element.find("subjectType")
    person = subject is not None and subject.get("classificationCode", subject.get("code", ""))[:1].upper() == "P"
    united_nations = element.get("unitedNationId", "").strip()
    kind = PERSON if person else BODY
    return entry.entry(list_id=reference, number=reference, kind=kind, also_known_by=united_nations)


def _names(entry: Gathering, element: Element) -> None:
    """The first strong name is the one that the list leads with."""
    for alias in element.findall("nameAlias"):
        family, given = _said(alias, "lastName"), _said(alias, "firstName", "middleName")
        text = _said(alias, "wholeName") or f"{given} {family}".strip()
        weak = alias.get("strong", "true").lower() == "false"
        kind = ALIAS if weak or any(name.kind == PRIMARY for name in entry.names.values()) else PRIMARY
        entry.add_name(Name(text, kind, weak=weak, family=family, given=given, script=script_of(text)))
        entry.add("positions", [_said(alias, "function")])
        entry.add("gender", [gender_of(alias.get("gender", ""))])


def _facts(entry: Gathering, element: Element) -> None:
    for birth in element.findall("birthdate"):
        entry.add("births", _births(birth))
        entry.add("birth_places", [_listed(birth, PLACE)])
    for citizenship in element.findall("citizenship"):
        entry.add("nationalities", [_country(citizenship)])
    for address in element.findall("address"):
        entry.add("addresses", [_listed(address, ADDRESS)])
    for document in element.findall("identification"):
        number = _said(document, "number") or _said(document, "latinNumber")
        kind = number_kind(_said(document, "identificationTypeCode"))
        entry.add("identifiers", [Identifier(kind, number, _country(document))] if number else [])
    entry.add("remarks", (" ".join((remark.text or "").split()) for remark in element.findall("remark")))


def _births(birth: Element) -> tuple[str, ...]:
    """A day, a year with or without month, or a range of years; of other calendars only what is given as Gregorian."""
    if birth.get("calendarType", "GREGORIAN").upper() not in ("", "GREGORIAN"):
        return ()
    about = "circa " if birth.get("circa", "").lower() == "true" else ""
    year, month, day = (birth.get(name, "").strip() for name in ("year", "monthOfYear", "dayOfMonth"))
    first, last = birth.get("yearRangeFrom", "").strip(), birth.get("yearRangeTo", "").strip()
    if exact := birth.get("birthdate", "").strip():
        return births_of(f"{about}{exact[:10]}")
    if first and last:
        return births_of(f"{first}-{last}")
    parts = [year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if month and day else [])]
    return births_of(about + "-".join(parts)) if year else ()


def _country(element: Element) -> str:
    code = element.get("countryIso2Code", "").strip()
    return "" if code in UNKNOWN else country_code(code)


def _said(element: Element, *names: str) -> str:
    return " ".join(" ".join(element.get(name, "") for name in names).split())


def _listed(element: Element, names: tuple[str, ...]) -> str:
    texts = dict.fromkeys(_said(element, name) for name in names)
    return ", ".join(text for text in texts if text not in UNKNOWN)


def _raw(element: Element) -> dict[str, str]:
    """What is published about the entry itself; names and the like stand in fields of their own."""
    raw = {name: value for name, value in element.attrib.items() if value.strip()}
    for regulation in element.findall("regulation"):
        raw |= {f"regulation {name}": value for name, value in regulation.attrib.items() if value.strip()}
        if address := opening.text_of(regulation, "publicationUrl"):
            raw["regulation publicationUrl"] = address
    return raw


def looks_like(head: bytes) -> str | None:
    if b"<export" in head and (b"/fpi/fsd/" in head or b"<sanctionEntity" in head):
        return ""
    return "" if b"Entity_logical_id" in head and b"Naal_wholename" in head else None


FORMAT = ListFormat("eu", parse, looks_like)
