"""The UN Security Council's consolidated list, XML: INDIVIDUAL and ENTITY elements.

A name stands in FIRST_NAME to FOURTH_NAME in no fixed order of given and family name, and in NAME_ORIGINAL_SCRIPT.
UN_LIST_TYPE is the committee ("Al-Qaida", "DRC"). An alias of low quality is weak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from sanctions.lists import opening
from sanctions.lists.aliases import parts_of
from sanctions.lists.opening import text_of
from sanctions.lists.shapes import (
    ALIAS,
    BODY,
    FORMER,
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
from sanctions.lists.words import (
    attribute_in,
    births_of,
    country_code,
    day_of,
    edtf_of,
    gender_of,
    number_kind,
    script_of,
)

ROOT = "CONSOLIDATED_LIST"
KINDS = {"INDIVIDUAL": PERSON, "ENTITY": BODY}
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{1,4}")
_SCRIPT_NOTE = re.compile(r"(?:in )?(?:original|[A-Z][a-z]+) script:\s*(.+)", re.IGNORECASE)


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    if day := day_of(attribute_in(opening.peeked(stream), "dateGenerated")):
        yield ListDate(day, _("the list itself"))
    for tag, element, number in opening.elements(stream, *KINDS, root=ROOT):
        yield _entry(tag, element, number)


def _entry(tag: str, element: Element, line: int) -> ParsedEntry | BadRow:
    names = tuple(dict.fromkeys(_names(tag, element)))
    reference, listed = text_of(element, "REFERENCE_NUMBER"), text_of(element, "LISTED_ON")
    about = (text_of(element, "FIRST_NAME") or reference)[:200]
    if not _REFERENCE.fullmatch(reference):
        return BadRow(line, _("The reference number is missing, or none of this list."), "REFERENCE_NUMBER", about)
    if not names:
        return BadRow(line, _("It has no name."), "FIRST_NAME", reference)
    day = day_of(listed)
    if listed and day is None:
        return BadRow(line, _("“%(text)s” is no day.") % {"text": listed[:40]}, "LISTED_ON", about)
    committee = text_of(element, "UN_LIST_TYPE")
    return ParsedEntry(
        list_id=reference,
        number=reference,
        kind=KINDS[tag],
        names=names,
        listings=(Listing(committee, day.isoformat() if day else "", legal_basis=committee),),
        births=tuple(dict.fromkeys(chain.from_iterable(map(_births, element.iter("INDIVIDUAL_DATE_OF_BIRTH"))))),
        birth_places=_places(element, "INDIVIDUAL_PLACE_OF_BIRTH"),
        nationalities=tuple(dict.fromkeys(country_code(text) for text in _values(element, "NATIONALITY"))),
        gender=gender_of(text_of(element, "GENDER")),
        positions=tuple(dict.fromkeys(_values(element, "DESIGNATION"))),
        identifiers=tuple(dict.fromkeys(_documents(element))),
        addresses=_places(element, f"{tag}_ADDRESS"),
        remarks=_folded(element, "COMMENTS1"),
        raw=_raw(element),
        line=line,
    )


def _names(tag: str, element: Element) -> Iterator[Name]:
    if text := " ".join(part for part in (_folded(element, name) for name in NAMES) if part):
        yield Name(text, PRIMARY, script=script_of(text))
    if original := _folded(element, "NAME_ORIGINAL_SCRIPT"):
        yield Name(original, ALIAS, script=script_of(original))
    for alias in element.iter(f"{tag}_ALIAS"):
        quality = text_of(alias, "QUALITY").lower()
        kind = FORMER if quality.startswith("f.k.a") else ALIAS
        for text in parts_of(_folded(alias, "ALIAS_NAME")):
            yield from _named(text.strip(" ,()"), kind, weak=quality == "low", person=tag == "INDIVIDUAL")
        if noted := _SCRIPT_NOTE.fullmatch(_folded(alias, "NOTE")):
            yield Name(noted[1], ALIAS, weak=quality == "low", script=script_of(noted[1]))


def _named(text: str, kind: str, *, weak: bool, person: bool) -> Iterator[Name]:
    """One name; a person's may be written "SURNAME, Given"."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if person and comma and family and given and "," not in given:
        yield Name(f"{given} {family}", kind, weak=weak, family=family, given=given, script=script_of(text))
    elif text:
        yield Name(text, kind, weak=weak, script=script_of(text))


def _births(element: Element) -> tuple[str, ...]:
    """DATE, YEAR, or FROM_YEAR and TO_YEAR; a note may say a month, or that it is approximate."""
    about = "approx" in f"{text_of(element, 'TYPE_OF_DATE')} {text_of(element, 'NOTE')}".lower()
    year, note = text_of(element, "YEAR"), text_of(element, "NOTE")
    if span := "-".join(part for part in (text_of(element, "FROM_YEAR"), text_of(element, "TO_YEAR")) if part):
        return births_of(span)
    if year and year in note and (finer := edtf_of(note)):  # "August 1961" beside 1961
        return (finer,)
    exact = text_of(element, "DATE") or year
    return births_of(f"circa {exact}" if about else exact)


def _places(element: Element, tag: str) -> tuple[str, ...]:
    texts = (", ".join(text for part in PLACE if (text := _folded(place, part))) for place in element.iter(tag))
    return tuple(dict.fromkeys(text for text in texts if text))


def _documents(element: Element) -> Iterator[Identifier]:
    for document in element.iter("INDIVIDUAL_DOCUMENT"):
        if number := _folded(document, "NUMBER"):
            kind = text_of(document, "TYPE_OF_DOCUMENT2") or text_of(document, "TYPE_OF_DOCUMENT")
            country = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
            yield Identifier(number_kind(kind), number, country_code(country))


def _values(element: Element, tag: str) -> list[str]:
    return [text for value in element.findall(f"{tag}/VALUE") if (text := " ".join((value.text or "").split()))]


def _folded(element: Element, path: str) -> str:
    return " ".join(text_of(element, path).split())


def _raw(element: Element) -> dict[str, str]:
    """The element as published: each tag with what stands in it, several ones apart."""
    raw: dict[str, list[str]] = {}
    for child in element:
        if text := ", ".join(" ".join(part.split()) for part in child.itertext() if part.strip()):
            raw.setdefault(child.tag, []).append(text)
    return {tag: " | ".join(texts) for tag, texts in raw.items()}


def looks_like(head: bytes) -> str | None:
    return "" if b"<CONSOLIDATED_LIST" in head else None


FORMAT = ListFormat("un", parse, looks_like, fallback="UN-SC")
