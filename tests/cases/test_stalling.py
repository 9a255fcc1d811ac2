"""The rules about a case: each fires on the day of its table, and not a day before."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cases import stalling
from cases.as_of import AsOf
from cases.models import Case
from cases.rules import all_rules, by_tier, rule, rule_of
from cases.vocabulary import FileState, KeyDateKind, Tier
from core import clock
from tests.factories import CaseFactory
from tests.reminders.stories import (
    LAWYER,
    NEWS,
    OTHER,
    TODAY,
    D,
    K,
    ago,
    arrest,
    held_in_russia,
    key_date,
    live_on,
    log,
    visit,
)

pytestmark = pytest.mark.django_db
TIERS = list(Tier)
#: The rules of this app; those of the apps above have tests of their own.
OURS = [one for one in all_rules() if one.find.__module__ == stalling.__name__]


def found(a_rule, day=TODAY, **how):
    return a_rule(AsOf(day, **how))


def fires(a_rule, case, day=TODAY, **how):
    return case.pk in {finding.case_id for finding in found(a_rule, day, **how)}


def set_tier(case, tier):
    Case.objects.filter(pk=case.pk).update(tier=tier)


# --- Quiet cases: R1, R2, R16a.
@pytest.mark.parametrize(
    ("a_rule", "days"),
    [
        (stalling.no_reliable_update, (7, 14, 30, 90)),
        (stalling.no_update, (5, 10, 21, 60)),
        (stalling.out_of_contact, (3, 10, 30, 90)),
    ],
    ids=lambda value: getattr(value, "code", ""),
)
def test_a_case_is_quiet_from_the_day_its_tier_says_and_not_before(a_rule, days, case):
    arrest(case, ago(200))
    visit(case, ago(100))
    for tier, count in zip(TIERS, days, strict=True):
        set_tier(case, tier)
        assert not fires(a_rule, case, ago(100) + timedelta(count - 1), past=True)
        assert fires(a_rule, case, ago(100) + timedelta(count), past=True)
        assert fires(a_rule, case)


def test_the_finding_says_since_when_and_on_which_day_it_was_due(case):
    arrest(case, ago(200))
    visit(case, ago(100))
    (finding,) = found(stalling.out_of_contact)
    assert (finding.since, finding.due) == (ago(100), ago(100) + timedelta(30))
    assert (finding.scope, finding.subject) == (f"case:{case.reference}", case.reference)


def test_custody_itself_starts_the_clock(case):
    visit(case, ago(300))
    arrest(case, ago(20))
    assert not fires(stalling.out_of_contact, case)
    set_tier(case, Tier.HIGH)
    assert found(stalling.out_of_contact)[0].since == ago(20)


def test_a_single_press_report_is_an_update_but_no_reliable_one(case):
    arrest(case, ago(60), citations=(NEWS, OTHER))
    log(case, K.HEALTH, ago(2))
    assert fires(stalling.no_reliable_update, case)
    assert not fires(stalling.no_update, case)


@pytest.mark.parametrize("citations", [(NEWS, OTHER), (LAWYER,)], ids=["corroborated", "direct contact"])
def test_what_is_corroborated_or_comes_from_direct_contact_ends_the_wait_for_reliable_news(case, citations):
    arrest(case, ago(60))
    assert fires(stalling.no_reliable_update, case)
    log(case, K.HEALTH, ago(2), citations=citations)
    assert not fires(stalling.no_reliable_update, case)


def test_checked_nothing_new_ends_the_wait_for_news_and_not_for_contact(case):
    arrest(case, ago(60))
    log(case, K.NIL_CHECK, TODAY, citations=(), asked="The lawyer")
    assert not fires(stalling.no_reliable_update, case)
    assert not fires(stalling.no_update, case)
    assert fires(stalling.out_of_contact, case)


def test_contact_that_was_never_recorded_is_said_as_such(case):
    arrest(case, ago(60))
    assert found(stalling.out_of_contact)[0].note == "never"
    visit(case, ago(40))
    assert found(stalling.out_of_contact)[0].note == ""


@pytest.mark.parametrize(("detail", "ends"), [(D.ATTENDED, True), (D.NOT_SEEN, False)])
def test_a_hearing_counts_as_contact_when_somebody_attended_it(case, detail, ends):
    arrest(case, ago(60))
    log(case, K.HEARING, ago(3), detail)
    assert fires(stalling.out_of_contact, case) is not ends


def test_house_arrest_is_watched_for_entries_but_is_not_custody(case):
    log(case, K.RESTRAINT, ago(70), D.HOUSE_ARREST)
    assert fires(stalling.no_update, case)
    assert not fires(stalling.out_of_contact, case)
    assert not fires(stalling.no_reliable_update, case)


def test_a_case_on_which_nothing_was_ever_logged_waits_since_it_was_opened():
    silent = CaseFactory(opened_on=ago(21))
    fresh = CaseFactory(opened_on=ago(20))
    assert fires(stalling.no_update, silent)
    assert not fires(stalling.no_update, fresh)
    assert found(stalling.no_update)[0].note == "never"


# --- Place: R16b.
def test_on_the_third_day_without_a_known_place_it_fires_whatever_the_tier(case):
    live_on(date(2024, 1, 31))
    arrest(case, date(2022, 4, 11))
    log(case, K.TRANSFER, date(2024, 1, 26), D.STARTED)
    log(case, K.TRANSFER, date(2024, 1, 30), D.ARRIVED)
    for tier in TIERS:
        set_tier(case, tier)
        assert [fires(stalling.place_unknown, case, date(2024, 1, day), past=True) for day in range(27, 32)] == [
            False,
            False,
            True,
            False,
            False,
        ]


def test_somebody_abducted_is_lost_from_the_first_day(case):
    log(case, K.ABDUCTION, ago(3))
    assert fires(stalling.place_unknown, case)
    assert not fires(stalling.place_unknown, case, ago(1), past=True)


# --- Dates: R13, R14, R15.
def test_a_hearing_without_outcome_is_missed_after_the_days_of_its_tier(case):
    arrest(case, ago(100))
    hearing = key_date(case, KeyDateKind.HEARING, ago(50))
    for tier, days in zip(TIERS, (1, 2, 3, 7), strict=True):
        set_tier(case, tier)
        assert not fires(stalling.hearing_passed, case, ago(50) + timedelta(days - 1), past=True)
        assert fires(stalling.hearing_passed, case, ago(50) + timedelta(days), past=True)
    assert found(stalling.hearing_passed)[0].subject == hearing.reference
    hearing.resolved_on = TODAY
    hearing.save()
    assert not fires(stalling.hearing_passed, case)


def test_a_hearing_in_a_month_has_passed_when_the_month_has(case):
    arrest(case, ago(100))
    from core.partial_dates import parse_partial_date
    from tests.factories import KeyDateFactory

    KeyDateFactory(case=case, due=parse_partial_date("March 2023"), entered_on=ago(90))
    assert not fires(stalling.hearing_passed, case, date(2023, 4, 2), past=True)
    assert fires(stalling.hearing_passed, case, date(2023, 4, 3), past=True)


@pytest.mark.parametrize("kind", [KeyDateKind.REMAND_EXPIRY, KeyDateKind.APPEAL_LIMIT, KeyDateKind.PAROLE])
def test_a_step_is_announced_two_weeks_ahead_and_stays_until_it_is_settled(case, kind):
    arrest(case, ago(100))
    step = key_date(case, kind, TODAY)
    assert not fires(stalling.step_due, case, ago(15), past=True)
    assert fires(stalling.step_due, case, ago(14), past=True)
    assert fires(stalling.step_due, case)
    assert found(stalling.step_due)[0].until == TODAY
    live_on(TODAY + timedelta(30))
    assert fires(stalling.step_due, case, TODAY + timedelta(30))
    step.resolved_on = TODAY
    step.save()
    assert not fires(stalling.step_due, case, TODAY + timedelta(30))


def test_a_date_entered_late_is_not_due_before_anybody_knew_of_it(case):
    arrest(case, ago(100))
    key_date(case, KeyDateKind.REMAND_EXPIRY, TODAY, entered=ago(5))
    assert not fires(stalling.step_due, case, ago(6), past=True)
    assert found(stalling.step_due)[0].due == ago(5)


def test_the_end_of_a_sentence_is_announced_in_steps_and_after_it_every_day(case):
    arrest(case, ago(100))
    end = TODAY + timedelta(180)
    key_date(case, KeyDateKind.SENTENCE_END, end)
    assert not fires(stalling.sentence_ends, case, ago(1), past=True)
    (finding,) = found(stalling.sentence_ends)
    rounds = stalling.sentence_ends.rounds
    days = [end + timedelta(days) for days in (-180, -90, -30, -7, 1, 2, 3, 4, 5, 6, 7, 14, 21)]
    told, day = [finding.due], finding.due
    while len(told) < len(days):
        day = rounds.next(day, finding.due, finding.until)
        told.append(day)
    assert told == days
    assert [rounds.step(day, end) for day in days[:5]] == [1, 2, 3, 4, 5]


def test_held_past_the_end_of_a_sentence_stays_open_after_the_update_that_says_so(case):
    live_on(TODAY + timedelta(10))
    arrest(case, ago(100))
    key_date(case, KeyDateKind.SENTENCE_END, TODAY)
    log(case, K.TERM_EXPIRED, TODAY)
    assert case.key_dates.get().resolved_on == TODAY
    assert fires(stalling.sentence_ends, case, TODAY + timedelta(10))
    log(case, K.RELEASE, TODAY + timedelta(5), D.UNEXPLAINED)
    assert not fires(stalling.sentence_ends, case, TODAY + timedelta(10))


@pytest.mark.parametrize("kind", [K.RELEASE, K.DEATH])
def test_no_custody_rule_fires_after_release_or_death(case, kind):
    arrest(case, ago(300))
    log(case, K.TRANSFER, ago(200), D.STARTED)
    log(case, kind, ago(150), D.EXCHANGE if kind == K.RELEASE else D.ILLNESS)
    for date_kind in KeyDateKind:
        key_date(case, date_kind, ago(100))
    for one in OURS:
        if one.replayed:
            assert not fires(one, case), one.code


# --- The lead: R26.
def test_a_case_that_nobody_leads_is_an_orphan(case):
    assert not fires(stalling.orphan_case, case)
    Case.objects.filter(pk=case.pk).update(lead=None)
    (finding,) = found(stalling.orphan_case)
    assert finding.note == "no-lead"


def test_a_case_whose_lead_has_left_is_an_orphan_at_once(case, advocate):
    User.objects.filter(pk=advocate.pk).update(is_active=False, last_active_on=clock.real_today())
    assert [finding.note for finding in found(stalling.orphan_case)] == ["lead-left"]


@pytest.mark.parametrize(("days", "away"), [(29, False), (30, True)])
def test_a_lead_who_has_not_signed_in_for_thirty_real_days_counts_as_away(case, advocate, days, away):
    real = clock.real_today()
    live_on(real)
    User.objects.filter(pk=advocate.pk).update(last_active_on=real - timedelta(days))
    assert fires(stalling.orphan_case, case, real) is away


def test_in_a_demonstration_an_absent_lead_is_found_once_and_not_anew_each_day(case, advocate):
    User.objects.filter(pk=advocate.pk).update(last_active_on=clock.real_today() - timedelta(40))
    (first,) = found(stalling.orphan_case, TODAY)
    (second,) = found(stalling.orphan_case, TODAY + timedelta(1))
    assert first.since == second.since <= first.due <= TODAY


# --- Files, and the ways of asking.
@pytest.mark.parametrize("state", FileState)
def test_only_files_that_somebody_works_on_are_looked_at(case, state):
    arrest(case, ago(300))
    Case.objects.filter(pk=case.pk).update(file_state=state)
    assert fires(stalling.no_update, case) is (state in {FileState.ACTIVE, FileState.MONITORING})
    # A closed file had its alerts while it was open; a draft never had any.
    worked_on = state not in {FileState.DRAFT, FileState.REJECTED}
    assert fires(stalling.no_update, case, ago(100), past=True) is worked_on


@pytest.fixture
def many(organisation, advocate):
    """Cases in every tier and in many states, with dates."""
    cases = [CaseFactory(owner=organisation, lead=advocate, tier=tier) for tier in TIERS for _ in range(4)]
    for place, one in enumerate(cases):
        arrest(one, ago(120 + place))
        [visit, lambda *_: None][place % 2](one, ago(20 + place))
        if place % 4 == 1:
            log(one, K.TRANSFER, ago(10), D.STARTED)
        if place % 4 == 2:
            log(one, K.RELEASE, ago(9), D.EXCHANGE)
        if place % 4 == 3:
            log(one, K.NIL_CHECK, ago(4), citations=(), asked="The family")
        key_date(one, KeyDateKind.HEARING, ago(8 - place % 8))
        key_date(one, KeyDateKind.REMAND_EXPIRY, TODAY + timedelta(place))
        key_date(one, KeyDateKind.SENTENCE_END, TODAY + timedelta(place * 20 - 30))
    log(CaseFactory(owner=organisation, lead=advocate), K.RESTRAINT, ago(90), D.BAIL)
    CaseFactory(owner=organisation, lead=advocate, opened_on=ago(90))
    return cases


@pytest.mark.parametrize("coming", [False, True])
@pytest.mark.parametrize("a_rule", [one for one in OURS if one.replayed], ids=lambda one: one.code)
def test_the_past_answers_as_the_present_when_the_day_is_today(a_rule, many, coming):
    present = sorted(map(repr, found(a_rule, coming=coming)))
    past = sorted(map(repr, found(a_rule, past=True, coming=coming)))
    assert present == past
    assert present


def test_what_is_not_due_yet_is_found_only_when_asked_for(case):
    arrest(case, ago(1))
    assert not found(stalling.out_of_contact)
    (finding,) = found(stalling.out_of_contact, coming=True)
    assert finding.due == ago(1) + timedelta(30)


def test_asked_about_some_cases_it_answers_about_no_other(many):
    one = many[0]
    for a_rule in all_rules():
        if a_rule.about == "case":
            assert {finding.case_id for finding in found(a_rule, case_ids=[one.pk])} <= {one.pk}


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("a_rule", OURS, ids=lambda one: one.code)
def test_a_rule_costs_the_same_queries_however_many_cases_there_are(a_rule, many, past):
    with CaptureQueriesContext(
        connection,
    ) as spent:
        found(a_rule, past=past)
    assert len(spent) <= 2


def test_an_event_beyond_the_day_is_not_seen_from_it(case):
    held_in_russia(case)
    (finding,) = found(stalling.out_of_contact, date(2023, 4, 20), past=True)
    assert finding.since == date(2022, 5, 20)


def test_every_rule_says_what_it_is_in_words_and_in_its_table():
    for one in all_rules():
        assert one.description, one.code
        assert one.title
        assert set(one.days) == set(Tier.values)
        assert rule_of(one.code) is one


def test_two_rules_of_one_code_are_refused():
    with pytest.raises(ValueError, match="two rules R1"):

        @rule("R1", "again", title="", says="", days=by_tier(1, 1, 1, 1), tell=[])
        def again(at):
            return []
