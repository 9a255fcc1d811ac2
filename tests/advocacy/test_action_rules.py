"""Rules about one action: what ends the wait for a reply, and what does not."""

from datetime import date, timedelta

import pytest

from advocacy.services.actions import close_action, drop_action, send_action
from advocacy.services.deadlines import extend_deadline, pause_clock, resume_clock
from advocacy.stalling import actions
from cases.vocabulary import Level
from core.partial_dates import PartialDate, parse_partial_date
from tests.advocacy.factories import act, procedure
from tests.advocacy.openings import special_procedure, wgad_overdue
from tests.advocacy.stories import (
    draft,
    fires,
    found,
    letter,
    reply,
)
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, ago, live_on

pytestmark = pytest.mark.django_db


# --- R4 and its kin: replies.
def test_al_rwa_1_2020_is_overdue_from_the_day_after_its_sixty_days(organisation, advocate):
    live_on(date(2021, 1, 9))
    case = CaseFactory(owner=organisation, lead=advocate)
    sent = act(
        case,
        sent="2020-09-30",
        procedure="special-procedures",
        kind="un_allegation_letter",
        logged_on=date(2020, 9, 30),
    )
    assert sent.due_on == date(2020, 11, 29)
    assert not fires(actions.reply_overdue, case, date(2020, 11, 29))
    assert fires(actions.reply_overdue, case, date(2020, 11, 30))
    (finding,) = found(actions.reply_overdue, date(2021, 1, 9))
    assert (finding.due, (date(2021, 1, 9) - finding.since).days) == (date(2020, 11, 30), 41)


@pytest.mark.parametrize(("response", "ends"), [("token", True), ("countered", True), ("none", True), ("asked", True)])
def test_a_reply_ends_the_wait_and_a_question_puts_the_ball_with_us(case, response, ends):
    sent = letter(case, ago(100), due=ago(40))
    reply(sent, ago(20), response)
    assert fires(actions.reply_overdue, case, ago(21))
    assert fires(actions.reply_overdue, case, ago(20)) is not ends
    assert fires(actions.reply_overdue, case, TODAY) is not ends


def test_an_extension_moves_it_and_the_past_keeps_what_held_then(case, advocate):
    sent = letter(case, ago(100), due=ago(40))
    extend_deadline(action=sent, due_on=TODAY + timedelta(10), why="They asked", by=advocate)
    assert not fires(actions.reply_overdue, case, TODAY)
    assert fires(actions.reply_overdue, case, ago(1))
    live_on(TODAY + timedelta(11))
    assert found(actions.reply_overdue, TODAY + timedelta(11))[0].since == TODAY + timedelta(10)


def test_while_the_ball_is_with_us_nothing_is_overdue_and_afterwards_the_days_are_added(case, advocate):
    sent = letter(case, ago(30), due=TODAY)
    pause_clock(action=sent, why="They ask for his papers", by=advocate)
    live_on(TODAY + timedelta(5))
    assert not fires(actions.reply_overdue, case, TODAY + timedelta(5))
    resume_clock(action=sent, by=advocate)
    assert not fires(actions.reply_overdue, case, TODAY + timedelta(5))
    assert fires(actions.reply_overdue, case, TODAY + timedelta(6))


@pytest.mark.parametrize("closed_as", ["withdrawn", "overtaken", "done"])
def test_closing_it_ends_the_wait(case, advocate, closed_as):
    sent = letter(case, ago(100), due=ago(40))
    close_action(action=sent, closed_as=closed_as, by=advocate)
    assert not fires(actions.reply_overdue, case, TODAY)
    assert fires(actions.reply_overdue, case, ago(1))


def test_no_reply_is_closed_only_with_a_next_step(case, advocate):
    sent = letter(case, ago(100), due=ago(40), next_step="Ask the minister")
    close_action(action=sent, closed_as="no_reply", by=advocate)
    assert not found(actions.reply_overdue, TODAY)


def test_a_joint_action_is_found_once_for_each_of_its_cases(case, organisation, advocate):
    other = CaseFactory(owner=organisation, lead=advocate)
    sent = act(case, other, sent=ago(100).isoformat(), due_on=ago(40))
    assert {(one.case_id, one.subject, one.action_id) for one in found(actions.reply_overdue, TODAY)} == {
        (case.pk, sent.reference, sent.pk),
        (other.pk, sent.reference, sent.pk),
    }


def test_due_soon_hands_over_to_overdue(case):
    letter(case, ago(60), due=ago(20))
    assert [fires(actions.reply_due_soon, case, ago(days)) for days in (28, 27, 20, 19)] == [False, True, True, False]
    assert [fires(actions.reply_overdue, case, ago(days)) for days in (20, 19)] == [False, True]
    rounds = actions.reply_due_soon.rounds
    assert [rounds.last(ago(days), ago(27), ago(20)) for days in (27, 22, 21, 20)] == [
        ago(27),
        ago(27),
        ago(21),
        ago(21),
    ]


def test_a_partial_day_of_sending_counts_from_its_last_day(case):
    procedure("letter-60", days=60)
    act(case, sent=parse_partial_date("January 2023"), procedure="letter-60", logged_on=date(2023, 2, 10))
    assert not fires(actions.reply_overdue, case, date(2023, 4, 1))
    assert fires(actions.reply_overdue, case, date(2023, 4, 2))


# --- R6.
def test_a_plan_that_is_sent_or_dropped_is_idle_no_longer(case, advocate, organisation):
    sent = draft(case, ago(60))
    other = CaseFactory(owner=organisation, lead=advocate)
    dropped = draft(other, ago(60))
    send_action(action=sent, sent=PartialDate(ago(10)), by=advocate)
    drop_action(action=dropped, why="The family asks us to wait", by=advocate)
    for one in (case, other):
        assert not fires(actions.draft_idle, one, TODAY)
    assert fires(actions.draft_idle, case, ago(11))
    assert fires(actions.draft_idle, other, ago(1))


# --- R8 and R11.
def test_a_comment_of_ours_ends_the_wait_for_the_government(case):
    wgad_overdue(case)
    letter(case, ago(10), kind="wgad_comment")
    assert fires(actions.wgad_reply, case, ago(11))
    assert not fires(actions.wgad_reply, case, TODAY)
    assert fires(actions.reply_overdue, case, TODAY)


def test_a_comment_for_fewer_people_does_not_tell_of_itself(case):
    wgad_overdue(case)
    letter(case, ago(10), kind="wgad_comment", level=Level.RESTRICTED)
    assert fires(actions.wgad_reply, case, TODAY)


def test_none_and_public_ends_the_search_for_a_reply(case):
    special_procedure(case)
    reply(case.actions.get(), ago(10), "none")
    assert not fires(actions.special_procedure_letter, case, TODAY)
