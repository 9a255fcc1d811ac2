"""Sending what waits in the outbox.

A message is claimed by `UPDATE … WHERE`, sent, marked. Whoever dies between sending and marking leaves a lease that
runs out, and the next sweep sends it once more under the same Message-ID: at least once, at most once more per kill.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone

from reminders import mails
from reminders.models import Message

log = logging.getLogger(__name__)

# Longer than a mail server may take (TIMEOUT), so that nobody sends what somebody is still sending.
LEASE = timedelta(minutes=5)
TIMEOUT = 60
LONGEST_REST = timedelta(hours=6)


def send_messages(*, lease: timedelta = LEASE) -> int:
    """Send all that is ready; how many mails went out."""
    sent = 0
    while (message := claim(lease=lease)) is not None:
        sent += send(message)
    return sent


def claim(*, lease: timedelta = LEASE) -> Message | None:
    """The next message, ours alone until its lease runs out; None when nothing is ready."""
    now = timezone.now()
    for pk, ready_at in Message.objects.ready(now).values_list("pk", "ready_at")[:50]:
        mine = Message.objects.waiting().filter(pk=pk, ready_at=ready_at)
        if mine.update(ready_at=now + lease, claimed_at=now, tries=F("tries") + 1):
            return Message.objects.select_related("recipient").get(pk=pk)
    return None


def send(message: Message) -> bool:
    """Send a message that is ours; whether a mail went out. A failure rests longer each time and is tried again."""
    letter = mails.letter(message)
    # What its reader may not see now was not told: it stays to be told if they may one day.
    untold = message.lines.filter(alert__cleared_on=None)
    if letter is None:
        untold.delete()
        message.reminder_lines.all().delete()
        Message.objects.waiting().filter(pk=message.pk).update(dropped_at=timezone.now())
        return False
    try:
        get_connection(timeout=TIMEOUT).send_messages([letter.mail])
    except (OSError, ValueError) as error:  # SMTPException is one; a mail that cannot be written must not stop the rest
        rest = min(timedelta(minutes=2 ** min(message.tries, 9)), LONGEST_REST)
        words = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
        Message.objects.filter(pk=message.pk).update(ready_at=timezone.now() + rest, error=words[:200])
        log.warning("mail %s failed (%s); next try in %s", message.pk, words, rest)
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now(), error="")
    untold.exclude(alert__in=letter.alerts).delete()
    message.reminder_lines.exclude(key_date__in=letter.reminders).delete()
    return True
