"""Putting right what was logged wrongly of an action: the clock follows, what stood before stays on record."""

from datetime import date

import pytest

from accounts.permissions import Role
from advocacy.models import Action
from advocacy.services.deadlines import deadline_on, extend_deadline, record_reply
from cases.models import Grant
from cases.vocabulary import Level
from core.partial_dates import PartialDate
from tests.advocacy.factories import act, government, procedure
from tests.advocacy.pages import at, signed_in, text_of
from tests.factories import CaseFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case, advocate):
    """Said to be sent on 1 March, a reply due on 30 April; today is 20 April."""
    procedure("ua", days=60)
    return act(case, by=advocate, sent="2023-03-01", procedure="ua", addressee=government(), summary="A leter")


def correct(user, action, **fields):
    said = {"kind": "letter", "weight": "word", "sent": "1 March 2023", "summary": "A letter", "why": "A slip"}
    return signed_in(user).post(at("action-correct", action), said | {"addressee": "Government of GB"} | fields)


def test_the_form_begins_with_what_stands(sent, advocate):
    page = text_of(signed_in(advocate).get(at("action-correct", sent)))
    for words in ('value="A leter"', 'value="1 March 2023"', 'value="Government of GB"'):
        assert words in page


def test_words_are_corrected_and_the_earlier_ones_stay_in_the_history(sent, advocate):
    for _time in range(2):
        assert correct(advocate, sent).status_code == 302
    sent.refresh_from_db()
    assert (sent.summary, sent.due_on, sent.deadlines.count()) == ("A letter", date(2023, 4, 30), 1)
    page = text_of(signed_in(advocate).get(sent.get_absolute_url()))
    assert "<s>A leter</s> → A letter" in page
    assert "Why: A slip" in page


@pytest.mark.parametrize(("day", "due"), [("20 Feb 2023", date(2023, 4, 21)), ("10 March 2023", date(2023, 5, 9))])
def test_from_another_day_the_clock_is_reckoned_anew(sent, advocate, day, due):
    correct(advocate, sent, sent=day)
    sent.refresh_from_db()
    assert sent.due_on == due
    assert deadline_on(sent, date(2023, 4, 20)).due_on == due
    assert sent.deadlines.count() == 2


def test_a_day_after_that_on_which_it_was_logged_is_taken_as_it_is(sent, advocate, live_on):
    live_on("2023-05-10")
    correct(advocate, sent, sent="2 May 2023")
    sent.refresh_from_db()
    assert sent.sent_on == date(2023, 5, 2)


def test_a_day_that_somebody_set_by_hand_stays(sent, advocate):
    extend_deadline(action=sent, due_on=date(2023, 6, 1), why="They asked", by=advocate)
    correct(advocate, sent, sent="10 March 2023")
    sent.refresh_from_db()
    assert (sent.sent_on, sent.due_on) == (date(2023, 3, 10), date(2023, 6, 1))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"why": " "}, "Say why it is corrected"),
        ({"summary": ""}, "This field is required"),
        ({"kind": "bribe"}, "Select a valid choice"),
        ({"sent": ""}, "It was sent already: say when, or close it"),
        ({"sent": "21 April 2023"}, "This day is still to come"),
        ({"sent": "11 April 2023"}, "On 10 April 2023 something came of it already"),
        ({"addressee": "Nobody"}, "We have no organisation “Nobody”"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_typed_is_lost(sent, advocate, wrong, said):
    on = PartialDate(date(2023, 4, 10))
    record_reply(action=sent, response="token", received=on, summary="Noted", by=advocate)
    before = Action.history.count()
    answer = correct(advocate, sent, text="At some length", **wrong)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "At some length" in text_of(answer)
    assert Action.history.count() == before


def test_what_is_planned_is_corrected_without_a_day(case, advocate):
    planned = act(case, by=advocate, sent=None, addressee=government())
    assert correct(advocate, planned, sent="").status_code == 302
    assert "say first that it was sent" in text_of(correct(advocate, planned))


def test_who_corrects_is_of_the_owner_or_wrote_it(organisation, advocate, viewer, outsider):
    case = CaseFactory(owner=organisation, lead=advocate, level=Level.PARTNERS)
    partner = UserFactory(organisation=OrganisationFactory(), role=Role.ADVOCATE)
    Grant.objects.create(case=case, organisation=partner.organisation)
    government()
    ours, theirs = act(case, by=advocate), act(case, by=partner)
    assert correct(partner, ours).status_code == correct(viewer, ours).status_code == 403
    assert correct(outsider, ours).status_code == 404
    assert correct(partner, theirs).status_code == 302
