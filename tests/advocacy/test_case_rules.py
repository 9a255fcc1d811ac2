"""Rules about the work on a case: what ends them, what a release ends, and what it does not."""

from datetime import date, timedelta

import pytest

from advocacy.stalling import bodies, occasions, work
from advocacy.vocabulary import AftercareTask
from cases.models import Case, Citation, Update
from cases.vocabulary import Level, OfficialFunction, Tier
from core.partial_dates import PartialDate
from tests.advocacy.openings import (
    OPENS,
    american,
    at_risk,
    disappeared,
    drafted,
    first_day,
    nil_checks,
    opinion_public,
    opinion_sent,
    overdue,
    released,
    special_procedure,
    wgad_overdue,
    without_action,
)
from tests.advocacy.stories import (
    draft,
    fires,
    found,
    letter,
    nil_check,
    tick,
)
from tests.factories import CaseFactory, FacilityFactory, OfficialFactory, SourceFactory
from tests.reminders.stories import TODAY, D, K, ago, arrest, live_on, log

pytestmark = pytest.mark.django_db


# --- R3.
def test_three_checks_with_news_or_a_review_between_are_not_three_in_a_row(case):
    nil_checks(case)
    log(case, K.NOTE, ago(30), citations=())
    assert not fires(work.nothing_found_thrice, case, TODAY)
    for days in (20, 15):
        nil_check(case, ago(days))
    assert not fires(work.nothing_found_thrice, case, TODAY)
    nil_check(case, ago(10))
    assert found(work.nothing_found_thrice, TODAY)[0].since == ago(10)


def test_a_fourth_check_does_not_begin_it_anew(case):
    nil_checks(case)
    nil_check(case, ago(5))
    assert found(work.nothing_found_thrice, TODAY)[0].since == ago(40)


# --- R7.
def test_anybody_s_action_ends_it_and_a_planned_or_narrower_one_does_not(case, advocate, organisation):
    arrest(case, ago(300))
    assert found(work.no_action, TODAY)[0].note == "never"
    draft(case, ago(5))
    letter(case, ago(5), level=Level.RESTRICTED)
    assert fires(work.no_action, case, TODAY)
    letter(case, ago(5))
    assert not fires(work.no_action, case, TODAY)


def test_it_is_silent_while_the_family_has_asked_for_silence_and_not_longer(case):
    arrest(case, ago(300))
    Case.objects.filter(pk=case.pk).update(quiet_until=TODAY)
    assert not found(work.no_action, TODAY)
    live_on(TODAY + timedelta(1))
    assert found(work.no_action, TODAY + timedelta(1))


# --- R17.
@pytest.mark.parametrize(
    ("detail", "risk"),
    [("", False), (D.STABLE, False), (D.UNTREATED, False), (D.DETERIORATING, True), (D.HOSPITALISED, True)],
)
def test_a_health_entry_is_a_risk_when_it_says_so(case, detail, risk):
    arrest(case, ago(90))
    log(case, K.HEALTH, ago(60), detail)
    assert fires(work.health_risk, case, TODAY) is risk


def test_it_ends_with_both_an_action_and_a_later_observation(case):
    at_risk(case)
    letter(case, ago(30))
    assert fires(work.health_risk, case, TODAY)
    log(case, K.HEALTH, ago(20))
    assert fires(work.health_risk, case, ago(21))
    assert not fires(work.health_risk, case, TODAY)


@pytest.mark.parametrize("what", ["action", "entry"])
def test_either_of_them_in_time_keeps_it_from_opening(case, what):
    arrest(case, ago(90))
    log(case, K.HUNGER_STRIKE_STARTED, ago(60))
    letter(case, ago(55)) if what == "action" else log(case, K.HUNGER_STRIKE_ENDED, ago(55))
    assert first_day(work.health_risk, case, ago(60)) is None


# --- R24.
@pytest.fixture
def public_claim(case):
    arrest(case, ago(300))
    Case.objects.filter(pk=case.pk).update(level=Level.PUBLIC)
    Update.objects.filter(case=case).update(level=Level.PUBLIC)
    return case.updates.get()


def test_a_public_claim_on_one_source_of_long_ago_asks_for_a_second(case, public_claim):
    source = public_claim.citations.get().source
    source.published = PartialDate(ago(180))
    source.save()
    assert [one.subject for one in found(work.one_old_source, TODAY)] == [public_claim.reference]
    assert not found(work.one_old_source, ago(1))
    Citation.objects.create(update=public_claim, source=SourceFactory(origin=source))
    assert found(work.one_old_source, TODAY)  # a copy is no second source
    Citation.objects.create(update=public_claim, source=SourceFactory())
    assert not found(work.one_old_source, TODAY)


def test_what_is_not_public_may_rest_on_one_source(case, public_claim):
    Update.objects.filter(pk=public_claim.pk).update(level=Level.TEAM)
    assert not found(work.one_old_source, TODAY + timedelta(400))


# --- R25.
def test_anniversaries_are_off_until_an_admin_gives_them_days(case):
    arrest(case, date(2022, 5, 20))
    assert not found(occasions.anniversary, TODAY)
    limits = {**dict.fromkeys(Tier.values, 0), "standard": 30}
    assert [(one.note, one.until) for one in found(occasions.anniversary, TODAY, limits=limits)] == [
        ("arrest", date(2023, 5, 20)),
        ("round", date(2023, 5, 20)),
    ]
    assert not found(occasions.anniversary, ago(1), limits=limits)
    assert not found(occasions.anniversary, date(2023, 5, 21), limits=limits)


@pytest.mark.parametrize(
    ("day", "today", "kept"),
    [
        (date(2020, 2, 29), date(2023, 2, 1), date(2023, 2, 28)),
        (date(2022, 4, 20), date(2023, 4, 20), date(2023, 4, 20)),
        (date(2023, 4, 20), date(2023, 4, 20), date(2024, 4, 20)),
        (date(2022, 4, 19), date(2023, 4, 20), date(2024, 4, 19)),
    ],
)
def test_the_next_anniversary(day, today, kept):
    assert occasions._next_anniversary(day, today) == kept


# --- R27.
@pytest.fixture
def two_in_one_prison(case, organisation, advocate):
    prison = FacilityFactory(state=case.state)
    other = CaseFactory(owner=organisation, lead=advocate)
    for one in (case, other):
        arrest(one, ago(100), facility=prison)
    return case, other


def test_a_release_from_the_same_prison_is_told_once_for_two_weeks(two_in_one_prison):
    case, other = two_in_one_prison
    event = log(other, K.RELEASE, ago(13), D.EXCHANGE)
    (finding,) = found(occasions.movement_elsewhere, TODAY)
    assert (finding.case_id, finding.update_id, finding.due) == (case.pk, event.pk, ago(13))
    assert not found(occasions.movement_elsewhere, TODAY + timedelta(1))


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_a_narrow_case_tells_others_nothing(two_in_one_prison, level):
    _case, other = two_in_one_prison
    log(other, K.RELEASE, ago(3), D.EXCHANGE)
    Case.objects.filter(pk=other.pk).update(level=level)
    assert not found(occasions.movement_elsewhere, TODAY)


def test_a_sanction_in_a_case_of_the_same_judge_is_told(case, organisation, advocate):
    judge = OfficialFactory()
    other = CaseFactory(owner=organisation, lead=advocate)
    for one in (case, other):
        arrest(one, ago(100))
        one.involvements.create(official=judge, function=OfficialFunction.TRIAL_JUDGE, known_on=ago(90))
    log(other, K.SANCTION, ago(3))
    assert [one.case_id for one in found(occasions.movement_elsewhere, TODAY)] == [case.pk]


def test_several_releases_of_one_state_on_one_day_are_told_to_its_other_cases(case, organisation, advocate):
    arrest(case, ago(100))
    for days in (3, 3):
        one = CaseFactory(owner=organisation, lead=advocate)
        arrest(one, ago(100))
        assert not found(occasions.movement_elsewhere, TODAY)
        log(one, K.RELEASE, ago(days), D.PARDON)
    assert [one.case_id for one in found(occasions.movement_elsewhere, TODAY)] == [case.pk]


# --- R28, and what ends with a release.
def test_all_four_ticked_ends_it_and_three_do_not(case):
    released(case)
    tick(case, ago(20), *AftercareTask.values[:3])
    assert fires(work.after_release, case, TODAY)
    tick(case, ago(10), AftercareTask.values[3])
    assert fires(work.after_release, case, ago(11))
    assert not fires(work.after_release, case, TODAY)


@pytest.mark.parametrize("kind", [K.RELEASE, K.DEATH])
@pytest.mark.parametrize("story", [nil_checks, without_action, at_risk, disappeared, american, opinion_public])
def test_what_is_about_custody_ends_with_it(case, story, kind):
    story(case)
    if story is opinion_public:
        arrest(case, ago(99))
    log(case, kind, ago(1), D.EXCHANGE if kind == K.RELEASE else D.ILLNESS)
    custody = [work.nothing_found_thrice, work.no_action, work.health_risk, bodies.wgeid_window]
    custody += [bodies.us_wrongful_detention, bodies.opinion_unused]
    assert [one.code for one in custody if fires(one, case, TODAY)] == []


@pytest.mark.parametrize("story", [overdue, drafted, wgad_overdue, special_procedure, opinion_sent])
def test_what_was_asked_is_still_asked_after_a_release(case, story):
    story(case)
    a_rule = next(one for one, other, _days in OPENS if other is story)
    arrest(case, ago(99))
    log(case, K.RELEASE, ago(1), D.EXCHANGE)
    assert fires(a_rule, case, TODAY)
