from cases.models.base import Levelled
from cases.models.case import Case, Draft, Follow, Grant, Membership, SavedFilter
from cases.models.charge import Charge
from cases.models.key_date import KeyDate
from cases.models.official import Involvement, Official, OfficialName, OfficialPosition, OfficialRelation
from cases.models.period import StatusPeriod
from cases.models.prisoner import CountryTie, Prisoner, PrisonerName, Tie
from cases.models.reference import Category, DetainingState, Facility, Statute
from cases.models.source import Citation, Source
from cases.models.update import Update

__all__ = [
    "Case",
    "Category",
    "Charge",
    "Citation",
    "CountryTie",
    "DetainingState",
    "Draft",
    "Facility",
    "Follow",
    "Grant",
    "Involvement",
    "KeyDate",
    "Levelled",
    "Membership",
    "Official",
    "OfficialName",
    "OfficialPosition",
    "OfficialRelation",
    "Prisoner",
    "PrisonerName",
    "SavedFilter",
    "Source",
    "StatusPeriod",
    "Statute",
    "Tie",
    "Update",
]
