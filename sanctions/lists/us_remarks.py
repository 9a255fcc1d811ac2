"""What OFAC writes into the remarks of an entry: "DOB 22 Jan 1979; nationality Russia; Tax ID No. 7709… (Russia)."

Cut at "; " and told apart by how each piece begins; what no beginning names stays as a remark. The names of documents
are also those of its XML lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sanctions.lists.shapes import ALIAS, FORMER, Identifier, Name
from sanctions.lists.words import country_code, edtf_of, script_of

#: Documents by their names in the lists, and what kind of number they carry.
DOCUMENTS = {
    "Passport": "passport",
    "Diplomatic Passport": "passport",
    "Stateless Person Passport": "passport",
    "Tax ID No.": "tax",
    "V.A.T. Number": "tax",
    "NIT #": "tax",
    "RUC #": "tax",
    "RTN": "tax",
    "R.F.C.": "tax",
    "RFC": "tax",
    "Italian Fiscal Code": "tax",
    "Fiscal Code": "tax",
    "National ID No.": "national",
    "National Foreign ID Number": "national",
    "Identification Number": "national",
    "Turkish Identification Number": "national",
    "Personal ID Card": "national",
    "Citizen's Card Number": "national",
    "Kenyan ID No.": "national",
    "Refugee ID Card": "national",
    "Residency Number": "national",
    "Birth Certificate Number": "national",
    "Cedula No.": "national",
    "D.N.I.": "national",
    "C.U.I.": "national",
    "C.U.R.P.": "national",
    "C.U.I.P.": "national",
    "CURP": "national",
    "SSN": "national",
    "Driver's License No.": "driver",
    "Travel Document Number": "travel",
    "Registration Number": "registration",
    "Registration ID": "registration",
    "Registration Certificate Number (Dubai)": "registration",
    "Business Registration Number": "registration",
    "Business Registration Document #": "registration",
    "Business Number": "registration",
    "Government Gazette Number": "registration",
    "Company Number": "registration",
    "Commercial Registry Number": "registration",
    "Chamber of Commerce Number": "registration",
    "Economic Register Number (CBLS)": "registration",
    "Enterprise Number": "registration",
    "Legal Entity Number": "registration",
    "Folio Mercantil No.": "registration",
    "Matricula Mercantil No": "registration",
    "C.R. No.": "registration",
    "Trade License No.": "registration",
    "Public Registration Number": "registration",
    "License": "registration",
    "Unified Social Credit Code (USCC)": "registration",
    "Vessel Registration Identification": "vessel",
    "MMSI": "vessel",
}
_NUMBER = re.compile(r"(?P<value>.*?)(?: \((?P<country>[^()]*)\))?(?: (?:issued|expires) .*)?")


@dataclass
class Remarks:
    """What was found; `rest` are the pieces that say something else."""

    births: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    gender: str = ""
    identifiers: list[Identifier] = field(default_factory=list)
    aliases: list[Name] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def remarks_of(text: str, *, person: bool, titles: Iterable[str] = ()) -> Remarks:
    """Take a remark apart; `titles` are those of its own column, which the remark repeats."""
    found = Remarks()
    if not text:
        return found
    known = {title.casefold() for title in titles}
    for piece in text.removesuffix(".").split("; "):
        piece = piece.strip()
        if not piece or piece.removesuffix(".").casefold() in known:
            continue
        if not _take(found, piece.removeprefix("alt. "), person=person):
            found.rest.append(piece)
    return found


def _take(found: Remarks, piece: str, *, person: bool) -> bool:
    for beginning, take in _BEGINNINGS.get(piece.split(" ", 1)[0], ()):
        if piece.startswith(beginning):
            return take(found, beginning, piece[len(beginning) :].strip(), person)
    return False


def _birth(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    day = birth_of(said)
    if day and day not in found.births:
        found.births.append(day)
    return bool(day)


def birth_of(said: str) -> str:
    """A birth as OFAC writes it, as EDTF: a day, a month, a year, "circa 1951", "08 Nov 1985 to 07 Nov 1986"."""
    start, to, end = " ".join(said.split()).partition(" to ")
    if not to:
        return edtf_of(start)
    first, last = edtf_of(start).rstrip("~"), edtf_of(end).rstrip("~")
    if not first or not last or "/" in first + last or first > last:
        return ""
    return first if first == last else f"{first}/{last}"


def _place(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    found.birth_places.append(said)
    return True


def _nationality(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    code = country_code(said)
    if code not in found.nationalities:
        found.nationalities.append(code)
    return True


def _gender(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    found.gender = said.casefold() if said.casefold() in ("female", "male") else ""
    return bool(found.gender)


def _linked(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    found.linked_to.append(said)
    return True


def _alias(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    """A weak alias, which stands in single quotes: "a.k.a. 'CHUEI'"."""
    text = said.removesuffix(".")
    if text.startswith("'") and text.endswith("'") and len(text) > 2:
        text = text[1:-1]
    kind = FORMER if beginning.startswith("f") else ALIAS
    found.aliases.append(name_of(text, person=person, kind=kind, weak=True))
    return True


def _document(found: Remarks, beginning: str, said: str, person: bool) -> bool:
    number = _NUMBER.fullmatch(said)
    if number is None or not number["value"]:
        return False
    found.identifiers.append(Identifier(DOCUMENTS[beginning], number["value"], country_code(number["country"] or "")))
    return True


_Take = Callable[[Remarks, str, str, bool], bool]


def _by_first_word() -> dict[str, list[tuple[str, _Take]]]:
    beginnings: dict[str, _Take] = {
        "DOB": _birth,
        "POB": _place,
        "nationality": _nationality,
        "citizen": _nationality,
        "Gender": _gender,
        "Linked To:": _linked,
        "a.k.a.": _alias,
        "f.k.a.": _alias,
        "n.k.a.": _alias,
        **dict.fromkeys(DOCUMENTS, _document),
    }
    by_word: dict[str, list[tuple[str, _Take]]] = {}
    for beginning in sorted(beginnings, key=len, reverse=True):
        by_word.setdefault(beginning.split(" ", 1)[0], []).append((beginning, beginnings[beginning]))
    return by_word


_BEGINNINGS = _by_first_word()


def name_of(text: str, *, person: bool, kind: str = ALIAS, weak: bool = False) -> Name:
    """A name as OFAC writes it ("LENSKAYA, Elena Anatolievna"), in reading order where it is a person's."""
    text = " ".join(text.split())
    family, comma, given = text.partition(", ")
    if not person or not comma:
        return Name(text, kind, weak, script=script_of(text))
    return Name(f"{given} {family}", kind, weak, family, given, script_of(text))


def named(family: str, given: str, *, kind: str = ALIAS, weak: bool = False) -> Name:
    """A name whose parts an XML list gives apart."""
    text = " ".join(f"{given} {family}".split())
    return Name(text, kind, weak, family if given else "", given, script_of(text))


def distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    """Each name once, as it stands first: remarks repeat aliases of the alias file."""
    kept: dict[str, Name] = {}
    for name in names:
        kept.setdefault(name.text.casefold(), name)
    return tuple(kept.values())
