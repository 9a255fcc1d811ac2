"""The Swiss list (SECO), XML: `sanctions-program`, then `target`, then `place` elements, joined by `ssid`.

A target names its sets (`sanctions-set-id`), and a set belongs to a programme ("Financial measures, annex 2"). Names
are parts with types; a part may have a spelling in another script. `modification` says when it was listed. Places come
last, so entries are held until the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from sanctions.lists import opening
from sanctions.lists.ch_names import names_of
from sanctions.lists.opening import text_of
from sanctions.lists.shapes import (
    BODY,
    OTHER,
    PERSON,
    BadRow,
    Identifier,
    Item,
    ListDate,
    ListFormat,
    Listing,
    Name,
    ParsedEntry,
)
from sanctions.lists.words import attribute_in, births_of, country_code, day_of, gender_of, number_kind

ROOT = "swiss-sanctions-list"
KINDS = {"individual": PERSON, "entity": BODY, "object": OTHER}
DELISTED = "de-listed"


@dataclass(slots=True)
class _Held:
    """An entry whose places are not known yet."""

    entry: ParsedEntry
    births: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    if day := day_of(attribute_in(opening.peeked(stream), "date")):
        yield ListDate(day, _("the list itself"))
    sets: dict[str, Listing] = {}
    places: dict[str, str] = {}
    held: list[_Held] = []
    for tag, element, number in opening.elements(stream, "sanctions-program", "target", "place", root=ROOT):
        if tag == "sanctions-program":
            sets |= _sets(element)
        elif tag == "place":
            places[element.get("ssid", "")] = _place(element)
        else:
            found = _target(element, number, sets)
            if isinstance(found, BadRow):
                yield found
            elif found is not None:
                held.append(found)
    for one in held:
        yield _placed(one, places)


def _sets(program: Element) -> dict[str, Listing]:
    """The sets of a programme: the listing that each means, still without a day."""
    key = _english(program, "program-key")
    name = _english(program, "program-name")
    found: dict[str, Listing] = {}
    for one in program.findall("sanctions-set"):
        if one.get("lang") == "eng" or one.get("ssid", "") not in found:
            measure = " ".join((one.text or "").split())
            found[one.get("ssid", "")] = Listing(key or name, measures=(measure,) if measure else (), legal_basis=name)
    return found


def _english(element: Element, tag: str) -> str:
    texts = {one.get("lang", ""): " ".join((one.text or "").split()) for one in element.findall(tag)}
    return texts.get("eng") or next(iter(texts.values()), "")


def _target(target: Element, line: int, sets: Mapping[str, Listing]) -> _Held | BadRow | None:
    """A target; None for one that the list keeps although it was taken off."""
    number = target.get("ssid", "").strip()
    subject = next((child for child in target if child.tag in KINDS), None)
    if not number or subject is None:
        return BadRow(line, _("It is no person, entity or object with a number."), "target", number)
    changes = target.findall("modification")
    if changes and changes[-1].get("modification-type") == DELISTED:
        return None
    names = tuple(dict.fromkeys(names_of(subject)))
    if not names:
        return BadRow(line, _("It has no name."), "name", number)
    ids = [(one.text or "").strip() for one in target.findall("sanctions-set-id")]
    on = min((day for change in changes if (day := _listed_on(change))), default="")
    listings = _merged([sets.get(one, Listing(one)) for one in ids], on)
    return _held(target, subject, number, names, listings, line)


def _listed_on(change: Element) -> str:
    days = (day_of(change.get(name, "")) for name in ("effective-date", "enactment-date"))
    found = next((day for day in days if day), None)
    return found.isoformat() if found and change.get("modification-type") == "listed" else ""


def _merged(listings: list[Listing], on: str) -> tuple[Listing, ...]:
    """One listing for each programme, with the measures of all its sets."""
    merged: dict[str, Listing] = {}
    for one in listings:
        known = merged.get(one.tag)
        measures = tuple(dict.fromkeys((*(known.measures if known else ()), *one.measures)))
        merged[one.tag] = Listing(one.tag, on, measures, one.legal_basis)
    return tuple(merged.values())


def _held(
    target: Element, subject: Element, number: str, names: tuple[Name, ...], listings: tuple[Listing, ...], line: int
) -> _Held:
    attributes = [(one.get("name", ""), "".join(one.itertext()).strip()) for one in subject.iter("generic-attribute")]
    positions = [text for name, text in attributes if name.lower() in ("position", "function")]
    others = [f"{name}: {text}" for name, text in attributes if name.lower() not in ("position", "function")]
    others += _texts(subject, "other-information")
    nations = (one.get("iso-code") or one.text or "" for one in subject.findall(".//nationality/country"))
    entry = ParsedEntry(
        list_id=number,
        number=number,
        kind=KINDS[subject.tag],
        names=names,
        listings=listings,
        births=tuple(dict.fromkeys(birth for one in subject.iter("day-month-year") for birth in _birth(one))),
        nationalities=tuple(dict.fromkeys(country_code(nation) for nation in nations if nation.strip())),
        gender=gender_of(subject.get("sex", "")),
        positions=tuple(dict.fromkeys(positions)),
        identifiers=tuple(_documents(subject)),
        linked_to=tuple(
            f"{one.get('relation-type', '')} {one.get('target-id', '')}" for one in subject.iter("relation")
        ),
        reasons="\n".join(_texts(subject, "justification")),
        remarks="\n".join(others),
        also_known_by=text_of(target, "foreign-identifier"),
        raw=_raw(target, subject),
        line=line,
    )
    births = [one.get("place-id", "") for one in subject.iter("place-of-birth")]
    addresses = [(one.get("place-id", ""), text_of(one, "address-details")) for one in subject.iter("address")]
    return _Held(entry, births, addresses)


def _birth(element: Element) -> tuple[str, ...]:
    if element.get("calendar", "Gregorian") != "Gregorian":
        return ()
    year, month, day = (element.get(name, "") for name in ("year", "month", "day"))
    parts = [year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if month and day else [])]
    return births_of("-".join(parts)) if year else ()


def _documents(subject: Element) -> Iterator[Identifier]:
    for document in subject.iter("identification-document"):
        if number := text_of(document, "number"):
            issuer = document.find("issuer")
            code = issuer.get("code", "") if issuer is not None else ""
            yield Identifier(number_kind(document.get("document-type", "")), number, country_code(code))


def _texts(element: Element, tag: str) -> list[str]:
    return [text for one in element.iter(tag) if (text := " ".join("".join(one.itertext()).split()))]


def _raw(target: Element, subject: Element) -> dict[str, str]:
    raw = {f"target {name}": value for name, value in target.attrib.items()}
    raw |= {f"{subject.tag} {name}": value for name, value in subject.attrib.items()}
    for number, change in enumerate(target.findall("modification"), start=1):
        raw |= {f"modification {number} {name}": value for name, value in change.attrib.items()}
    return raw


def _place(element: Element) -> str:
    parts = [text_of(element, "location"), text_of(element, "area"), text_of(element, "country")]
    return ", ".join(part for part in parts if part)


def _placed(held: _Held, places: Mapping[str, str]) -> ParsedEntry:
    births = dict.fromkeys(places.get(one, "") for one in held.births)
    addresses = (", ".join(part for part in (text, places.get(one, "")) if part) for one, text in held.addresses)
    return replace(
        held.entry,
        birth_places=tuple(place for place in births if place),
        addresses=tuple(dict.fromkeys(address for address in addresses if address)),
    )


def looks_like(head: bytes) -> str | None:
    return "" if b"<swiss-sanctions-list" in head else None


FORMAT = ListFormat("ch", parse, looks_like, guarded=("births", "listings"))
