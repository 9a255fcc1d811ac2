"""The outbox: mails that must go out, each exactly once if nothing is killed."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cases.models import KeyDate
from core.classes import FieldClass
from reminders.models.alert import Alert


class MessageKind(models.TextChoices):
    DIGEST = "digest", _("Daily digest")
    CRITICAL = "critical", _("Critical, at once")
    WEEKLY = "weekly", _("Weekly report")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, dropped_at=None)

    def ready(self, now: datetime) -> Self:
        """Waiting, and neither in a sender's hands nor resting after a failure."""
        return self.waiting().filter(ready_at__lte=now).order_by("kind", "pk")  # critical before digest


class Message(models.Model):
    """One mail to one person. Its text is made when it is sent, from what they may see then.

    A sender claims it by moving `ready_at` into the future (`UPDATE … WHERE`): a lease, so that what a killed sender
    held is taken up again. The Message-ID is fixed from the start: sent twice, it is one mail to its reader.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {"error": FieldClass.INTERNAL, "message_id": FieldClass.INTERNAL, "key": FieldClass.INTERNAL}

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=MessageKind)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    day = models.DateField(_("day"))
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    dropped_at = models.DateTimeField(_("dropped, nothing left to say"), null=True)
    error = models.CharField(max_length=200, blank=True)
    message_id = models.CharField(max_length=120, unique=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(dropped_at=None), name="message_sent_or_dropped"
            )
        ]
        indexes = [
            models.Index(fields=["ready_at"], condition=models.Q(sent_at=None, dropped_at=None), name="message_waiting")
        ]

    def __str__(self) -> str:
        return self.key

    @staticmethod
    def id_for(key: str) -> str:
        """The Message-ID of the mail with this key; nothing can be read or guessed from it."""
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return f"<{salted_hmac('reminders.message', key, algorithm='sha256').hexdigest()[:40]}@{host}>"


class MessageLine(models.Model):
    """An alert that a mail tells of, for one of its rounds: nobody is told twice of the same round."""

    field_class = FieldClass.RESTRICTED

    message = models.ForeignKey(Message, models.CASCADE, related_name="lines")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="lines")
    told_for = models.DateField(_("round"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "alert", "told_for"], name="line_told_once")]

    def __str__(self) -> str:
        return f"{self.alert_id} {self.told_for}"


class ReminderLine(models.Model):
    """An own reminder that a mail tells its writer of: once for the day it is set to."""

    field_class = FieldClass.RESTRICTED

    message = models.ForeignKey(Message, models.CASCADE, related_name="reminder_lines")
    key_date = models.ForeignKey(KeyDate, models.CASCADE, related_name="reminder_lines")
    told_for = models.DateField(_("day"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_date", "told_for"], name="reminder_told_once")]

    def __str__(self) -> str:
        return f"{self.key_date_id} {self.told_for}"
