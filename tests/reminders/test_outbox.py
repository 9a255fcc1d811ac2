"""The outbox: claimed once, sent once, taken up again, and never lost."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from reminders import engine, outbox, telling
from reminders.models import Message, MessageLine
from tests.reminders.stories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(quiet_case, advocate):
    engine.raise_alerts()
    telling.compose_digests(TODAY)
    return Message.objects.waiting().get(recipient=advocate)


def in_minutes(minutes):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def test_a_message_is_claimed_by_one_sender_only(message):
    assert outbox.claim() == message
    assert outbox.claim() is None


def test_two_senders_that_saw_the_same_message_do_not_both_get_it(message, monkeypatch):
    """Between looking and claiming another sender was quicker."""
    real = Message.objects.ready
    rows = list(real(timezone.now()).values_list("pk", "ready_at"))

    class Stale:
        def ready(self, now):
            return self

        def values_list(self, *names):
            return rows

        waiting, select_related = Message.objects.waiting, Message.objects.select_related

    assert outbox.claim() is not None
    monkeypatch.setattr(Message, "objects", Stale())
    assert outbox.claim() is None


def test_it_is_sent_once_and_marked(message):
    assert outbox.send_messages() == 1
    assert outbox.send_messages() == 0
    message.refresh_from_db()
    assert message.sent_at is not None
    assert mail.outbox[0].extra_headers["Message-ID"] == message.message_id


def test_what_a_killed_sender_held_is_sent_again_when_its_lease_has_run_out_under_the_same_id(message):
    claimed = outbox.claim()
    outbox.mails.letter(claimed).mail.send()  # and dies before marking it
    assert outbox.send_messages() == 0
    with in_minutes(6):
        assert outbox.send_messages() == 1
    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_a_failing_server_rests_longer_each_time_and_the_message_says_why_without_its_text(message, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected("secret banner")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert outbox.send_messages() == 0
    message.refresh_from_db()
    assert (message.tries, message.sent_at, message.error) == (1, None, "SMTPServerDisconnected")
    with in_minutes(1):
        outbox.send_messages()
    message.refresh_from_db()
    assert message.tries == 1
    monkeypatch.undo()
    with in_minutes(3):
        assert outbox.send_messages() == 1


def test_a_key_makes_one_message_and_one_id(message, advocate):
    assert Message.id_for("a") == Message.id_for("a") != Message.id_for("b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(key=message.key, recipient=advocate, kind="digest", day=TODAY, message_id="<x@y>")


def test_nobody_is_told_twice_of_the_same_round(message, advocate):
    line = message.lines.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageLine.objects.create(message=message, recipient=advocate, alert=line.alert, told_for=line.told_for)


def test_a_message_is_sent_or_dropped_and_not_both(message):
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(sent_at=timezone.now(), dropped_at=timezone.now())


def test_critical_mail_goes_before_digests(message, quiet_case, advocate):
    urgent = Message.objects.create(
        key="critical:x", recipient=advocate, kind="critical", day=TODAY, message_id="<x@y>"
    )
    assert outbox.claim() == urgent
