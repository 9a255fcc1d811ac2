"""Own dated reminders: told to whoever wrote them, on their day, once, and to nobody else."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import Case, KeyDate
from cases.vocabulary import KeyDateKind, Level
from core import slots
from core.partial_dates import PartialDate, parse_partial_date
from reminders import outbox, telling
from reminders.models import Alert, Message, ReminderLine
from tests.factories import KeyDateFactory
from tests.reminders.letters import links, lived, mail_to, said
from tests.reminders.stories import TODAY, live_on, visit

pytestmark = pytest.mark.django_db
FRIDAY = TODAY + timedelta(1)


@pytest.fixture
def lively_case(case):
    """A case of which there is nothing else to tell."""
    visit(case, TODAY)
    return case


def remind(case, user, on=FRIDAY, **fields):
    due = parse_partial_date(on) if isinstance(on, str) else PartialDate(on)
    words = {"summary": "Ask Evgenia about the parcel to Omsk", **fields}
    return KeyDateFactory(case=case, kind=KeyDateKind.REMINDER, due=due, entered_by=user, entered_on=TODAY, **words)


def html(client, user, address):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_is_mailed_to_its_writer_on_its_day_and_once(lively_case, advocate, staff, director, admin):
    remind(lively_case, staff)
    mails = {day: lived(TODAY + timedelta(day)) for day in range(4)}
    assert [[one.to for one in mails[day]] for day in range(4)] == [[], [[staff.email]], [], []]
    assert mails[1][0].subject == "1 reminder of your own"


def test_the_mail_has_the_code_name_and_a_link_and_none_of_its_words(client, lively_case, staff):
    remind(lively_case, staff)
    letter = mail_to(staff, lived(FRIDAY))
    assert lively_case.code_name in letter.body
    text = said(letter)
    for secret in ("Evgenia", "parcel", "Omsk", lively_case.reference, lively_case.prisoner.name):
        assert secret not in text
    (link,) = links(letter)
    page = html(client, staff, link)
    assert "Ask Evgenia about the parcel to Omsk" in page
    assert lively_case.get_absolute_url() in page


def test_it_stands_in_the_same_digest_as_the_alerts(quiet_case, advocate):
    remind(quiet_case, advocate, TODAY)
    letter = mail_to(advocate, lived(TODAY))
    assert letter.body.index("You wanted to be reminded of") < letter.body.index("Out of contact")


def test_a_day_without_a_run_is_caught_up_with_once(lively_case, staff):
    remind(lively_case, staff)
    assert [one.to for one in lived(FRIDAY + timedelta(9))] == [[staff.email]]
    assert lived(FRIDAY + timedelta(10)) == []


def test_one_that_is_moved_is_told_again_and_one_that_is_settled_is_not(lively_case, staff):
    reminder, settled = remind(lively_case, staff), remind(lively_case, staff, summary="Other", resolved_on=TODAY)
    (letter,) = lived(FRIDAY)
    assert len(links(letter)) == 1
    KeyDate.objects.get(pk=reminder.pk)
    reminder.due = PartialDate(FRIDAY + timedelta(7))
    reminder.save()
    assert lived(FRIDAY + timedelta(6)) == []
    assert len(lived(FRIDAY + timedelta(7))) == 1
    assert not ReminderLine.objects.filter(key_date=settled).exists()


@pytest.mark.parametrize(("on", "told"), [("May 2023", date(2023, 5, 1)), ("2024", date(2024, 1, 1))])
def test_a_month_or_a_year_is_told_on_its_first_day(lively_case, staff, on, told):
    remind(lively_case, staff, on)
    live_on(told)
    telling.compose_digests(told - timedelta(1))
    assert not ReminderLine.objects.exists()
    telling.compose_digests(told)
    assert ReminderLine.objects.count() == 1


def test_what_was_settled_or_hidden_between_writing_and_sending_is_not_told(lively_case, staff):
    remind(lively_case, staff, TODAY)
    telling.compose_digests(TODAY)
    Case.objects.filter(pk=lively_case.pk).update(level=Level.SEALED)
    assert outbox.send_messages() == 0
    assert Message.objects.get(recipient=staff).dropped_at is not None
    Case.objects.filter(pk=lively_case.pk).update(level=Level.TEAM)
    assert len(lived(FRIDAY)) == 1


def test_nobody_else_sees_it_anywhere(client, lively_case, advocate, staff, admin):
    reminder = remind(lively_case, staff, TODAY)
    for other in (advocate, admin):
        for address in ("/", lively_case.get_absolute_url(), f"{lively_case.get_absolute_url()}dates/"):
            assert "Evgenia" not in html(client, other, address)
        assert client.get(f"/reminders/{reminder.reference}/").status_code == 404
        assert client.post(f"/dates/{reminder.reference}/", {"outcome": "Done"}).status_code == 404
    assert not Alert.objects.filter(key_date=reminder).exists()


def test_it_stands_first_on_today_from_its_day_until_it_is_settled(client, quiet_case, advocate):
    reminder = remind(quiet_case, advocate)
    lived(TODAY)
    assert [row.title for row in slots.gather("needs-me", user=advocate, day=TODAY)][:1] != ["Own reminder"]
    live_on(FRIDAY + timedelta(2))
    page = html(client, advocate, "/")
    assert "Ask Evgenia about the parcel to Omsk (2 days ago)" in page
    rows = slots.gather("needs-me", user=advocate, day=FRIDAY + timedelta(2))
    assert [row.title for row in rows].index("Own reminder") == 0
    assert len(rows) == 2
    client.post(f"/dates/{reminder.reference}/", {"outcome": "Done"})
    assert "Evgenia" not in html(client, advocate, "/")
    assert "Settled 23 April 2023: Done" in html(client, advocate, f"/reminders/{reminder.reference}/")


def test_it_is_entered_from_the_case_in_one_step(client, lively_case, advocate):
    page = html(client, advocate, lively_case.get_absolute_url())
    link = f"{lively_case.get_absolute_url()}dates/new/?kind=reminder"
    assert link in page
    assert '<option value="reminder" selected>' in html(client, advocate, link)
    client.post(link, {"kind": "reminder", "due": "21 April 2023", "summary": "Call"})
    assert [one.to for one in lived(FRIDAY)] == [[advocate.email]]


def test_who_wants_no_digest_finds_it_on_today(client, lively_case, staff):
    type(staff).objects.filter(pk=staff.pk).update(daily_digest=False)
    remind(lively_case, staff, TODAY)
    assert lived(TODAY) == []
    assert "Evgenia" in html(client, staff, "/")


def test_a_day_is_told_once_by_the_database_s_word(lively_case, staff):
    reminder = remind(lively_case, staff, TODAY)
    telling.compose_digests(TODAY)
    line = ReminderLine.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderLine.objects.create(message=line.message, key_date=reminder, told_for=line.told_for)
