"""Key dates: dated expectations that a person entered."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from cases.models.base import Levelled
from cases.models.case import Case
from cases.models.update import Update
from cases.visibility import child_door
from cases.vocabulary import KeyDateKind
from core.classes import FieldClass
from core.fields import reason_field
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code


class KeyDateQuerySet(models.QuerySet["KeyDate"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door. An own reminder is its writer's alone."""
        own = ~Q(kind=KeyDateKind.REMINDER) | Q(entered_by=user.pk)
        return self.filter(child_door(user, "KeyDate") & own)

    def open(self) -> Self:
        return self.filter(resolved_on=None)

    def coming(self, day: date, days: int) -> Self:
        """Open dates that may still fall within `days` from `day`."""
        return self.open().filter(due_on__gte=day, due_from__lte=date.fromordinal(day.toordinal() + days))


class KeyDate(Levelled):
    """A hearing, the end of a custody order or sentence, a limit to appeal, an own reminder.

    "Has it passed?" asks `due_on`, the latest day possible; "is it still to come?" asks `due_from`, the earliest.
    """

    field_class = FieldClass.RESTRICTED

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="key_dates", verbose_name=_("case"))
    kind = models.CharField(_("kind"), max_length=16, choices=KeyDateKind)
    due = PartialDateField(verbose_name=_("when"))
    due_from = models.DateField(_("earliest day"), editable=False)
    due_on = models.DateField(_("latest day"), editable=False)
    summary = models.CharField(_("what is expected"), max_length=200, blank=True)
    entered_on = models.DateField(_("entered on"), editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="key_dates")
    resolved_on = models.DateField(_("settled on"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        Update, models.SET_NULL, null=True, blank=True, related_name="resolves", verbose_name=_("settled by")
    )
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)

    objects = KeyDateQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=reason_field())

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("key date")
        verbose_name_plural = _("key dates")
        constraints = [
            models.CheckConstraint(condition=Q(due_from__lte=models.F("due_on")), name="key_date_days_in_order"),
        ]
        indexes = [
            models.Index(fields=["case", "due_on"], name="key_date_case"),
            models.Index(fields=["due_on"], condition=Q(resolved_on=None), name="key_date_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                self.new_reference, lambda text: KeyDate.objects.filter(reference=text).exists()
            )
        self.set_days()
        super().save(*args, **kwargs)

    def new_reference(self) -> str:
        return f"K-{random_code(7)}"

    def set_days(self) -> None:
        self.due_from, self.due_on = self.due.earliest, self.due.latest
