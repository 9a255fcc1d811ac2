"""Lists made up in official shape and size, the same every time: names of nobody, dates of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

FAMILIES = ("IVANOV", "PETROV", "SIDOROV", "KIM", "HUSSEIN", "LOPEZ", "CHEN", "NOVAK", "DIALLO", "AHMADI")
GIVEN = ("Ivan", "Olga", "Yong Chol", "Ali", "Maria", "Wei", "Petr", "Amina", "Reza", "Elena")
CYRILLIC = ("ИВАНОВ", "ПЕТРОВ", "СИДОРОВ", "КИМ", "ХУСЕЙН", "ЛОПЕС", "ЧЕНЬ", "НОВАК", "ДИАЛЛО", "АХМАДИ")
PROGRAMMES = ("SDGT", "RUSSIA-EO14024", "GLOMAG", "SDNTK", "NPWMD] [IFSR", "MAGNIT")
#: As many as OFAC published on 3 May 2024, and stood beside it in February 2025.
ENTRIES, ALIASES, ADDRESSES = 14_965, 19_486, 22_641
NOTHING = "-0- "


def sdn(folder: Path, seed: int = 1) -> dict[str, Path]:
    """sdn.csv, alt.csv and add.csv in `folder`, by their names."""
    chance = Random(seed)
    files = {
        "sdn.csv": (_sdn_row(number, chance) for number in range(1, ENTRIES + 1)),
        "alt.csv": (
            f'{chance.randint(1, ENTRIES)},{number},"aka","{_name(chance)}",{NOTHING}'
            for number in range(1, ALIASES + 1)
        ),
        "add.csv": (
            f'{chance.randint(1, ENTRIES)},{number},"{number} Main Street","Moscow 1{number:05}","Russia",{NOTHING}'
            for number in range(1, ADDRESSES + 1)
        ),
    }
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{line}\r\n" for line in lines) + "\x1a", encoding="utf-8")
    return {name: folder / name for name in files}


def _name(chance: Random) -> str:
    return f"{chance.choice(FAMILIES)}{chance.randint(1, 9999)}, {chance.choice(GIVEN)} {chance.choice(GIVEN)}"


def _sdn_row(number: int, chance: Random) -> str:
    day = f"{chance.randint(1, 28):02} Mar {chance.randint(1940, 1999)}"
    remarks = (
        f"DOB {day}; POB Moscow, Russia; nationality Russia; Gender Male; Passport {number:09} (Russia) expires "
        f"28 Jun 2029; Tax ID No. {number:012} (Russia); a.k.a. 'NAME {number}'; Secondary sanctions risk: Ukraine-/"
        "Russia-Related Sanctions Regulations, 31 CFR 589.201; Linked To: SOME COMPANY."
    )
    kind, title = ('"individual"', '"Some Official"') if number % 2 else (NOTHING, NOTHING)
    said = f'{number},"{_name(chance)}",{kind},"{chance.choice(PROGRAMMES)}",{title}'
    return f'{said},{",".join([NOTHING] * 6)},"{remarks}"'


# --- sdn_advanced.xml
def advanced(path: Path, megabytes: int = 122) -> int:
    """An advanced XML of at least so many MB; returns how many parties it has."""
    parties = 0
    with path.open("w", encoding="utf-8") as file:
        size = file.write(_HEAD)
        # A party and what stands elsewhere about it take so much; half of it comes before all parties.
        sample = len((_location(1) + _document(1) + _party(1) + _relation(1) + _entry(1)).encode())
        parties = (megabytes * 1_000_000 - size) // sample + 1
        for part, make in _PARTS.items():
            file.write(f"  <{part}>\n")
            file.writelines(make(number) for number in range(1, parties + 1))
            file.write(f"  </{part}>\n")
        file.write("</Sanctions>\n")
    return parties


def _values() -> Iterator[str]:
    meanings = {
        "AliasType": {"1400": "A.K.A.", "1403": "Name"},
        "Country": {"11082": "Russia"},
        "DetailReference": {"91526": "Male"},
        "FeatureType": {"8": "Birthdate", "9": "Place of Birth", "10": "Nationality Country", "25": "Location"}
        | {"26": "Title", "224": "Gender", "504": "Secondary sanctions risk:"},
        "IDRegDocType": {"1571": "Passport", "1596": "Tax ID No."},
        "NamePartType": {"1520": "Last Name", "1521": "First Name"},
        "PartyType": {"1": "Individual"},
        "SanctionsType": {"1": "Program", "1705": "Block"},
    }
    for name, values in meanings.items():
        said = "".join(f'<{name} ID="{number}">{text}</{name}>' for number, text in values.items())
        yield f"    <{name}Values>{said}</{name}Values>\n"
    yield '    <PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>\n'
    scripts = '<Script ID="215" ScriptCode="Latn">Latin</Script><Script ID="220" ScriptCode="Cyrl">Cyrillic</Script>'
    yield f"    <ScriptValues>{scripts}</ScriptValues>\n"


_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<Sanctions xmlns="https://example.org/ADVANCED_XML">\n'
    "  <DateOfIssue><Year>2024</Year><Month>5</Month><Day>3</Day></DateOfIssue>\n"
    "  <ReferenceValueSets>\n" + "".join(_values()) + "  </ReferenceValueSets>\n"
)


def _location(number: int) -> str:
    value = f'<LocationPartValue Primary="true">\n<Comment />\n<Value>Moscow 1{number:06}</Value>\n</LocationPartValue>'
    return (
        f'    <Location ID="{number:07}">\n      <LocationCountry CountryID="11082" CountryRelevanceID="2" />\n'
        f'      <LocationPart LocPartTypeID="1454">\n{value}\n      </LocationPart>\n    </Location>\n'
    )


def _document(number: int) -> str:
    return (
        f'    <IDRegDocument ID="{number:07}" IDRegDocTypeID="1596" IdentityID="{number:07}" '
        f'IssuedBy-CountryID="11082">\n      <Comment />\n'
        f"      <IDRegistrationNo>{number:012}</IDRegistrationNo>\n    </IDRegDocument>\n"
    )


def _alias(number: int, place: int) -> str:
    family, given = FAMILIES[(number + place) % 10], GIVEN[number // 10 % 10]
    names = []
    for script, said in (("215", f"{family}{number:07}"), ("220", f"{CYRILLIC[number % 10]}{number:07}")):
        parts = "".join(
            f'                <DocumentedNamePart>\n                  <NamePartValue NamePartGroupID="{group}" '
            f'ScriptID="{script}" ScriptStatusID="1" Acronym="false">{text}</NamePartValue>\n'
            "                </DocumentedNamePart>\n"
            for group, text in ((f"{number:07}1", said), (f"{number:07}2", given))
        )
        names.append(
            f'              <DocumentedName ID="{number:07}{place}" DocNameStatusID="1">\n{parts}              '
            "</DocumentedName>\n"
        )
    main = "true" if place == 0 else "false"
    return (
        f'            <Alias FixedRef="{number:07}" AliasTypeID="1403" Primary="{main}" LowQuality="false">\n'
        f"{''.join(names)}            </Alias>\n"
    )


def _feature(number: int, type_: str, inner: str) -> str:
    return (
        f'          <Feature ID="{number:07}{type_:>03}" FeatureTypeID="{type_}">\n'
        f'            <FeatureVersion ID="{number:07}" ReliabilityID="1560">\n              <Comment />\n'
        f"              {inner}\n            </FeatureVersion>\n          </Feature>\n"
    )


def _bound(name: str, number: int) -> str:
    day = f"<Year>{1940 + number % 50}</Year><Month>3</Month><Day>{1 + number % 28}</Day>"
    return f'<{name} Approximate="false"><From>{day}</From><To>{day}</To></{name}>'


def _party(number: int) -> str:
    aliases = "".join(_alias(number, place) for place in range(3))
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{number:07}{place}" NamePartTypeID="{type_}" />'
        "</MasterNamePartGroup>\n"
        for place, type_ in ((1, "1520"), (2, "1521"))
    )
    features = {
        "8": f"<DatePeriod>{_bound('Start', number)}{_bound('End', number)}</DatePeriod>",
        "10": f'<VersionLocation LocationID="{number:07}" />',
        "25": f'<VersionLocation LocationID="{number:07}" />',
        "26": '<VersionDetail DetailTypeID="1432">Some Official of Some Ministry</VersionDetail>',
        "224": '<VersionDetail DetailTypeID="1431" DetailReferenceID="91526" />',
        "504": '<VersionDetail DetailTypeID="1432">Regulations, 31 CFR 589.201</VersionDetail>',
    }
    return (
        f'    <DistinctParty FixedRef="{number}">\n      <Comment />\n'
        f'      <Profile ID="{number:07}" PartySubTypeID="4">\n'
        f'        <Identity ID="{number:07}" FixedRef="{number}" Primary="true" False="false">\n{aliases}'
        f"          <NamePartGroups>\n{groups}          </NamePartGroups>\n        </Identity>\n"
        f"{''.join(_feature(number, type_, inner) for type_, inner in features.items())}"
        "      </Profile>\n    </DistinctParty>\n"
    )


def _relation(number: int) -> str:
    return (
        f'    <ProfileRelationship ID="{number:07}" From-ProfileID="{number:07}" To-ProfileID="{number // 2 + 1:07}" '
        'RelationTypeID="1555" Former="false">\n      <Comment />\n    </ProfileRelationship>\n'
    )


def _entry(number: int) -> str:
    return (
        f'    <SanctionsEntry ID="{number:07}" ProfileID="{number:07}" ListID="1550">\n'
        '      <EntryEvent EntryEventTypeID="1">\n        <Comment />\n'
        "        <Date><Year>2023</Year><Month>3</Month><Day>3</Day></Date>\n      </EntryEvent>\n"
        '      <SanctionsMeasure SanctionsTypeID="1">\n        <Comment>GLOMAG</Comment>\n      </SanctionsMeasure>\n'
        "    </SanctionsEntry>\n"
    )


_PARTS = {
    "Locations": _location,
    "IDRegDocuments": _document,
    "DistinctParties": _party,
    "ProfileRelationships": _relation,
    "SanctionsEntries": _entry,
}
