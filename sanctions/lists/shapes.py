"""What every list is read into. Plain values: no module of `sanctions.lists` knows a model or a database.

A parser is a generator. It yields what it reads as it reads it, holds no more than one entry (a list that scatters an
entry over its rows: one list), and says of what it cannot read where it stands and why:

    parse(stream, beside) -> Iterator[ListDate | ParsedEntry | BadRow]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import IO, Any

#: What an entry is about: the codes of `sanctions.vocabulary.EntryKind`.
PERSON, BODY, VESSEL, OTHER = "person", "body", "vessel", "other"
#: How a name stands in an entry.
PRIMARY, ALIAS, FORMER = "primary", "alias", "former"


class NotThisList(Exception):
    """A file that cannot be read as this list: cut off, another list, empty, too large. Says what, and how to mend."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name. `text` in reading order ("Elena Anatolievna LENSKAYA"); parts where the list gives them apart.

    `script` is an ISO 15924 code where the list or the letters say it ("Cyrl", "Hani", "Arab"); Latin is "".
    """

    text: str
    kind: str = ALIAS
    weak: bool = False
    family: str = ""
    given: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Under which programme, since when. `tag` is what the list calls the programme; `on` an ISO day or ""."""

    tag: str
    on: str = ""
    measures: tuple[str, ...] = ()
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that somebody gave: kind ("passport", "tax"), value, country (ISO 3166 or as published)."""

    kind: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One record of a list.

    `list_id` is its key in the list, fit for an address: letters, digits and . _ - /. `number` is the same as people
    quote it. `births` are EDTF texts as `core.partial_dates` stores them ("1962-07-29", "1962", "1976~",
    "1976/1979"). `nationalities` are ISO 3166 codes where we know them, else as published. `raw` is the row as
    published, for a person to look at; it takes part in the content hash.
    """

    list_id: str
    number: str
    kind: str
    names: tuple[Name, ...]
    listings: tuple[Listing, ...] = ()
    births: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    gender: str = ""  # female, male
    positions: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()
    linked_to: tuple[str, ...] = ()
    reasons: str = ""
    remarks: str = ""
    #: The same entry by its number in another list of the same publisher, where the list gives it.
    also_known_by: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)
    line: int = 0

    @property
    def name(self) -> str:
        return self.names[0].text if self.names else ""

    @property
    def aliases(self) -> tuple[Name, ...]:
        return self.names[1:]

    @property
    def listed_on(self) -> str:
        """The earliest official day; "" where the list publishes none."""
        return min((one.on for one in self.listings if one.on), default="")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row (an element) that could not be read, and why; the rest goes on. `text` is its beginning."""

    line: int
    reason: str
    column: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ListDate:
    """The day on which the list says it was published. At most one, as soon as it is known."""

    day: date
    where: str = ""


Item = ParsedEntry | BadRow | ListDate
Parser = Callable[[IO[bytes], Mapping[str, IO[bytes]]], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A list that we can read.

    `looks_like` answers for a file by its first 4,096 bytes (uncompressed): the name of the part it is ("" for the list
    itself, or one of `parts`), or None where it is none of it. `parts` are files that stand beside the list.
    `fallback` is the programme (`Programme.key`) of a tag that no programme names; without one a programme is made.
    """

    key: str
    parse: Parser
    looks_like: Callable[[bytes], str | None]
    parts: tuple[str, ...] = ()
    fallback: str = ""
    #: The list has no stable numbers: a key may come to mean somebody else.
    keys_move: bool = False
    #: What should stay about as full as it was, beside names: fields of ParsedEntry.
    guarded: tuple[str, ...] = ("births", "nationalities", "listings")


def plain(value: Any) -> Any:
    """A parsed value as JSON can hold it: nothing empty is kept, so that a field we add later changes no hash."""
    if isinstance(value, str):
        return value
    if (shape := _SHAPES.get(type(value))) is not None:
        names, values = shape
        pairs = zip(names, values(value), strict=True)
        return {name: inner if type(inner) is str else plain(inner) for name, inner in pairs if inner}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items() if inner}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def _shape_of(shape: type) -> tuple[list[str], Callable[[Any], tuple[Any, ...]]]:
    """What is kept of a shape, and how its values are had at once: an import asks for half a million."""
    names = [one.name for one in fields(shape) if one.name != "line"]  # where it stood is no part of it
    return names, attrgetter(*names)


_SHAPES = {shape: _shape_of(shape) for shape in (ParsedEntry, Name, Listing, Identifier)}
