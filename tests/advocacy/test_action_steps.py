"""What people do with an action: each step at its own address, each refusal beside what was typed."""

from datetime import date

import pytest

from accounts.permissions import Role
from advocacy.clock_face import distance
from advocacy.forms.steps import STEPS
from advocacy.models import Action, Deadline, Reply
from advocacy.vocabulary import ActionState, Closing
from cases.models import Grant
from cases.vocabulary import Level
from core.models import Event, EventKind
from core.partial_dates import parse_partial_date
from tests.advocacy.factories import act, government, procedure
from tests.advocacy.pages import at, signed_in, take, text_of
from tests.factories import CaseFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case, advocate):
    """Sent on 1 March, a reply due on 30 April; today is 20 April."""
    procedure("ua", days=60)
    return act(case, by=advocate, sent="2023-03-01", procedure="ua", addressee=government())


@pytest.fixture
def planned(case, advocate):
    return act(case, by=advocate, sent=None, addressee=government())


def test_a_planned_action_was_sent_and_its_clock_runs(planned, advocate):
    procedure("ua", days=60)
    answer = take(advocate, planned, "sent", sent="18 April 2023", procedure="ua")
    assert answer["Location"] == planned.get_absolute_url()
    planned.refresh_from_db()
    assert (planned.state, planned.due_on) == (ActionState.SENT, date(2023, 6, 17))


def test_a_reply_is_recorded_and_answers_it(sent, advocate):
    answer = take(advocate, sent, "reply", response="token", received="18 April 2023", summary="Noted", text="Dear all")
    assert answer.status_code == 302
    sent.refresh_from_db()
    assert (sent.answered_on, Reply.objects.get().sender) == (date(2023, 4, 18), sent.addressee)
    page = text_of(signed_in(advocate).get(sent.get_absolute_url()))
    assert "answered after 48 days" in page
    assert "Dear all" in page


def test_where_the_day_of_sending_is_not_known_no_number_of_days_is_claimed(case):
    month = act(case, sent=parse_partial_date("March 2023"), addressee=government())
    month.answered_on = date(2023, 4, 18)
    assert distance(month, date(2023, 4, 20)) == "answered 18 Apr 2023"


def test_the_day_is_moved_with_a_reason_and_the_earlier_one_stays_in_sight(sent, advocate):
    for _time in range(2):
        assert take(advocate, sent, "extend", due_on="2023-05-10", why="They asked").status_code == 302
    assert Deadline.objects.count() == 2
    page = text_of(signed_in(advocate).get(sent.get_absolute_url()))
    assert "Reply due 10 May 2023: extended (They asked)" in page
    assert "sent 1 Mar 2023 + 60 days" in page


def test_a_day_can_be_set_where_no_procedure_sets_one(case, advocate):
    made = act(case, by=advocate, addressee=government())
    take(advocate, made, "extend", due_on="2023-05-10", why="The desk officer said so")
    page = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "Reply due 10 May 2023: The desk officer said so" in page


def test_the_clock_is_stopped_while_the_ball_is_with_us_and_runs_on(sent, advocate):
    take(advocate, sent, "pause", why="They want his file", on="2023-04-10")
    page = text_of(signed_in(advocate).get(sent.get_absolute_url()))
    assert "They want his file" in page
    assert at("action-resume", sent) in page
    take(advocate, sent, "resume", on="2023-04-20")
    sent.refresh_from_db()
    assert (sent.paused_on, sent.due_on) == (None, date(2023, 5, 10))


def test_it_is_closed_and_takes_a_late_reply_all_the_same(sent, advocate):
    assert take(advocate, sent, "close", closed_as=Closing.OVERTAKEN, impact="some_good").status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.closed_on) == (ActionState.CLOSED, date(2023, 4, 20))
    page = text_of(signed_in(advocate).get(sent.get_absolute_url()))
    assert at("action-reply", sent) in page
    assert at("action-close", sent) not in page
    assert "Some, for the better" in page


def test_what_was_planned_is_given_up_with_a_reason(planned, advocate):
    assert take(advocate, planned, "drop", why="Somebody else wrote").status_code == 302
    planned.refresh_from_db()
    assert planned.state == ActionState.DROPPED
    page = text_of(signed_in(advocate).get(planned.get_absolute_url()))
    assert "Why: Somebody else wrote" in page


def test_the_next_step_has_a_day_and_a_person(sent, advocate, staff):
    take(advocate, sent, "next", step="Call them", on="2023-05-02", responsible=staff.reference)
    sent.refresh_from_db()
    assert (sent.next_step, sent.next_step_on, sent.responsible) == ("Call them", date(2023, 5, 2), staff)


# --- What is refused, with nothing saved.
@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("reply", {"received": "28 Feb 2023"}, "A reply cannot come before the sending (1 March 2023)"),
        ("reply", {"received": "21 April 2023"}, "This day is still to come"),
        ("reply", {"response": "bribed"}, "Select a valid choice"),
        ("reply", {"summary": "x" * 301}, "at most 300 characters"),
        ("extend", {"due_on": "2023-04-19"}, "An extension cannot end in the past: choose today or a later day"),
        ("extend", {"why": " "}, "This field is required"),
        ("extend", {"due_on": "soon"}, "Enter a valid date"),
        ("pause", {"on": "2023-04-21"}, "The clock can stop from the day it was sent until today"),
        ("pause", {"why": ""}, "This field is required"),
        ("close", {"closed_as": "no_reply"}, "say what the next step is, or log it first"),
        ("close", {"closed_as": "bored"}, "Select a valid choice"),
        ("next", {"on": "2023-04-19"}, "This day has passed"),
        ("next", {"step": ""}, "Say what is to be done by this day"),
        ("next", {"responsible": "M-NOBODY"}, "Select a valid choice"),
        ("drop", {}, "It was sent already: close it instead"),
    ],
)
def test_a_step_that_does_not_fit_is_refused_beside_what_was_typed(sent, advocate, step, fields, said):
    right = {
        "reply": {"response": "token", "received": "1 April 2023", "summary": "Noted", "text": "At some length"},
        "extend": {"due_on": "2023-05-10", "why": "At some length"},
        "pause": {"why": "At some length", "on": "2023-04-10"},
        "close": {"closed_as": "done", "why": "At some length"},
        "next": {"step": "At some length", "on": "2023-05-10", "responsible": advocate.reference},
        "drop": {"why": "At some length"},
    }[step]
    before = Action.history.count()
    answer = take(advocate, sent, step, **(right | fields))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "At some length" in text_of(answer) or "At some length" not in (right | fields).values()
    assert (Action.history.count(), Reply.objects.count(), Deadline.objects.count()) == (before, 0, 1)


def test_what_was_never_sent_has_no_reply_and_is_not_closed(planned, advocate):
    reply = take(advocate, planned, "reply", response="token", received="1 April 2023", summary="Noted")
    assert "It was never sent: say first when it was" in text_of(reply)
    assert "It was never sent: drop it instead" in text_of(take(advocate, planned, "close", closed_as="done"))
    assert (reply.status_code, Reply.objects.count()) == (422, 0)


@pytest.mark.parametrize("step", ["sent", "close", "drop", "resume"])
def test_a_step_taken_twice_is_taken_once(sent, planned, advocate, step):
    chosen = planned if step in ("sent", "drop") else sent
    fields = {"sent": {"sent": "18 April 2023"}, "close": {"closed_as": "done"}, "drop": {"why": "No"}}
    said = fields.get(step, {"on": "2023-04-20"})
    take(advocate, chosen, step, **said)
    before = Action.history.count()
    assert take(advocate, chosen, step, **said).status_code == 302
    assert Action.history.count() == before


# --- Who may.
@pytest.mark.parametrize("step", sorted(STEPS))
def test_who_may_not_log_may_not_step_and_a_stranger_finds_nothing(sent, viewer, outsider, step):
    assert take(viewer, sent, step).status_code == 403
    assert take(outsider, sent, step).status_code == 404
    assert signed_in(viewer).get(at(f"action-{step}", sent)).status_code == 405


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_partner_changes_what_they_wrote_and_nothing_else_on_a_shared_case(organisation, advocate, step):
    case = CaseFactory(owner=organisation, lead=advocate, level=Level.PARTNERS)
    partner = UserFactory(organisation=OrganisationFactory(), role=Role.ADVOCATE)
    Grant.objects.create(case=case, organisation=partner.organisation)
    ours, theirs = act(case, by=advocate), act(case, by=partner)
    assert take(partner, ours, step).status_code == 403
    assert Event.objects.filter(kind=EventKind.DENIED, target=ours.reference).exists()
    assert take(partner, theirs, step).status_code == (302 if step == "next" else 422)
    assert at("action-reply", ours) not in text_of(signed_in(partner).get(ours.get_absolute_url()))
    assert at("action-reply", theirs) in text_of(signed_in(partner).get(theirs.get_absolute_url()))
