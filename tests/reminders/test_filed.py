"""What reminders led to, on the timeline: shown there, and counted nowhere."""

from datetime import timedelta

import pytest

from advocacy.services.actions import close_action, send_action
from advocacy.services.deadlines import extend_deadline, record_reply
from advocacy.vocabulary import Closing
from cases.models import Case, Grant, Update
from cases.vocabulary import Level
from core.partial_dates import PartialDate
from reminders import engine, services
from reminders.filed import timeline_notes
from reminders.models import Alert
from tests.advocacy.factories import act, government
from tests.factories import UserFactory
from tests.reminders.letters import lived
from tests.reminders.stories import TODAY, ago, key_date, live_on, visit

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(1)


def notes(case, user):
    return [str(note.words) for note in timeline_notes(user=user, case=case)]


@pytest.fixture
def overdue(case, advocate):
    visit(case, TODAY)
    action = act(case, by=advocate, sent="2023-01-01", due_on=ago(10), addressee=government("RW"))
    engine.raise_alerts()
    return action


def test_a_reminder_that_an_update_answered_is_filed_once_for_all_that_it_answered(quiet_case, advocate):
    engine.raise_alerts()
    update = visit(quiet_case, TODAY)
    engine.raise_alerts()
    (words,) = notes(quiet_case, advocate)
    for title in ("“No reliable update”", "“No update of any kind”", "“Out of contact”"):
        assert title in words
    assert words.endswith(f"led to: Lawyer visit, 20 April 2023 ({update.reference}).")


def test_a_reply_is_named(overdue, case, advocate):
    answer = {"response": "token", "received": PartialDate(TODAY), "summary": "Noted"}
    reply = record_reply(action=overdue, by=advocate, **answer)
    lived(TOMORROW)
    opened = Alert.objects.get(rule="R4").opened_on
    said = f"Reminder “Reply overdue” of {opened.day} April 2023 led to: reply of 20 April 2023 ({reply.reference})."
    assert notes(case, advocate) == [said]


def test_an_extension_is_named(overdue, case, advocate):
    extend_deadline(action=overdue, due_on=TODAY + timedelta(30), why="They asked", by=advocate)
    lived(TOMORROW)
    (words,) = notes(case, advocate)
    assert words.endswith("led to: deadline extended to 20 May 2023.")


def test_a_plan_that_was_sent_and_a_letter_that_was_closed_say_so(case, advocate):
    visit(case, TODAY)
    plan = act(case, by=advocate, sent=None, logged_on=ago(30))
    letter = act(case, by=advocate, sent="2023-01-01", due_on=ago(10), addressee=government("RW"))
    engine.raise_alerts()
    send_action(action=plan, sent=PartialDate(TODAY), by=advocate)
    close_action(action=letter, closed_as=Closing.WITHDRAWN, by=advocate)
    lived(TOMORROW)
    ends = {words.split(" led to: ")[1] for words in notes(case, advocate)}
    assert ends == {"sent on 20 April 2023.", "closed: Withdrawn."}


def test_what_somebody_took_up_and_is_over_is_filed_with_their_name(case, advocate):
    visit(case, TODAY)
    hearing = key_date(case, "hearing", ago(10))
    engine.raise_alerts()
    services.acknowledge(alert=Alert.objects.get(rule="R13"), by=advocate)
    hearing.resolved_on = TODAY
    hearing.save()
    lived(TOMORROW)
    (words,) = notes(case, advocate)
    assert "taken up by Ada Advocate, is over" in words


def test_what_was_over_by_itself_is_not_filed(case, advocate):
    visit(case, TODAY)
    hearing = key_date(case, "hearing", ago(10))
    engine.raise_alerts()
    hearing.delete()
    lived(TOMORROW)
    assert notes(case, advocate) == []


def test_it_stands_on_the_timeline_and_counts_for_nothing(client, quiet_case, advocate):
    engine.raise_alerts()
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    before = Case.objects.values().get(pk=quiet_case.pk), Update.objects.count()
    client.force_login(advocate)
    page = " ".join(client.get(quiet_case.get_absolute_url()).content.decode().split()).split('id="timeline"')[1]
    assert "Internal note:" in page
    assert page.index("Internal note:") < page.index("It happened.")
    assert "Internal note:" not in client.get(quiet_case.get_absolute_url() + "?kind=court").content.decode()
    assert (Case.objects.values().get(pk=quiet_case.pk), Update.objects.count()) == before


def test_a_note_of_the_house_does_not_end_the_wait_for_an_entry(quiet_case, advocate):
    engine.raise_alerts()
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    assert notes(quiet_case, advocate)
    live_on(TODAY + timedelta(21))
    engine.raise_alerts()
    assert Alert.objects.open().filter(rule="R2").exists()


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_it_is_as_hidden_as_what_it_is_about(overdue, case, advocate, staff, level):
    answer = {"response": "token", "received": PartialDate(TODAY), "summary": "Noted"}
    record_reply(action=overdue, by=advocate, **answer)
    lived(TOMORROW)
    assert notes(case, staff)
    type(overdue).objects.update(level=level)
    assert notes(case, staff) == []


def test_a_partner_reads_no_internal_note(quiet_case, advocate):
    engine.raise_alerts()
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    Case.objects.filter(pk=quiet_case.pk).update(level=Level.PARTNERS)
    partner = UserFactory()
    Grant.objects.create(case=quiet_case, organisation=partner.organisation)
    assert notes(quiet_case, advocate)
    assert notes(quiet_case, partner) == []
