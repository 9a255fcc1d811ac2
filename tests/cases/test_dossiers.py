"""The demonstration data, folded, against the timelines written by hand: every day of every person."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest

from cases.status import Happening, contradictions, fold, state_on, status_on
from demo.facts import load_facts
from tests.cases.timelines import TIMELINES

LAST_DAY = date(2026, 1, 1)


def happenings(key: str) -> list[Happening]:
    """What the data say of one person; every update counts, whatever its grade."""
    updates = load_facts().dossiers[key].updates
    return [Happening(each.on, each.logged, each.kind, each.detail or "", each.sequence) for each in updates]


def days(key: str) -> list[date]:
    """From a year before anything is recorded until after the last person was freed."""
    first = min(happening.effective_on for happening in happenings(key)) - timedelta(days=365)
    return [first + timedelta(days=n) for n in range((LAST_DAY - first).days)]


def runs(said: Sequence[tuple[date, object]]) -> list[str]:
    """The days on which something changes, as a person would write them down: what a failure shows."""
    changes = [f"{day} {what}" for (_before, last), (day, what) in pairwise(said) if what != last]
    return [f"at first {said[0][1]}", *changes]


def test_every_person_has_a_timeline_and_every_timeline_a_person():
    assert set(load_facts().dossiers) == set(TIMELINES)


@pytest.mark.parametrize("key", TIMELINES)
def test_the_status_of_every_day_is_the_one_written_by_hand(key):
    periods = fold(happenings(key))
    folded = [(day, status_on(periods, day).value) for day in days(key)]
    by_hand = [(day, TIMELINES[key].status_on(day)) for day in days(key)]
    assert runs(folded) == runs(by_hand)


@pytest.mark.parametrize("key", TIMELINES)
def test_the_place_is_unknown_on_exactly_the_days_written_by_hand(key):
    periods = fold(happenings(key))
    folded = [(day, state_on(periods, day).place_known) for day in days(key)]
    by_hand = [(day, TIMELINES[key].place_known_on(day)) for day in days(key)]
    assert runs(folded) == runs(by_hand)


CONTACTS = [(key, day, contact) for key, timeline in TIMELINES.items() for day, contact in timeline.contact]


@pytest.mark.parametrize(("key", "day", "contact"), CONTACTS)
def test_contact_is_as_written_by_hand_where_the_facts_speak_of_it(key, day, contact):
    assert state_on(fold(happenings(key)), date.fromisoformat(day)).contact == contact


@pytest.mark.parametrize("key", TIMELINES)
def test_nothing_in_the_record_contradicts_the_order_of_custody(key):
    assert [str(found.message) for found in contradictions(happenings(key))] == []


@pytest.mark.parametrize("key", TIMELINES)
def test_a_record_entered_backwards_folds_to_the_same(key):
    assert fold(reversed(happenings(key))) == fold(happenings(key))


def test_the_days_that_the_design_promises():
    periods = fold(happenings("kara-murza"))
    promised = {
        date(2022, 4, 13): "administrative_detention",
        date(2022, 5, 1): "pretrial",
        date(2023, 5, 1): "convicted_appeal",
        date(2023, 9, 1): "serving",
        date(2024, 8, 1): "released",
    }
    assert {day: status_on(periods, day).value for day in promised} == promised
    assert state_on(periods, date(2024, 1, 29)).place_unknown_since == date(2024, 1, 26)
    assert state_on(periods, date(2024, 7, 31)).in_custody_since == date(2022, 4, 11)


@pytest.mark.parametrize(
    ("key", "days_held"),
    [
        *(("kara-murza", 843), ("magnitsky", 357), ("navalny", 1125), ("gershkovich", 491)),
        *(("kurmasheva", 288), ("rusesabagina", 939), ("kalesnikava", 1923)),
    ],
)
def test_the_days_held_are_those_published(key, days_held):
    custody = [period for period in fold(happenings(key)) if period.state.in_custody]
    assert custody[-1].ends_on is not None
    assert (custody[-1].ends_on - custody[0].starts_on).days == days_held
