"""OFSI's consolidated list of financial sanctions targets, workbook: closed on 28 January 2026, kept for history.

First row "Last Updated" and a day, second row the columns; one row per name (and birth date, and address) of a group,
scattered over the sheet; "Group ID" holds them together. What has no column of its own stands in "Other Information",
as "(Label):text (Label):text": the UK Sanctions List reference, the statement of reasons, the gender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _

from sanctions.lists.gathering import Gathering
from sanctions.lists.opening import ZIP, workbook_rows
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
from sanctions.lists.tables import HEADER_WITHIN, Columns, Row, formula_in, is_header, no_header
from sanctions.lists.uk import tag_of
from sanctions.lists.words import births_of, country_code, day_of, gender_of, number_kind, numbered, script_of

REQUIRED = ("Name 6", "Name 1", "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
GIVEN = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
ADDRESS = (*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country")
KINDS = {"individual": PERSON, "entity": BODY, "ship": VESSEL}
NAME_TYPES = {"primary name": PRIMARY, "fka": FORMER}
#: The labels within "Other Information" that we read; what stands before the first, and under others, is a remark.
REFERENCE, REASONS, GENDER = "UK Sanctions List Ref", "UK Statement of Reasons", "Gender"
NUMBERS = {"UN Ref": "UN reference", "Business Reg No": "registration", "IMO number": "vessel"}
LINKED = ("Parent company", "Subsidiaries", "Current owners")
LABELS = (
    *(REFERENCE, REASONS, GENDER, *NUMBERS, *LINKED),
    *("Phone number", "Email address", "Website", "Fax", "Type of entity", "Flag of ship", "Previous flags"),
    *("Type of ship", "Tonnage of ship", "Length of ship", "Year built"),
)
_LABEL = re.compile(rf"\(({'|'.join(map(re.escape, LABELS))})\)\s*:\s*")
_REFERENCE = re.compile(r"[A-Za-z]{2,6}\.?\d{3,6}|[A-Z]{2}[ei]\.\d{3}")


def parse(stream: IO[bytes], beside: Mapping[str, IO[bytes]]) -> Iterator[Item]:
    with workbook_rows(stream) as rows:
        numbered_rows = enumerate(rows, start=1)
        said, columns = _heading(numbered_rows)
        if said:
            yield ListDate(said, _("its first row"))
        groups: dict[str, _Group] = {}
        for line, cells in numbered_rows:
            row = columns.row(line, cells)
            if not row.texts:
                continue
            if bad := formula_in(cells, columns.titles, line) or _broken(row):
                yield bad
                continue
            groups.setdefault(row["Group ID"], _Group(row)).add(row, columns.raw(row))
    for number in list(groups):
        yield groups.pop(number).entry()


def _heading(rows: Iterator[tuple[int, tuple[Any, ...]]]) -> tuple[date | None, Columns]:
    """The day of the list, and its columns."""
    said: date | None = None
    for line, cells in rows:
        texts = [cell.value for cell in cells]
        if is_header(texts, REQUIRED):
            return said, Columns(texts, REQUIRED)
        days = (day_of(str(text)) for text in texts if text is not None)
        said = said or next((day for day in days if day), None)
        if line >= HEADER_WITHIN:
            break
    raise no_header(REQUIRED)


def _broken(row: Row) -> BadRow | None:
    text = row.joined(*GIVEN, "Name 6")[:200]
    if not row["Group ID"].isdigit():
        return BadRow(row.line, _("The group’s number is missing or none."), "Group ID", text)
    if (day := row["Listed On"]) and day_of(day) is None:
        return BadRow(row.line, _("“%(text)s” is no day.") % {"text": day[:40]}, "Listed On", text)
    return None


class _Group:
    """The rows of one Group ID."""

    def __init__(self, row: Row) -> None:
        self.number = row["Group ID"]
        self.kind = KINDS.get(row["Group Type"].lower(), OTHER)
        self.reference = ""
        self.regimes: dict[tuple[str, str], None] = {}
        self.seen: set[str] = set()
        self.gathered = Gathering(row.line)

    def add(self, row: Row, raw: Mapping[str, str]) -> None:
        gathered = self.gathered
        self._names(row)
        day = day_of(row["Listed On"])
        self.regimes.setdefault((row["Regime"], day.isoformat() if day else ""))
        gathered.add("births", births_of(row["DOB"]))
        gathered.add("birth_places", _places(row))
        gathered.add("nationalities", map(country_code, numbered(row["Nationality"])))
        gathered.add("positions", numbered(row["Position"]))
        gathered.add("addresses", [row.joined(*ADDRESS, by=", ")])
        gathered.add("identifiers", (Identifier("passport", value) for value in numbered(row["Passport Number"])))
        gathered.add("identifiers", _national(row))
        # The same long text stands in every row of a group.
        if (other := row["Other Information"]) not in self.seen:
            self.seen.add(other)
            self._labelled(other)
        gathered.add_raw(raw)

    def _names(self, row: Row) -> None:
        family, given = row["Name 6"], row.joined(*GIVEN)
        kind = NAME_TYPES.get(row["Alias Type"].lower(), ALIAS)
        weak = row["Alias Quality"].lower().startswith("low")
        text = f"{given} {family}".strip()
        self.gathered.add_name(Name(text, kind, weak=weak, family=family, given=given, script=script_of(text)))
        original = row["Name Non-Latin Script"]
        self.gathered.add_name(Name(original, ALIAS, script=script_of(original)))

    def _labelled(self, text: str) -> None:
        """Take "Other Information" apart."""
        before, *labelled = _LABEL.split(text)
        remarks = [before.strip()]
        for label, said in zip(labelled[::2], labelled[1::2], strict=True):
            said = said.strip()
            if label == REFERENCE:
                match = _REFERENCE.match(said)
                self.reference = self.reference or (match[0] if match else "")
                remarks.append(said[match.end() :].strip(" .") if match else said)
            elif label == REASONS:
                self.gathered.add("reasons", [said])
            elif label == GENDER:
                self.gathered.add("gender", [gender_of(said)])
            elif label in NUMBERS:
                self.gathered.add("identifiers", [Identifier(NUMBERS[label], said.rstrip(". "))])
            elif label in LINKED:
                self.gathered.add("linked_to", numbered(said))
            else:
                remarks.append(f"{label}: {said}")
        self.gathered.add("remarks", remarks)

    def entry(self) -> ParsedEntry | BadRow:
        if not self.gathered.names:
            return BadRow(self.gathered.line, _("It has no name."), "Name 6", self.number)
        for regime, day in self.regimes:
            self.gathered.add_listing(Listing(tag_of(self.reference, regime), day, legal_basis=regime))
        number, other = (self.reference, self.number) if self.reference else (self.number, "")
        return self.gathered.entry(list_id=self.number, number=number, kind=self.kind, also_known_by=other)


def _places(row: Row) -> list[str]:
    """ "(1) Tunis (2) -" beside "(1) Tunisia (2) Morocco" are kept as they are: they do not pair up for certain."""
    return [row.joined("Town of Birth", "Country of Birth", by=", ")]


def _national(row: Row) -> list[Identifier]:
    """National numbers; the details tell where one is a tax number ("INN", "Taxpayer ID")."""
    values, details = numbered(row["National Identification Number"]), row["National Identification Details"]
    kind = number_kind(details) if len(values) == 1 and number_kind(details) == "tax" else "national"
    return [Identifier(kind, value) for value in values]


def looks_like(head: bytes) -> str | None:
    return "" if head.startswith(ZIP) else None


FORMAT = ListFormat("uk-ofsi", parse, looks_like)
