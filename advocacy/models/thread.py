"""What comes after an action was sent: replies, deadlines with every earlier value, and pauses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation
from advocacy.models.action import Action
from advocacy.vocabulary import ClockStart, DeadlineKind, Response
from core.classes import FieldClass
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code


class Reply(models.Model):
    """An answer to an action. Seen by whoever sees the action."""

    field_class = FieldClass.RESTRICTED

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    action = models.ForeignKey(Action, models.CASCADE, related_name="replies", verbose_name=_("action"))
    sender = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from whom")
    )
    response = models.CharField(_("what it amounts to"), max_length=12, choices=Response)
    summary = models.CharField(_("in one line"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    received = PartialDateField(verbose_name=_("received"))
    received_on = models.DateField(_("received on"), editable=False)
    logged_on = models.DateField(_("logged on"), editable=False)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [models.CheckConstraint(condition=~Q(summary=""), name="reply_says_something")]

    def __str__(self) -> str:
        return self.summary

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"R-{random_code(7)}", lambda text: Reply.objects.filter(reference=text).exists()
            )
        self.received_on = self.received.latest_by(self.logged_on)
        super().save(*args, **kwargs)


class Deadline(models.Model):
    """By when a reply is due, as it was set on a day. The latest is in force; the earlier ones stay.

    A computed one says from what: `from_on` plus `days` or `months` of the procedure's clock.
    """

    field_class = FieldClass.RESTRICTED

    action = models.ForeignKey(Action, models.CASCADE, related_name="deadlines", verbose_name=_("action"))
    kind = models.CharField(_("kind"), max_length=12, choices=DeadlineKind)
    due_on = models.DateField(_("due on"))
    start = models.CharField(_("counted from"), max_length=12, choices=ClockStart, default=ClockStart.SENT)
    from_on = models.DateField(_("counted from the day"), null=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True)
    checked = models.BooleanField(_("checked against the procedure's text"), default=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    set_on = models.DateField(_("set on"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["set_on", "pk"]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DeadlineKind.COMPUTED) | ~Q(why=""), name="deadline_moved_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind=DeadlineKind.COMPUTED) | Q(from_on__isnull=False), name="deadline_computed_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} ({self.get_kind_display()})"


class Pause(models.Model):
    """The days on which the ball was with us: the clock stood still."""

    field_class = FieldClass.RESTRICTED

    action = models.ForeignKey(Action, models.CASCADE, related_name="pauses", verbose_name=_("action"))
    paused_on = models.DateField(_("with us since"))
    resumed_on = models.DateField(_("with them again since"), null=True)
    why = models.CharField(_("why"), max_length=300)

    class Meta:
        ordering = ["paused_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resumed_on=None) | Q(resumed_on__gte=F("paused_on")), name="pause_days_in_order"
            ),
            models.UniqueConstraint(fields=["action"], condition=Q(resumed_on=None), name="pause_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paused_on}–{self.resumed_on or ''}"
