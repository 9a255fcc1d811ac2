"""The fold: one test per row of the rule book, then what must hold of every history there could be."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.status import (
    DEAD,
    EFFECTS,
    IN_CUSTODY,
    Happening,
    Period,
    State,
    contradictions,
    fold,
    following,
    is_contact,
    state_on,
    status_on,
)
from cases.vocabulary import DETAILS, Contact, Liberty, Stage, Status, UpdateDetail, UpdateKind
from tests.cases.histories import DAY_ONE, HAPPENINGS, HISTORIES, SPAN, every_happening, on

K, D, L, S, C = UpdateKind, UpdateDetail, Liberty, Stage, Contact


def end_of(*happenings: Happening) -> State:
    return state_on(fold(happenings), date.max)


def statuses(*happenings: Happening) -> list[tuple[int, Status]]:
    return [((period.starts_on - DAY_ONE).days + 1, period.state.status) for period in fold(happenings)]


# --- The rule book, row by row: from a given state, what changes. `=` in no other axis.
HELD, TRIED = State(L.HELD), State(L.HELD, S.ON_TRIAL)
LOST = State(L.HELD, place_known=False, contact=C.NONE)
ROWS: list[tuple[State, UpdateKind, UpdateDetail | str, Mapping[str, object]]] = [
    (State(), K.ATTACK, "", {"liberty": L.AT_RISK}),
    (State(), K.ABDUCTION, "", {"liberty": L.DISAPPEARED, "place_known": False, "contact": C.NONE}),
    (HELD, K.CAPTURE_DENIED, "", {"liberty": L.DETAINED_UNACKNOWLEDGED, "place_known": False, "contact": C.NONE}),
    (State(), K.ARREST, "", {"liberty": L.HELD}),
    (LOST, K.ARREST, "", {"place_known": True}),
    (LOST, K.ADMINISTRATIVE_JAIL, "", {"liberty": L.ADMINISTRATIVE_DETENTION, "place_known": True}),
    (State(L.ADMINISTRATIVE_DETENTION), K.RESTRAINT, D.CUSTODY, {"liberty": L.HELD, "stage": S.PRETRIAL}),
    (LOST, K.RESTRAINT, D.HOUSE_ARREST, {"liberty": L.HOUSE_ARREST, "stage": S.PRETRIAL, "place_known": True}),
    (LOST, K.RESTRAINT, D.BAIL, {"liberty": L.BAIL, "stage": S.PRETRIAL, "place_known": True}),
    (State(), K.RESTRAINT, D.EXIT_BAN, {"liberty": L.EXIT_BAN}),
    (LOST, K.PSYCHIATRIC_COMMITMENT, "", {"liberty": L.PSYCHIATRIC, "place_known": True}),
    (HELD, K.CHARGE, "", {"stage": S.PRETRIAL}),
    (HELD, K.CHARGE_ADDED, "", {"stage": S.PRETRIAL}),
    (TRIED, K.CHARGE_ADDED, "", {}),
    (HELD, K.TRIAL_OPENED, "", {"stage": S.ON_TRIAL}),
    (TRIED, K.VERDICT, D.CUSTODIAL, {"stage": S.CONVICTED_APPEAL}),
    (LOST, K.VERDICT, D.SUSPENDED, {
        "liberty": L.SUSPENDED, "stage": S.CONVICTED_APPEAL, "place_known": True, "contact": C.YES,
    }),
    (TRIED, K.VERDICT, D.ACQUITTED, {}),
    (TRIED, K.VERDICT, D.FINE, {}),
    (TRIED, K.APPEAL_DECIDED, D.UPHELD, {"stage": S.SERVING}),
    (TRIED, K.APPEAL_DECIDED, D.REDUCED, {"stage": S.SERVING}),
    (State(L.HELD, S.SERVING), K.APPEAL_DECIDED, D.QUASHED, {"stage": S.PRETRIAL}),
    (TRIED, K.APPEAL_DECIDED, D.INTERIM_REFUSED, {}),
    (State(L.SUSPENDED), K.SENTENCE_ACTIVATED, "", {"liberty": L.HELD, "stage": S.SERVING}),
    (LOST, K.TEMPORARY_RELEASE, D.MEDICAL, {"liberty": L.TEMPORARY_RELEASE, "place_known": True}),
    (HELD, K.TEMPORARY_RELEASE, D.FURLOUGH, {"liberty": L.TEMPORARY_RELEASE}),
    (State(L.TEMPORARY_RELEASE), K.RETURNED, "", {"liberty": L.HELD}),
    (HELD, K.TERM_EXPIRED, "", {"liberty": L.HELD_PAST_SENTENCE}),
    (HELD, K.TRANSFER, D.STARTED, {"place_known": False, "contact": C.NONE}),
    (LOST, K.TRANSFER, D.ARRIVED, {"place_known": True}),
    (HELD, K.CONTACT_LOST, "", {"contact": C.NONE}),
    (HELD, K.PLACE_LOST, "", {"place_known": False, "contact": C.NONE}),
    (LOST, K.FAMILY_VISIT, "", {"place_known": True, "contact": C.YES}),
    (LOST, K.LAWYER_VISIT, "", {"place_known": True, "contact": C.YES}),
    (LOST, K.CONSULAR_VISIT, "", {"place_known": True, "contact": C.YES}),
    (LOST, K.LETTER_RECEIVED, "", {"place_known": True, "contact": C.YES}),
    (LOST, K.CONTACT_REGAINED, "", {"place_known": True, "contact": C.YES}),
    (LOST, K.HEARING, D.ATTENDED, {"place_known": True, "contact": C.YES}),
    (LOST, K.HEARING, D.NOT_SEEN, {}),
    *((LOST, K.RELEASE, D(reason), {"liberty": L.RELEASED, "place_known": True, "contact": C.YES})
      for reason in DETAILS[K.RELEASE] if reason != D.EXPELLED),
    (LOST, K.RELEASE, D.EXPELLED, {"liberty": L.EXILED, "place_known": True, "contact": C.YES}),
    *((State(liberty), K.DEATH, D.ILLNESS, {"liberty": L.DIED_IN_CUSTODY})
      for liberty in (*sorted(IN_CUSTODY), L.HOUSE_ARREST, L.EXIT_BAN, L.BAIL)),
    *((State(liberty), K.DEATH, D.KILLED, {"liberty": L.DIED_AFTER_RELEASE})
      for liberty in (L.RELEASED, L.EXILED, L.SUSPENDED)),
    (LOST, K.DEATH, D.KILLED, {"liberty": L.DIED_IN_CUSTODY, "place_known": True}),
    (HELD, K.DEATH, D.EXECUTED, {"liberty": L.DIED_IN_CUSTODY}),
    (State(), K.DEATH, D.EXECUTED, {"liberty": L.DIED_IN_CUSTODY}),
]  # fmt: skip
AXES = ("liberty", "stage", "place_known", "contact")


@pytest.mark.parametrize(("before", "kind", "detail", "changes"), ROWS)
def test_each_kind_moves_the_axes_that_its_row_names_and_no_other(before, kind, detail, changes):
    after = following(before, on(1, kind, detail))
    expected = {axis: getattr(before, axis) for axis in AXES} | changes
    assert {axis: getattr(after, axis) for axis in AXES} == expected


def test_every_row_of_the_rule_book_is_tested_and_speaks_of_kinds_and_details_that_exist():
    tested = {(kind, detail) for _before, kind, detail, _changes in ROWS}
    for kind, detail in EFFECTS:
        assert (kind, detail) in tested or any(kind == each for each, _detail in tested if not detail)
        assert detail == "" or detail in DETAILS[UpdateKind(kind)]


MOVING = {(kind, detail) for _before, kind, detail, _changes in ROWS} | {(K.DEATH, D.CAUSE_UNKNOWN)}
RECORDED_BESIDE = sorted(set(every_happening()) - MOVING)


@pytest.mark.parametrize(("kind", "detail"), RECORDED_BESIDE)
def test_everything_else_is_recorded_beside_the_status(kind, detail):
    assert following(LOST, on(1, kind, detail)) == LOST


# --- The one word.
@pytest.mark.parametrize("liberty", Liberty)
def test_status_is_liberty_and_while_held_the_stage(liberty):
    held = dict(zip(Stage, ("detained", "pretrial", "on_trial", "convicted_appeal", "serving"), strict=True))
    for stage in Stage:
        assert State(liberty, stage).status == (held[stage] if liberty == L.HELD else liberty.value)


def test_custody_and_restriction_are_apart():
    for liberty in Liberty:
        state = State(liberty)
        assert not (state.in_custody and state.restricted)
    assert State(L.TEMPORARY_RELEASE).in_custody
    assert State(L.DISAPPEARED).in_custody
    assert State(L.EXIT_BAN).restricted
    assert not State(L.SUSPENDED).in_custody


def test_an_attack_makes_at_risk_only_while_nothing_is_known():
    assert end_of(on(1, K.ATTACK)).status == Status.AT_RISK
    assert end_of(on(1, K.ARREST), on(2, K.ATTACK)).status == Status.DETAINED
    assert end_of(on(1, K.ARREST), on(2, K.RELEASE), on(3, K.ATTACK)).status == Status.RELEASED


def test_death_is_final():
    dead = end_of(on(1, K.ARREST), on(2, K.DEATH, D.ILLNESS))
    assert all(following(dead, on(3, kind, detail, facility=7)) == dead for kind, detail in every_happening())


def test_a_charge_after_release_is_recorded_but_the_person_stays_free():
    state = end_of(on(1, K.ARREST), on(2, K.RELEASE), on(3, K.CHARGE), on(4, K.TRIAL_OPENED))
    assert (state.liberty, state.stage) == (L.RELEASED, S.ON_TRIAL)


def test_who_is_free_is_not_lost_by_falling_silent():
    for silence in (on(3, K.CONTACT_LOST), on(3, K.PLACE_LOST), on(3, K.TRANSFER, D.STARTED)):
        assert end_of(on(1, K.ARREST), on(2, K.RELEASE), silence).place_unknown_since is None


def test_a_quashed_verdict_takes_the_stage_back_and_it_rises_again():
    state = (K.VERDICT, D.CUSTODIAL), (K.APPEAL_DECIDED, D.QUASHED), (K.TRIAL_OPENED, "")
    happenings = [on(1, K.ARREST), *(on(day, *what) for day, what in enumerate(state, start=2))]
    assert [status for _day, status in statuses(*happenings)] == [
        "detained",
        "convicted_appeal",
        "pretrial",
        "on_trial",
    ]


# --- When it counts.
def test_an_update_takes_effect_on_its_latest_possible_day_capped_at_the_day_it_was_logged():
    assert on("July 2023", K.RELEASE).effective_on == date(2023, 7, 31)
    assert on("July 2023", K.RELEASE, logged_on=date(2023, 7, 10)).effective_on == date(2023, 7, 10)
    assert on("about 12 Dec 2023", K.RELEASE, logged_on=date(2023, 12, 13)).effective_on == date(2023, 12, 13)


def test_within_a_day_the_sequence_a_person_set_comes_first_then_the_higher_stage():
    bail, custody = on(1, K.RESTRAINT, D.BAIL, sequence=2), on(1, K.RESTRAINT, D.CUSTODY, sequence=1)
    assert end_of(bail, custody).liberty == L.BAIL
    assert end_of(on(1, K.VERDICT, D.SUSPENDED), on(1, K.ARREST)).liberty == L.SUSPENDED
    custody_then_free = on(1, K.RESTRAINT, D.CUSTODY), on(1, K.RELEASE, D.PARDON, sequence=1)
    assert end_of(on(0, K.ARREST), *custody_then_free).liberty == L.RELEASED


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (on(1, K.ABDUCTION), on(1, K.ARREST), "detained"),
        (on(1, K.ARREST), on(1, K.ADMINISTRATIVE_JAIL), "administrative_detention"),
        (on(1, K.ARREST), on(1, K.RESTRAINT, D.CUSTODY), "pretrial"),
        (on(1, K.ARREST), on(1, K.RELEASE), "released"),
        (on(1, K.ARREST), on(1, K.DEATH, D.KILLED), "died_in_custody"),
        (on(1, K.RELEASE), on(1, K.DEATH, D.ILLNESS), "died_after_release"),
        (on(1, K.TEMPORARY_RELEASE, D.MEDICAL), on(1, K.RETURNED), "detained"),
        (on(1, K.TEMPORARY_RELEASE, D.MEDICAL), on(1, K.RESTRAINT, D.EXIT_BAN), "exit_ban"),
    ],
)
def test_things_of_one_day_follow_one_another_as_they_do_in_life(first, second, status):
    assert end_of(first, second).status == end_of(second, first).status == status


def test_a_transfer_of_one_day_has_started_before_it_arrived_and_a_visit_ends_a_silence():
    started, arrived = on(1, K.TRANSFER, D.STARTED), on(1, K.TRANSFER, D.ARRIVED)
    assert end_of(arrived, started).place_known
    assert end_of(on(1, K.FAMILY_VISIT), on(1, K.CONTACT_LOST), on(1, K.PLACE_LOST)).contact == C.YES


# --- Periods.
def test_periods_are_contiguous_and_the_last_is_open():
    periods = fold([on(1, K.ARREST), on(5, K.CHARGE), on(9, K.RELEASE)])
    assert [(p.starts_on.day, p.ends_on and p.ends_on.day) for p in periods] == [(11, 15), (15, 19), (19, None)]


def test_nothing_that_moves_an_axis_makes_no_period():
    assert fold([on(1, K.NOTE), on(2, K.AWARD), on(3, K.STATEMENT)]) == []
    assert status_on([], DAY_ONE) == Status.UNKNOWN


def test_what_changes_and_changes_back_in_a_day_leaves_no_trace():
    quiet = [on(1, K.ARREST), on(2, K.TRANSFER, D.STARTED), on(4, K.CONTACT_REGAINED)]
    moved = [on(9, K.PLACE_LOST), on(9, K.CONTACT_REGAINED)]
    assert fold([*quiet, *moved]) == fold(quiet)


def test_a_day_is_asked_for_its_evening():
    periods = fold([on(2, K.ARREST), on(4, K.RELEASE)])
    days = [DAY_ONE + timedelta(days=n) for n in range(4)]
    assert [status_on(periods, day) for day in days] == ["unknown", "detained", "detained", "released"]


def test_one_unbroken_run_of_custody_keeps_its_first_day():
    run = [on(1, K.ARREST), on(3, K.ADMINISTRATIVE_JAIL), on(5, K.RESTRAINT, D.CUSTODY), on(9, K.TEMPORARY_RELEASE)]
    assert end_of(*run).in_custody_since == DAY_ONE
    assert end_of(*run, on(12, K.RESTRAINT, D.HOUSE_ARREST)).in_custody_since is None
    again = end_of(*run, on(12, K.RESTRAINT, D.HOUSE_ARREST), on(14, K.RESTRAINT, D.CUSTODY))
    assert again.in_custody_since == DAY_ONE + timedelta(days=13)


def test_the_place_is_unknown_since_the_first_day_of_it():
    moved = [on(1, K.ARREST), on(3, K.TRANSFER, D.STARTED), on(6, K.PLACE_LOST)]
    assert end_of(*moved).place_unknown_since == DAY_ONE + timedelta(days=2)
    assert end_of(*moved, on(9, K.LETTER_RECEIVED)).place_unknown_since is None


def test_the_facility_is_where_the_prisoner_was_last_known_to_be():
    arrested = on(1, K.ARREST, facility=5)
    assert end_of(arrested, on(2, K.CHARGE)).facility == 5
    assert end_of(arrested, on(2, K.HEALTH, facility=6)).facility == 6
    assert end_of(arrested, on(2, K.FAMILY_VISIT)).facility == 5
    assert end_of(arrested, on(2, K.TRANSFER, D.STARTED, facility=6)).facility is None
    assert end_of(arrested, on(2, K.TRANSFER, D.ARRIVED)).facility is None
    assert end_of(arrested, on(2, K.TRANSFER, D.ARRIVED, facility=6)).facility == 6
    assert end_of(arrested, on(2, K.TRANSFER, D.ARRIVED, facility=6), on(2, K.HEALTH, facility=5)).facility == 6
    assert end_of(arrested, on(2, K.RELEASE, facility=5)).facility is None
    assert end_of(arrested, on(2, K.RESTRAINT, D.EXIT_BAN, facility=5)).facility is None


def test_two_places_named_on_one_day_fold_alike_in_either_order():
    there, elsewhere = on(2, K.TRANSFER, D.ARRIVED, facility=6), on(2, K.TRANSFER, D.ARRIVED, facility=5)
    assert fold([there, elsewhere]) == fold([elsewhere, there])


def test_plain_codes_as_a_database_hands_them_fold_like_the_members():
    members = [on(1, K.ARREST), on(2, K.RESTRAINT, D.CUSTODY), on(3, K.RELEASE, D.EXPELLED)]
    plain = [Happening(h.occurred, h.logged_on, str(h.kind.value), str(h.detail)) for h in members]
    assert fold(plain) == fold(members)
    assert contradictions(plain) == []


# --- What must hold of every history.
@given(HISTORIES.flatmap(lambda history: st.tuples(st.just(history), st.permutations(history))))
def test_the_order_of_insertion_never_matters(histories):
    entered, shuffled = histories
    assert fold(entered) == fold(shuffled)


@given(HISTORIES)
def test_periods_are_sorted_contiguous_and_each_differs_from_the_one_before(history):
    periods = fold(history)
    for earlier, later in pairwise(periods):
        assert earlier.starts_on < later.starts_on == earlier.ends_on
        assert earlier.state != later.state
    assert not periods or (periods[-1].ends_on is None and periods[0].state != State())


@given(HISTORIES)
def test_saying_everything_twice_says_nothing_new(history):
    assert fold(history + history) == fold(history)


@given(HISTORIES)
def test_any_day_is_folded_from_what_was_in_effect_by_that_day(history):
    periods = fold(history)
    for day in SPAN[::9]:
        assert state_on(periods, day) == state_on(fold([h for h in history if h.effective_on <= day]), day)


@given(HISTORIES)
def test_the_stage_only_rises_except_by_a_quashed_verdict(history):
    quashed_on = {h.effective_on for h in history if h.detail == D.QUASHED}
    periods = fold(history)
    for earlier, later in pairwise(periods):
        assert later.state.stage >= earlier.state.stage or later.starts_on in quashed_on


@given(HISTORIES)
def test_the_two_sinces_stand_exactly_while_what_they_date_does(history):
    in_custody = [p for p in fold(history) if p.state.in_custody]
    for period in fold(history):
        state = period.state
        assert (state.in_custody_since is not None) == state.in_custody
        assert (state.place_unknown_since is not None) == (not state.place_known)
        assert state.place_known or state.facility is None
        for since in (state.in_custody_since, state.place_unknown_since):
            assert since is None or since <= period.starts_on
    for earlier, later in pairwise(in_custody):
        assert later.state.in_custody_since is not None
        if earlier.ends_on != later.starts_on:
            assert later.state.in_custody_since > earlier.starts_on


@given(HISTORIES)
def test_after_a_death_every_axis_rests(history):
    dead = [period for period in fold(history) if period.state.liberty in DEAD]
    assert len(dead) <= 1


@given(HISTORIES, st.sampled_from(SPAN))
def test_the_status_of_a_day_is_that_of_the_period_around_it(history, day):
    def holds(period: Period) -> bool:
        return period.starts_on <= day and (period.ends_on is None or day < period.ends_on)

    periods = fold(history)
    around = [period.state.status for period in periods if holds(period)]
    assert [status_on(periods, day)] == (around or [Status.UNKNOWN])


# --- Contact.
def test_direct_contact_is_a_visit_a_letter_a_call_or_a_hearing_that_was_attended():
    direct = {(kind, detail) for kind, detail in every_happening() if is_contact(kind, detail)}
    assert direct == {
        (K.FAMILY_VISIT, ""), (K.LAWYER_VISIT, ""), (K.CONSULAR_VISIT, ""), (K.LETTER_RECEIVED, ""),
        (K.CONTACT_REGAINED, ""), (K.HEARING, D.ATTENDED),
    }  # fmt: skip


@given(HAPPENINGS)
def test_whoever_was_in_direct_contact_counts_as_in_contact(happening):
    if is_contact(happening.kind, happening.detail):
        assert following(LOST, happening).contact == C.YES
