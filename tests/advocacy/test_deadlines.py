"""Clocks of actions: computed, extended, paused, answered."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from advocacy import clocks
from advocacy.models import Deadline
from advocacy.services.deadlines import deadline_on, extend_deadline, pause_clock, record_reply, resume_clock
from core.partial_dates import PartialDate, parse_partial_date
from tests.advocacy.factories import act, procedure
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def on(text):
    return PartialDate(date.fromisoformat(text))


@pytest.fixture
def sent(organisation, advocate, live_on):
    live_on("2020-10-10")
    procedure("al", days=60, start="sent")
    case = CaseFactory(owner=organisation, lead=advocate)
    return act(case, by=advocate, sent="2020-09-30", procedure="al", kind="un_allegation_letter")


def test_a_deadline_is_computed_and_says_how(sent):
    deadline = sent.deadlines.get()
    assert sent.due_on == date(2020, 11, 29)
    assert clocks.computation(deadline) == "sent 30 Sep 2020 + 60 days"


def test_only_the_version_in_force_when_it_was_sent_counts(organisation, advocate):
    procedure("opinions", days=90, valid_until=date(2016, 7, 11))
    procedure("opinions", days=60, valid_from=date(2016, 7, 12))
    case = CaseFactory(owner=organisation, lead=advocate)
    assert act(case, sent="2016-07-11", procedure="opinions").due_on == date(2016, 10, 9)
    assert act(case, sent="2016-07-12", procedure="opinions").due_on == date(2016, 9, 10)


def test_where_only_a_month_is_known_the_clock_runs_from_its_last_day_and_says_so(organisation, advocate):
    procedure("al", days=60)
    letter = act(CaseFactory(owner=organisation), sent=parse_partial_date("January 2023"), procedure="al")
    assert clocks.computation(letter.deadlines.get()) == "sent at the latest 31 Jan 2023 + 60 days"


def test_an_unchecked_clock_says_so(sent):
    deadline = sent.deadlines.get()
    deadline.checked = False
    assert clocks.computation(deadline).endswith("(unchecked)")


def test_months_end_with_the_month():
    assert clocks.months_after(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert clocks.months_after(date(2023, 12, 15), 1) == date(2024, 1, 15)


def test_an_extension_keeps_every_earlier_value(sent, advocate):
    extend_deadline(action=sent, due_on=date(2020, 12, 20), why="They asked for it", by=advocate)
    extend_deadline(action=sent, due_on=date(2020, 12, 28), why="And again", by=advocate)
    sent.refresh_from_db()
    assert sent.due_on == date(2020, 12, 28)
    assert [one.due_on.isoformat() for one in sent.deadlines.all()] == ["2020-11-29", "2020-12-20", "2020-12-28"]
    assert deadline_on(sent, date(2020, 10, 1)).due_on == date(2020, 11, 29)


@pytest.mark.parametrize(("day", "why"), [("2020-10-09", "why"), ("2020-12-20", " ")])
def test_an_extension_into_the_past_or_without_a_reason_is_refused(sent, advocate, day, why):
    with pytest.raises(ValidationError):
        extend_deadline(action=sent, due_on=date.fromisoformat(day), why=why, by=advocate)
    assert Deadline.objects.count() == 1


def test_an_extension_past_what_the_procedure_allows_is_refused(sent, advocate):
    sent.procedure.clocks.update(longest_extension_days=31)
    with pytest.raises(ValidationError, match="until 30 December 2020 at most"):
        extend_deadline(action=sent, due_on=date(2020, 12, 31), why="They asked", by=advocate)
    extend_deadline(action=sent, due_on=date(2020, 12, 30), why="They asked", by=advocate)


def test_the_clock_stands_still_while_the_ball_is_with_us(sent, advocate, live_on):
    pause_clock(action=sent, why="They ask for documents", by=advocate)
    sent.refresh_from_db()
    live_on("2020-12-10")
    assert not sent.is_overdue(date(2020, 12, 10))
    resume_clock(action=sent, by=advocate)
    sent.refresh_from_db()
    assert sent.due_on == date(2021, 1, 29)  # 61 days with us
    assert sent.paused_on is None
    resume_clock(action=sent, by=advocate)
    assert sent.deadlines.count() == 2


def test_a_question_back_puts_the_ball_with_us_and_an_answer_stops_the_clock(sent, advocate):
    record_reply(action=sent, response="asked", received=on("2020-10-05"), summary="Send his file", by=advocate)
    sent.refresh_from_db()
    assert (sent.paused_on, sent.answered_on) == (date(2020, 10, 5), None)
    record_reply(action=sent, response="countered", received=on("2020-10-08"), summary="They deny it", by=advocate)
    sent.refresh_from_db()
    assert sent.answered_on == date(2020, 10, 8)


@pytest.mark.parametrize("day", ["2020-09-29", "2020-10-11"])
def test_a_reply_before_the_sending_or_still_to_come_is_refused(sent, advocate, day):
    with pytest.raises(ValidationError):
        record_reply(action=sent, response="token", received=on(day), summary="Noted", by=advocate)
    assert not sent.replies.exists()


def test_a_reply_typed_twice_is_kept_once(sent, advocate):
    for _ in range(2):
        record_reply(action=sent, response="token", received=on("2020-10-05"), summary="Noted", by=advocate)
    assert sent.replies.count() == 1
