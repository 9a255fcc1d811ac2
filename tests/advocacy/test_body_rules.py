"""Rules about bodies: opinions, disappearances, and the US review."""

from datetime import date

import pytest

from advocacy.services.actions import drop_action
from advocacy.stalling import actions, bodies
from advocacy.vocabulary import Outcome
from tests.advocacy.openings import american, disappeared, first_day, opinion_public, opinion_sent
from tests.advocacy.stories import (
    draft,
    fires,
    found,
    letter,
    opinion,
    reply,
    us_decision,
    us_resident,
)
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, K, ago, arrest, live_on, log

pytestmark = pytest.mark.django_db


# --- R9 and R10.
def test_there_is_no_follow_up_clock_before_the_version_that_has_one(organisation, advocate):
    case = CaseFactory(owner=organisation, lead=advocate)
    opinion(case, transmitted=date(2011, 5, 20))
    assert not found(bodies.opinion_follow_up, TODAY, coming=True)


def test_reply_of_china_after_69_days_is_judged_by_the_version_of_2010(organisation, advocate):
    live_on(date(2011, 8, 1))
    case = CaseFactory(owner=organisation, lead=advocate)
    sent = letter(case, date(2010, 12, 1), kind="un_communication", procedure="wgad")
    assert sent.due_on == date(2011, 3, 1)
    reply(sent, date(2011, 2, 8))
    assert not fires(actions.wgad_reply, case, date(2011, 3, 2))


def test_follow_up_sent_since_ends_it(case):
    opinion_sent(case)
    letter(case, date(2022, 8, 1), kind="follow_up")
    assert fires(bodies.opinion_follow_up, case, TODAY)
    letter(case, ago(10), kind="follow_up")
    assert fires(bodies.opinion_follow_up, case, ago(11))
    assert not fires(bodies.opinion_follow_up, case, TODAY)


def test_an_opinion_that_found_nothing_arbitrary_asks_for_no_follow_up(case):
    opinion(case, transmitted=ago(300), outcome=Outcome.NOT_ARBITRARY)
    assert not found(bodies.opinion_follow_up, TODAY)


def test_an_action_that_uses_the_opinion_ends_it(case):
    opinion_public(case)
    letter(case, ago(20), determination=case.determinations.get())
    assert fires(bodies.opinion_unused, case, ago(21))
    assert not fires(bodies.opinion_unused, case, TODAY)


# --- R12.
def test_the_window_of_three_months_is_what_it_expects(case):
    log(case, K.ABDUCTION, date(2023, 1, 31))
    (finding,) = found(bodies.wgeid_window, TODAY)
    assert (finding.since, finding.until) == (date(2023, 1, 31), date(2023, 4, 30))


@pytest.mark.parametrize("how", ["filed", "declined", "found"])
def test_filed_declined_or_found_ends_it(case, advocate, how):
    disappeared(case)
    if how == "filed":
        letter(case, ago(5), kind="wgeid_case")
    elif how == "declined":
        drop_action(action=draft(case, ago(5), kind="wgeid_case"), why="The family declines", by=advocate)
    else:
        log(case, K.ARREST, ago(5))
    assert fires(bodies.wgeid_window, case, ago(6))
    assert not fires(bodies.wgeid_window, case, TODAY)


def test_who_was_held_and_then_disappeared_is_counted_from_the_disappearance(case):
    arrest(case, ago(300))
    log(case, K.CAPTURE_DENIED, ago(80))
    assert found(bodies.wgeid_window, TODAY)[0].since == ago(80)


# --- R19.
def test_asked_for_later_it_stays_open_and_says_so(case):
    american(case)
    letter(case, ago(40), kind="wrongful_detention_request")
    assert [one.note for one in found(bodies.us_wrongful_detention, ago(41), past=True)] == [""]
    (finding,) = found(bodies.us_wrongful_detention, TODAY)
    assert (finding.note, finding.since, finding.due) == ("asked", ago(100), ago(70))


def test_asked_for_early_it_is_given_sixty_days(case):
    american(case)
    letter(case, ago(95), kind="wrongful_detention_request")
    assert first_day(bodies.us_wrongful_detention, case, ago(100)) == 65


@pytest.mark.parametrize(
    ("outcome", "ends"), [(Outcome.WRONGFULLY_DETAINED, True), (Outcome.DECLINED, True), (Outcome.UNDER_REVIEW, False)]
)
def test_a_decision_ends_it_and_a_review_does_not(case, outcome, ends):
    american(case)
    us_decision(case, ago(10), outcome)
    assert fires(bodies.us_wrongful_detention, case, ago(11))
    assert fires(bodies.us_wrongful_detention, case, TODAY) is not ends


def test_determined_on_day_12_it_never_opens(organisation, advocate):
    live_on(date(2024, 8, 2))
    case = us_resident(CaseFactory(owner=organisation, lead=advocate))
    arrest(case, date(2023, 3, 29))
    us_decision(case, date(2023, 4, 10))
    assert not found(bodies.us_wrongful_detention, date(2023, 4, 28), past=True, coming=True)


def test_no_american_or_held_at_home_is_not_looked_at(organisation, advocate):
    from tests.factories import StateFactory

    plain = CaseFactory(owner=organisation, lead=advocate)
    home = us_resident(CaseFactory(owner=organisation, lead=advocate, state=StateFactory(code="US")))
    for one in (plain, home):
        arrest(one, ago(100))
    assert not found(bodies.us_wrongful_detention, TODAY)
