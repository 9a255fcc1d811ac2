"""Extending a deadline from a mail: the link in the text extends, and only it."""

from datetime import timedelta

import pytest

from advocacy.services.deadlines import pause_clock, record_reply
from cases.vocabulary import Level
from core.partial_dates import PartialDate
from reminders.models import Alert
from tests.advocacy.factories import act, government, procedure
from tests.reminders.letters import link_after, links, lived, mail_to, offers, said
from tests.reminders.stories import TODAY, ago, live_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter_sent(case, advocate):
    """A letter whose time of 60 days to reply ran out five days ago."""
    procedure("al", days=60)
    kind = {"kind": "un_allegation_letter", "procedure": "al"}
    return act(case, by=advocate, sent=ago(65).isoformat(), addressee=government("RW"), **kind)


@pytest.fixture
def letter(letter_sent, advocate):
    return mail_to(advocate, lived(TODAY))


@pytest.fixture
def link(letter):
    return link_after(letter, "Extend the deadline")


def html(response):
    return " ".join(response.content.decode().split())


def fields(page):
    return {field.html_name: field.value() for field in page.context["step"]}


def test_the_link_of_the_mail_extends_the_deadline_and_the_alert_is_over(client, letter_sent, link, advocate):
    client.force_login(advocate)
    page = client.get(link)
    letter_sent.refresh_from_db()
    assert letter_sent.due_on == ago(5)
    assert client.post(link, fields(page)).status_code == 302
    letter_sent.refresh_from_db()
    assert letter_sent.due_on == TODAY + timedelta(30)
    assert [one.due_on for one in letter_sent.deadlines.all()] == [ago(5), TODAY + timedelta(30)]
    assert "20 April 2023" in letter_sent.deadlines.last().why
    lived(TODAY + timedelta(1))
    assert not Alert.objects.open().filter(rule="R4").exists()
    assert "is over since" in html(client.get(link))


def test_another_day_and_reason_may_be_given(client, letter_sent, link, advocate):
    client.force_login(advocate)
    client.post(link, {"due_on": "2023-05-01", "why": "The ministry wrote that it needs until May"})
    letter_sent.refresh_from_db()
    assert letter_sent.due_on.isoformat() == "2023-05-01"
    assert letter_sent.deadlines.last().set_by == advocate


def test_what_the_procedure_allows_at_most_is_filled_in_and_kept_to(client, letter_sent, link, advocate):
    letter_sent.procedure.clocks.update(longest_extension_days=20)
    client.force_login(advocate)
    assert fields(client.get(link))["due_on"] == ago(5) + timedelta(20)
    response = client.post(link, {"due_on": "2023-12-01", "why": "They asked"})
    assert response.status_code == 422
    assert "until 5 May 2023 at most" in html(response)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"due_on": "2023-04-19", "why": "They asked"}, "cannot end in the past"),
        ({"due_on": "2023-05-19", "why": " "}, "Say why, and who gave the new day"),
        ({"due_on": "in May", "why": "They asked"}, "Enter a valid date"),
    ],
)
def test_bad_input_is_said_and_nothing_is_extended(client, letter_sent, link, advocate, data, words):
    client.force_login(advocate)
    response = client.post(link, data)
    assert response.status_code == 422
    assert words in html(response)
    assert data["due_on"] in html(response)
    assert letter_sent.deadlines.count() == 1


def test_what_was_answered_or_stands_still_meanwhile_is_not_extended(client, letter_sent, link, advocate):
    client.force_login(advocate)
    pause_clock(action=letter_sent, why="They ask for his file", by=advocate)
    assert "Nothing is awaited there any more" in html(client.get(link))
    answer = {"response": "token", "received": PartialDate(TODAY), "summary": "Noted"}
    record_reply(action=letter_sent, by=advocate, **answer)
    assert client.post(link, {"due_on": "2023-05-19", "why": "They asked"}).status_code == 200
    assert letter_sent.deadlines.count() == 1


def test_a_reply_due_soon_offers_it_too_and_a_quiet_case_does_not(case, letter_sent, advocate):
    live_on(ago(10))
    letter = mail_to(advocate, lived(ago(10)))
    assert "Reply due soon" in letter.body
    assert offers(letter, "Extend the deadline")
    letter_sent.delete()
    assert all(not offers(one, "Extend the deadline") for one in lived(TODAY))


def test_it_is_for_the_one_whose_mail_it_is_and_who_sees_the_action(client, letter_sent, link, staff, advocate):
    client.force_login(staff)
    assert client.post(link, {"due_on": "2023-05-19", "why": "They asked"}).status_code == 404
    client.force_login(advocate)
    type(letter_sent).objects.update(level=Level.SEALED)
    assert client.get(link).status_code == 404
    assert letter_sent.deadlines.count() == 1


def test_the_mail_names_nobody_who_was_written_to_and_every_link_opens(client, letter, advocate, case):
    secrets = ("Rwanda", "allegation", case.reference, "A letter")
    assert [secret for secret in secrets if secret in said(letter)] == []
    client.force_login(advocate)
    assert {link.split("/")[1] for link in links(letter)} == {"alerts", "mail"}
    assert {client.get(link).status_code for link in links(letter)} == {200}
