"""What the demonstration facts are made of, once read: plain values, no models.

Everything here is dated twice where that matters: `on` is when it happened (a partial date), `logged` is the day it
became known, from which on it belongs to the demonstration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.vocabulary import (
    ChargeCategory,
    ChargeOutcome,
    Degree,
    FacilityKind,
    Gender,
    Grade,
    KeyDateKind,
    NameKind,
    OfficialFunction,
    OfficialKind,
    SourceKind,
    Tier,
    UpdateDetail,
    UpdateKind,
)
from core.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from. `origin` is the key of the report that this one copies: both count as one source."""

    key: str
    kind: SourceKind
    title: str
    publisher: str = ""
    published: PartialDate | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What one source says. `on` and `figure` are given only where it disagrees with another source."""

    source: str
    says: str = ""
    on: PartialDate | None = None
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """A dated account. `key` is unique in its dossier and stays the same from one reading to the next.

    `grade` is None where it follows from the citations. `actors` are those who acted: an ISO 3166 code, "EU", or an
    organisation's name; `officials` are keys of the officials it names.
    """

    key: str
    on: PartialDate
    logged: date
    kind: UpdateKind
    detail: UpdateDetail | None
    summary: str
    cite: tuple[Citation, ...]
    place: str = ""
    facility: str = ""
    sequence: int = 0
    grade: Grade | None = None
    actors: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()

    @property
    def effective_on(self) -> date:
        """The latest possible day, capped at the day it was logged."""
        return self.on.latest_by(self.logged)

    @property
    def disputed(self) -> bool:
        """Whether its sources disagree on a date or a figure."""
        return any(len({getattr(c, name) for c in self.cite} - {None, ""}) > 1 for name in ("on", "figure"))


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge; `statute` is empty where no article is on record."""

    category: ChargeCategory
    logged: date
    on: PartialDate | None = None
    statute: str = ""
    text: str = ""
    outcome: ChargeOutcome = ChargeOutcome.PENDING
    outcome_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A dated expectation. `resolved_by` is the key of the update that settled it; `note` says how it was computed."""

    kind: KeyDateKind
    on: PartialDate
    summary: str
    entered: date
    note: str = ""
    resolved_on: date | None = None
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class Involvement:
    """In what function an official took part in a case."""

    official: str
    function: OfficialFunction
    degree: Degree
    summary: str
    logged: date
    cite: tuple[Citation, ...]
    since: PartialDate | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class OtherName:
    name: str
    kind: NameKind
    language: str = ""


@dataclass(frozen=True, slots=True)
class Prisoner:
    key: str
    reference: str
    name: str
    gender: Gender
    native_name: str = ""
    other_names: tuple[OtherName, ...] = ()
    nationalities: tuple[str, ...] = ()
    residences: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    birth: PartialDate | None = None
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """`opened` is the day the file is opened in the demonstration: the first day of custody or restraint."""

    reference: str
    state: str
    tier: Tier
    code_name: str
    opened: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """One person's file: the prisoner, the case and all that hangs on it, in the order of the file."""

    file: str
    prisoner: Prisoner
    case: Case
    charges: tuple[Charge, ...]
    updates: tuple[Update, ...]
    key_dates: tuple[KeyDate, ...]
    involvements: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class State:
    code: str
    name: str
    region: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Facility:
    key: str
    state: str
    name: str
    kind: FacilityKind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Statute:
    state: str
    article: str
    category: ChargeCategory
    title: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """A person or body. `note` says what helps to tell them from namesakes on sanctions lists."""

    key: str
    kind: OfficialKind
    name: str
    state: str
    native_name: str = ""
    position: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A designation that is in none of the official list files and so is entered by hand."""

    official: str
    jurisdiction: str
    regulation: str
    entry: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything, or what of it was known by some day."""

    states: Mapping[str, State]
    facilities: Mapping[str, Facility]
    statutes: Mapping[tuple[str, str], Statute]
    sources: Mapping[str, Source]
    officials: Mapping[str, Official]
    listings: tuple[Listing, ...]
    dossiers: Mapping[str, Dossier]
