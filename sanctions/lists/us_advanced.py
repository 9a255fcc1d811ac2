"""OFAC's SDN list as `sdn_advanced.xml`, some 122 MB: names in their scripts, weak aliases, dates as spans.

In this order: `DateOfIssue`; `ReferenceValueSets`, which say what the numbers mean; `Locations`; `IDRegDocuments`;
`DistinctParties` (names, and features: birth, nationality, title…); `ProfileRelationships`; `SanctionsEntries`, which
say the programmes and stand behind the people they are about. So it is read once, each party put aside in a file of
its own until the programmes are known. What is held in memory is small: places, documents, programmes, names.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
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
from sanctions.lists.us_remarks import DOCUMENTS, distinct
from sanctions.lists.words import country_code, script_of

ROOT = "Sanctions"
#: Of the reference values, those that are looked up.
MEANINGS = (
    "AliasType", "AreaCode", "Country", "DetailReference", "FeatureType", "IDRegDocType", "List", "NamePartType",
    "PartySubType", "PartyType", "RelationType", "SanctionsType", "Script",
)  # fmt: skip
PARTS = ("DateOfIssue", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship", "SanctionsEntry")
KINDS = {"Individual": PERSON, "Entity": BODY, "Transport": VESSEL}
FAMILY_PARTS, GIVEN_PARTS = ("Last Name", "Maiden Name"), ("First Name", "Middle Name", "Patronymic", "Matronymic")
FORMER_ALIASES = ("F.K.A.",)
#: What "circa" comes to: a period that is marked so.
APPROXIMATE = "Approximate"


@dataclass
class _Known:
    """What is kept while reading: the meanings of numbers, and what belongs to parties but stands elsewhere."""

    meanings: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in MEANINGS})
    kinds: dict[str, str] = field(default_factory=dict)  # by PartySubType
    places: dict[str, str] = field(default_factory=dict)
    documents: dict[str, list[Identifier]] = field(default_factory=dict)  # by Identity
    listings: dict[str, list[Listing]] = field(default_factory=dict)  # by Profile
    names: dict[str, str] = field(default_factory=dict)  # by Profile
    linked: dict[str, list[str]] = field(default_factory=dict)  # profiles by Profile

    def says(self, of: str, number: str | None) -> str:
        return self.meanings[of].get(number or "", "")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    known = _Known()
    with tempfile.TemporaryFile() as aside:
        parties = kept = 0
        for tag, element, _number in opening.elements(stream, *MEANINGS, *PARTS, root=ROOT):
            if tag == "DistinctParty":
                parties += 1
                profile, entry = _party(element, parties, known)
                if isinstance(entry, BadRow):
                    yield entry
                    continue
                known.names[profile] = entry.name
                pickle.dump((profile, entry), aside, pickle.HIGHEST_PROTOCOL)
                kept += 1
            elif tag == "DateOfIssue":
                if day := _day(element):
                    yield ListDate(day, "DateOfIssue")
            else:
                _note(tag, element, known)
        aside.seek(0)
        for _number in range(kept):
            profile, entry = pickle.load(aside)  # what we put there a moment ago
            yield _joined(profile, entry, known)


def _joined(profile: str, entry: ParsedEntry, known: _Known) -> ParsedEntry | BadRow:
    """The entry with what stands behind it. That somebody is listed is said there, and nowhere else."""
    listings = dict.fromkeys(known.listings.get(profile, ()))
    if not listings:
        return BadRow(entry.line, _("No sanctions entry names a programme for it."), "SanctionsEntry", entry.name[:200])
    linked = (known.names[other] for other in known.linked.get(profile, ()) if other in known.names)
    return replace(entry, listings=tuple(listings), linked_to=tuple(dict.fromkeys(linked)))


# --- What is looked up
def _note(tag: str, element: Element, known: _Known) -> None:
    if tag in MEANINGS:
        _note_meaning(tag, element, known)
    elif tag == "Location":
        known.places[element.get("ID", "")] = _place(element, known)
    elif tag == "IDRegDocument":
        _note_document(element, known)
    elif tag == "ProfileRelationship":
        if element.get("Former") != "true":
            known.linked.setdefault(element.get("From-ProfileID", ""), []).append(element.get("To-ProfileID", ""))
    else:
        _note_listing(element, known)


def _note_meaning(tag: str, element: Element, known: _Known) -> None:
    number, said = element.get("ID", ""), (element.text or "").strip()
    if tag == "Script":
        said = element.get("ScriptCode", "")
    elif tag == "Country":
        said = element.get("ISO2") or said
    elif tag == "AreaCode":
        said = element.get("Description") or said
    elif tag == "PartySubType":
        # "Unknown" is what they call a person or a body without a finer kind; the party type tells them apart.
        known.kinds[number] = element.get("PartyTypeID", "")
    known.meanings[tag][number] = said


def _place(element: Element, known: _Known) -> str:
    parts = [text_of(value, "Value") for value in element.iterfind("LocationPart/LocationPartValue")]
    countries = [known.says("Country", one.get("CountryID")) for one in element.iterfind("LocationCountry")]
    areas = [known.says("AreaCode", one.get("AreaCodeID")) for one in element.iterfind("LocationAreaCode")]
    return ", ".join(text for text in dict.fromkeys([*parts, *(countries or areas)]) if text)


def _note_document(element: Element, known: _Known) -> None:
    type_, value = known.says("IDRegDocType", element.get("IDRegDocTypeID")), text_of(element, "IDRegistrationNo")
    if value and type_ in DOCUMENTS:
        country = country_code(known.says("Country", element.get("IssuedBy-CountryID")))
        identity = element.get("IdentityID", "")
        known.documents.setdefault(identity, []).append(Identifier(DOCUMENTS[type_], value, country))


def _note_listing(element: Element, known: _Known) -> None:
    """Programmes of a profile: each measure of the type "Program" names one; the event says since when.

    OFAC's other list has the same shape, and who is on that alone is not on this one.
    """
    if known.says("List", element.get("ListID")).startswith("Consolidated"):
        return
    days = [day for one in element.iterfind("EntryEvent/Date") if (day := _day(one))]
    on = min(days).isoformat() if days else ""
    kept = known.listings.setdefault(element.get("ProfileID", ""), [])
    for measure in element.iterfind("SanctionsMeasure"):
        tag = text_of(measure, "Comment")
        if tag and known.says("SanctionsType", measure.get("SanctionsTypeID")) == "Program":
            kept.append(Listing(tag, on))


# --- A party
def _party(element: Element, line: int, known: _Known) -> tuple[str, ParsedEntry | BadRow]:
    number, profile = element.get("FixedRef", ""), element.find("Profile")
    if not number.isdigit() or profile is None:
        return "", BadRow(line, _("The party has no number, or no profile."), "FixedRef", number[:200])
    names = distinct(_names(profile, known))
    if not names:
        return "", BadRow(line, _("The party has no name."), "DocumentedName", number)
    facts = _Facts.of(profile, known)
    party_type = known.says("PartyType", known.kinds.get(profile.get("PartySubTypeID", "")))
    identities = [identity.get("ID", "") for identity in profile.iterfind("Identity")]
    return profile.get("ID", number), ParsedEntry(
        list_id=number,
        number=number,
        kind=KINDS.get(party_type, OTHER),
        names=names,
        births=tuple(facts.births),
        birth_places=tuple(facts.of_type("Place of Birth")),
        nationalities=tuple(
            dict.fromkeys(country_code(text) for text in facts.of_type("Nationality Country", "Citizenship Country"))
        ),
        gender=next((text.casefold() for text in facts.of_type("Gender") if text in ("Female", "Male")), ""),
        positions=tuple(facts.of_type("Title")),
        identifiers=tuple(one for identity in identities for one in known.documents.get(identity, ())),
        addresses=tuple(facts.of_type("Location")),
        remarks="; ".join(filter(None, [text_of(element, "Comment"), *facts.others()])),
        raw={"FixedRef": number, "ProfileID": profile.get("ID", "")},
        line=line,
    )


def _names(profile: Element, known: _Known) -> Iterator[Name]:
    """The names of a profile, the primary one first."""
    found = []
    for identity in profile.iterfind("Identity"):
        groups = {
            group.get("ID", ""): known.says("NamePartType", group.get("NamePartTypeID"))
            for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        for alias in identity.iterfind("Alias"):
            main = alias.get("Primary") == "true" and identity.get("Primary") != "false"
            former = known.says("AliasType", alias.get("AliasTypeID")) in FORMER_ALIASES
            weak = alias.get("LowQuality") == "true"
            for place, documented in enumerate(alias.iterfind("DocumentedName")):
                # The same alias in a second script is an alias.
                kind = PRIMARY if main and not place else FORMER if former else ALIAS
                if name := _name(documented, groups, known, kind=kind, weak=weak):
                    found.append(name)
    yield from sorted(found, key=lambda name: name.kind != PRIMARY)


def _name(documented: Element, groups: Mapping[str, str], known: _Known, *, kind: str, weak: bool) -> Name | None:
    parts: list[tuple[str, str]] = []
    script = ""
    for value in documented.iterfind("DocumentedNamePart/NamePartValue"):
        if text := " ".join((value.text or "").split()):
            parts.append((groups.get(value.get("NamePartGroupID", ""), ""), text))
            code = known.says("Script", value.get("ScriptID"))
            script = script or ("" if code == "Latn" else code)
    family = " ".join(text for type_, text in parts if type_ in FAMILY_PARTS)
    given = " ".join(text for type_, text in parts if type_ in GIVEN_PARTS)
    others = " ".join(text for type_, text in parts if type_ not in (*FAMILY_PARTS, *GIVEN_PARTS))
    text = " ".join(part for part in (given, family, others) if part)
    if not text:
        return None
    return Name(text, kind, weak, family if given else "", given if family else "", script or script_of(text))


@dataclass
class _Facts:
    """The features of a profile: texts by what they are called, and births."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    births: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, profile: Element, known: _Known) -> _Facts:
        facts = cls()
        for feature in profile.iterfind("Feature"):
            type_ = known.says("FeatureType", feature.get("FeatureTypeID"))
            for version in feature.iterfind("FeatureVersion"):
                if type_ == "Birthdate":
                    facts.births += [birth for period in version.iterfind("DatePeriod") if (birth := birth_of(period))]
                else:
                    facts.texts.setdefault(type_, []).extend(_said(version, known))
        facts.births = list(dict.fromkeys(facts.births))
        return facts

    def of_type(self, *types: str) -> Iterable[str]:
        return dict.fromkeys(text for type_ in types for text in self.texts.pop(type_, ()))

    def others(self) -> list[str]:
        """What nobody has asked for by its name."""
        return [f"{type_} {text}".strip() for type_, texts in self.texts.items() for text in texts]


def _said(version: Element, known: _Known) -> Iterator[str]:
    for detail in version.iterfind("VersionDetail"):
        text = (detail.text or "").strip() or known.says("DetailReference", detail.get("DetailReferenceID"))
        if text:
            yield text
    for location in version.iterfind("VersionLocation"):
        if text := known.places.get(location.get("LocationID", ""), ""):
            yield text


# --- Dates
def birth_of(period: Element) -> str:
    """A period as EDTF: a whole year is a year, a whole month a month, one day a day; else its ends."""
    bounds = [period.find(f"{end}/{bound}") for end in ("Start", "End") for bound in ("From", "To")]
    days = [day for bound in bounds if bound is not None and (day := _day(bound))]
    if not days:
        return ""
    first, last = min(days), max(days)
    about = any(end.get(APPROXIMATE) == "true" for name in ("Start", "End") for end in period.iterfind(name))
    said = _period(first, last)
    return f"{said}~" if about and "/" not in said else said


def _period(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    whole_end = (last + timedelta(days=1)).day == 1
    if first.day == 1 and whole_end and (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _day(element: Element) -> date | None:
    """Year, Month, Day as elements; None where they make no day."""
    try:
        return date(*(int(text_of(element, name)) for name in ("Year", "Month", "Day")))
    except ValueError:
        return None


def looks_like(head: bytes) -> str | None:
    return "" if b"<Sanctions" in head and (b"ReferenceValueSets" in head or b"DateOfIssue" in head) else None


FORMAT = ListFormat("us-sdn-advanced", parse, looks_like, guarded=("births", "nationalities", "listings", "aliases"))
