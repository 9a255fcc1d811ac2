"""Demonstration data from public sources: what the TOML files of this folder say, read once and checked.

    facts = load_facts()                          # everything
    facts = facts_until(date(2023, 4, 20))        # what was known by that day, and nothing of what came after
    days = event_days()                           # the days on which something becomes known

No models and no database: `load_demo` turns these values into rows. README.md describes the files.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cases.vocabulary import ChargeOutcome
from demo.facts.loading import load
from demo.facts.reading import FactsError
from demo.facts.shapes import (
    Act,
    Ask,
    Body,
    Campaign,
    Case,
    Charge,
    Citation,
    Dossier,
    Facility,
    Facts,
    Finding,
    Involvement,
    KeyDate,
    Listing,
    Official,
    OtherName,
    Prisoner,
    Source,
    State,
    Statute,
    Update,
)

__all__ = [
    "Act", "Ask", "Body", "Campaign", "Case", "Charge", "Citation", "Dossier", "Facility", "Facts", "FactsError",
    "Finding", "Involvement", "KeyDate", "Listing", "Official", "OtherName", "Prisoner", "Source", "State", "Statute",
    "Update",
    "event_days", "facts_until", "load_facts",
]  # fmt: skip

FOLDER = Path(__file__).parent


@cache
def load_facts(folder: Path = FOLDER) -> Facts:
    """Everything in the files. Raises FactsError, which says what to mend."""
    return load(folder)


def facts_until(day: date, facts: Facts | None = None) -> Facts:
    """What was known by the end of `day`: no later update, outcome, official or source shows through."""
    facts = facts or load_facts()
    dossiers = {key: _until(day, dossier) for key, dossier in facts.dossiers.items() if dossier.case.opened <= day}
    listings = tuple(listing for listing in facts.listings if listing.on <= day)
    named = {key for dossier in dossiers.values() for key in _officials(dossier)}
    cited = {key for dossier in dossiers.values() for key in _sources(dossier)} | {one.source for one in listings}
    cited |= {added.source for added in facts.sanctions.added}
    cited |= {nameless.source for nameless in facts.sanctions.nameless}
    cited |= {facts.sources[key].origin for key in cited}
    return replace(
        facts,
        dossiers=MappingProxyType(dossiers),
        listings=tuple(listing for listing in listings if listing.official in named),
        officials=MappingProxyType({key: one for key, one in facts.officials.items() if key in named}),
        sources=MappingProxyType({key: one for key, one in facts.sources.items() if key in cited}),
    )


def event_days(facts: Facts | None = None) -> list[date]:
    """The days on which something becomes known or is settled, in order."""
    facts = facts or load_facts()
    days = {listing.on for listing in facts.listings} | {nameless.listed for nameless in facts.sanctions.nameless}
    for dossier in facts.dossiers.values():
        days.add(dossier.case.opened)
        days.update(update.logged for update in dossier.updates)
        days.update(involvement.logged for involvement in dossier.involvements)
        days.update(day for charge in dossier.charges for day in _days_of_charge(charge))
        days.update(day for one in dossier.key_dates for day in (one.entered, one.resolved_on) if day)
        days.update(campaign.logged for campaign in dossier.campaigns)
        days.update(day for ask in dossier.asks for day in (ask.logged, *(turn.on for turn in ask.turns)))
    return sorted(days)


def _until(day: date, dossier: Dossier) -> Dossier:
    return replace(
        dossier,
        updates=tuple(update for update in dossier.updates if update.logged <= day),
        charges=tuple(_charge_on(day, charge) for charge in dossier.charges if charge.logged <= day),
        key_dates=tuple(_key_date_on(day, one) for one in dossier.key_dates if one.entered <= day),
        involvements=tuple(one for one in dossier.involvements if one.logged <= day),
        asks=tuple(_ask_on(day, ask) for ask in dossier.asks if ask.logged <= day),
        campaigns=tuple(campaign for campaign in dossier.campaigns if campaign.logged <= day),
    )


def _charge_on(day: date, charge: Charge) -> Charge:
    if charge.outcome_on is None or charge.outcome_on.latest <= day:
        return charge
    return replace(charge, outcome=ChargeOutcome.PENDING, outcome_on=None)


def _key_date_on(day: date, key_date: KeyDate) -> KeyDate:
    if key_date.resolved_on is None or key_date.resolved_on <= day:
        return key_date
    return replace(key_date, resolved_on=None, resolved_by="")


def _ask_on(day: date, ask: Ask) -> Ask:
    return replace(ask, turns=tuple(turn for turn in ask.turns if turn.on <= day))


def _days_of_charge(charge: Charge) -> Iterator[date]:
    yield charge.logged
    if charge.outcome_on:
        yield charge.outcome_on.latest


def _officials(dossier: Dossier) -> Iterator[str]:
    for involvement in dossier.involvements:
        yield involvement.official
    for update in dossier.updates:
        yield from update.officials


def _sources(dossier: Dossier) -> Iterator[str]:
    entries: tuple[Update | Involvement, ...] = (*dossier.updates, *dossier.involvements)
    for entry in entries:
        yield from (citation.source for citation in entry.cite)
    yield from (ask.source for ask in dossier.asks)
