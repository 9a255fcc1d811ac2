"""What actions add to the pages of the apps below: the button on a case, its dates, and what is coming up."""

from datetime import date

import pytest

from advocacy.services.deadlines import pause_clock, record_reply
from cases.vocabulary import FileState, Level
from core import slots
from core.partial_dates import PartialDate
from tests.advocacy.factories import act, government
from tests.advocacy.pages import at, signed_in, text_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
DAY = date(2023, 4, 20)


def coming(user):
    rows = [row for row in slots.gather("upcoming", user=user, day=DAY) if row.url.startswith("/actions/")]
    return [(row.on.isoformat(), row.title, row.text) for row in rows]


def test_a_case_offers_to_log_an_action_to_who_may(case, advocate, viewer):
    assert at("action-new", case) in text_of(signed_in(advocate).get(case.get_absolute_url()))
    assert at("action-new", case) not in text_of(signed_in(viewer).get(case.get_absolute_url()))


def test_replies_due_and_next_steps_come_up_for_thirty_days(case, advocate):
    act(case, by=advocate, addressee=government("GB"), due_on=date(2023, 4, 20))
    act(case, by=advocate, addressee=government("US"), due_on=date(2023, 5, 20), kind="call")
    act(case, by=advocate, due_on=date(2023, 5, 21))
    act(case, by=advocate, due_on=date(2023, 4, 19))
    act(case, by=advocate, sent=None, next_step="Call them", next_step_on=date(2023, 4, 25))
    assert coming(advocate) == [
        ("2023-04-20", "Reply due", "Government of GB"),
        ("2023-05-20", "Reply due", "Government of US"),
        ("2023-04-25", "Next step", "Call them"),
    ]


def test_what_is_answered_or_with_us_or_on_a_dormant_file_does_not_come_up(case, organisation, advocate):
    answered, paused = (act(case, by=advocate, due_on=date(2023, 4, 25)) for _time in range(2))
    record_reply(action=answered, response="token", received=PartialDate(DAY), summary="Noted", by=advocate)
    pause_clock(action=paused, why="They ask", by=advocate)
    dormant = CaseFactory(owner=organisation, lead=advocate, file_state=FileState.DORMANT)
    act(dormant, by=advocate, due_on=date(2023, 4, 25))
    assert coming(advocate) == []


def test_what_comes_up_is_only_what_one_may_see(case, advocate, staff, outsider):
    act(case, by=advocate, level=Level.SEALED, due_on=date(2023, 4, 25))
    assert len(coming(advocate)) == 1
    assert coming(staff) == coming(outsider) == []


def test_a_joint_action_comes_up_once(case, organisation, advocate):
    act(case, CaseFactory(owner=organisation, lead=advocate), by=advocate, due_on=date(2023, 4, 25))
    assert len(coming(advocate)) == 1


def test_the_dates_of_a_case_name_what_is_due_also_when_it_has_passed(case, advocate, viewer):
    late = act(case, by=advocate, summary="A letter to London", due_on=date(2023, 4, 1), addressee=government())
    act(case, by=advocate, summary="Sealed", level=Level.SEALED, due_on=date(2023, 4, 25))
    page = text_of(signed_in(viewer).get(f"/cases/{case.reference}/dates/"))
    assert late.get_absolute_url() in page
    assert "passed" in page
    assert "Sealed" not in page


def test_today_names_a_reply_that_is_due(case, advocate):
    made = act(case, by=advocate, addressee=government("GB"), due_on=date(2023, 4, 25))
    page = text_of(signed_in(advocate).get("/"))
    assert made.get_absolute_url() in page
    assert "Reply due" in page
