"""OFAC's older XML (`sdnList`): its consolidated non-SDN list, and the SDN list in the same shape.

`sdnEntry`: uid, firstName, lastName, title, sdnType, programList, idList, akaList (category strong or weak),
addressList, nationalityList, citizenshipList, dateOfBirthList, placeOfBirthList, remarks. The day stands before the
first entry (`Publish_Date`, month first).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import IO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from sanctions.lists import opening
from sanctions.lists.opening import text_of
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
from sanctions.lists.us_remarks import DOCUMENTS, birth_of, distinct, named, remarks_of
from sanctions.lists.words import country_code

ROOT, ENTRY, PUBLISHED = "sdnList", "sdnEntry", "publshInformation"  # so written by its publisher
KINDS = {"individual": PERSON, "entity": BODY, "vessel": VESSEL, "aircraft": VESSEL}
#: Programmes of the consolidated list, none of which blocks property: https://ofac.treasury.gov (NS-…, SSI, CAPTA…).
NOT_SDN = re.compile(rb"<program>(?:NS-|FSE-|561|CAPTA|MBS|UKRAINE-EO13662|RUSSIA-EO14024-DIR|CMIC)")
#: Programmes of the first entries of the SDN list, which is sorted by number.
SDN = re.compile(rb"<program>(?:CUBA|SDNT|SDNTK)</program>")
#: "(Linked To: HAMAS)": within a remark, where the CSV has a piece of its own.
LINKED = re.compile(r"(?<!\s)\s*\((Linked To: (?:[^()]|\([^()]*\))*)\)")
ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    for tag, element, number in opening.elements(stream, PUBLISHED, ENTRY, root=ROOT):
        if tag == ENTRY:
            yield _entry(element, number)
        elif day := _day(text_of(element, "Publish_Date")):
            yield day


def _day(text: str) -> ListDate | None:
    try:
        return ListDate(datetime.strptime(text, "%m/%d/%Y").date(), "Publish_Date")
    except ValueError:
        return None


def _entry(element: Element, line: int) -> ParsedEntry | BadRow:
    number, family = text_of(element, "uid"), text_of(element, "lastName")
    if not number.isdigit() or not family:
        words = _("The entry has no number.") if family else _("The entry has no name.")
        return BadRow(line, words, "lastName" if number.isdigit() else "uid", f"{number} {family}"[:200])
    kind = KINDS.get(text_of(element, "sdnType").casefold(), OTHER)
    titles = tuple(title for title in text_of(element, "title").split("; ") if title)
    remarks = LINKED.sub(r"; \1", text_of(element, "remarks"))
    said = remarks_of(remarks, person=kind == PERSON, titles=titles)
    documents, gender, facts = _documents(element)
    births = (birth_of(one.text or "") for one in element.iterfind("dateOfBirthList/dateOfBirthItem/dateOfBirth"))
    lands = ("nationalityList/nationality/country", "citizenshipList/citizenship/country")
    countries = (country_code(one.text or "") for path in lands for one in element.iterfind(path))
    places = (one.text or "" for one in element.iterfind("placeOfBirthList/placeOfBirthItem/placeOfBirth"))
    return ParsedEntry(
        list_id=number,
        number=number,
        kind=kind,
        names=distinct([named(family, text_of(element, "firstName"), kind=PRIMARY), *_aliases(element), *said.aliases]),
        listings=tuple(Listing(one.text) for one in element.iterfind("programList/program") if one.text),
        births=tuple(dict.fromkeys(birth for birth in [*births, *said.births] if birth)),
        birth_places=tuple(dict.fromkeys(place for place in places if place)),
        nationalities=tuple(dict.fromkeys(code for code in [*countries, *said.nationalities] if code)),
        gender=gender or said.gender,
        positions=titles,
        identifiers=(*documents, *said.identifiers),
        addresses=tuple(address for one in element.iterfind("addressList/address") if (address := _address(one))),
        linked_to=tuple(said.linked_to),
        remarks="; ".join([*said.rest, *facts]),
        raw={child.tag: text for child in element if (text := " ".join((child.text or "").split()))},
        line=line,
    )


def _aliases(element: Element) -> Iterator[Name]:
    for alias in element.iterfind("akaList/aka"):
        kind = FORMER if text_of(alias, "type").startswith("f") else ALIAS
        weak = text_of(alias, "category").casefold() == "weak"
        yield named(text_of(alias, "lastName"), text_of(alias, "firstName"), kind=kind, weak=weak)


def _documents(element: Element) -> tuple[list[Identifier], str, list[str]]:
    """Numbers that somebody gave; the gender, and other facts, which stand among them too."""
    documents, gender, facts = [], "", []
    for one in element.iterfind("idList/id"):
        type_, value = text_of(one, "idType"), text_of(one, "idNumber")
        if type_ == "Gender":
            gender = value.casefold() if value.casefold() in ("female", "male") else ""
        elif type_ in DOCUMENTS and value:
            documents.append(Identifier(DOCUMENTS[type_], value, country_code(text_of(one, "idCountry"))))
        elif said := f"{type_} {value}".strip():
            facts.append(said)
    return documents, gender, facts


def _address(element: Element) -> str:
    return ", ".join(text for name in ADDRESS if (text := text_of(element, name)))


# --- What a file is
def is_xml(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")


def looks_like_sdn(head: bytes) -> str | None:
    """Whether a file of this shape is the SDN list. Nothing but the programmes of its first entries tells."""
    return "" if b"<sdnList" in head and not NOT_SDN.search(head) else None


def looks_like(head: bytes) -> str | None:
    return "" if b"<sdnList" in head and not SDN.search(head) else None


FORMAT = ListFormat("us-consolidated", parse, looks_like, guarded=("births", "listings", "aliases", "addresses"))
