"""What the demonstration facts are made of, once read: plain values, no models.

Everything here is dated twice where that matters: `on` is when it happened (a partial date), `logged` is the day it
became known, from which on it belongs to the demonstration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models.organisation import OrganisationKind
from advocacy.vocabulary import ActionKind, AskKind, AskState, DeterminationKind, Outcome, Response, Weight
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
class Body:
    """Who acts or is addressed, beside the reference set of `advocacy`."""

    key: str
    name: str
    kind: OrganisationKind
    jurisdiction: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did, as an update tells of it. `on` and `summary` are the update's where they are not given.

    `actors` and `to` are keys of bodies; `serves` are keys of asks, `campaign` that of a campaign; `uses` and `follows`
    are keys of updates that tell of a finding and of an act.
    """

    kind: ActionKind
    actors: tuple[str, ...]
    weight: Weight | None = None
    to: str = ""
    on: PartialDate | None = None
    summary: str = ""
    signatories: tuple[str, ...] = ()
    count: int | None = None
    procedure: str = ""
    serves: tuple[str, ...] = ()
    campaign: str = ""
    uses: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply: `to` is the key of the update that tells of the act it answers."""

    to: str
    sender: str
    response: Response


@dataclass(frozen=True, slots=True)
class Finding:
    """What a body found, with its three dates as far as they are on record."""

    kind: DeterminationKind
    body: str
    outcome: Outcome
    number: str = ""
    categories: str = ""
    note: str = ""
    procedure: str = ""
    adopted: PartialDate | None = None
    transmitted: PartialDate | None = None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of an ask on a day."""

    state: AskState
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked of a body, reconstructed from its source; `turns` in the order of their days."""

    key: str
    kind: AskKind
    of: str
    wording: str
    since: PartialDate
    logged: date
    source: str
    by: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one body does in a campaign."""

    body: str
    does: str


@dataclass(frozen=True, slots=True)
class Campaign:
    key: str
    name: str
    about: str
    logged: date
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """A dated account. `key` is unique in its dossier and stays the same from one reading to the next.

    `grade` is None where it follows from the citations. `actors` are those who acted: an ISO 3166 code, "EU", or an
    organisation's name; `officials` are keys of the officials it names. `acts`, `answers` and `findings` are what it
    tells of advocacy.
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
    acts: tuple[Act, ...] = ()
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()

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
    asks: tuple[Ask, ...]
    campaigns: tuple[Campaign, ...]


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
class Same:
    """Entries of a list, by their numbers, that a person found to be about an official."""

    official: str
    list: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What a person added to listings of a list, with its source: the official day, the announcement, the purpose."""

    list: str
    numbers: tuple[str, ...]
    source: str
    listed: date | None = None
    announced: date | None = None
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Nameless:
    """Listings over a case whose names are not published. `case` is the key of its prisoner."""

    case: str
    programme: str
    count: int
    listed: date
    source: str


@dataclass(frozen=True, slots=True)
class Sanctions:
    same: tuple[Same, ...] = ()
    added: tuple[Added, ...] = ()
    nameless: tuple[Nameless, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything, or what of it was known by some day."""

    states: Mapping[str, State]
    facilities: Mapping[str, Facility]
    statutes: Mapping[tuple[str, str], Statute]
    sources: Mapping[str, Source]
    officials: Mapping[str, Official]
    bodies: Mapping[str, Body]
    listings: tuple[Listing, ...]
    sanctions: Sanctions
    dossiers: Mapping[str, Dossier]
