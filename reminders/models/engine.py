"""The engine's own traces: when it ran, and that the scheduler lives."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.classes import FieldClass


class EngineRunQuerySet(models.QuerySet["EngineRun"]):
    def finished(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def last_finished_at(self) -> datetime | None:
        """When the rules last ran to the end; None where they never did."""
        found: datetime | None = self.aggregate(at=models.Max("finished_at"))["at"]
        return found


class EngineRun(models.Model):
    """One run of all rules: real instants, and the day of the house it was for."""

    field_class = FieldClass.INTERNAL

    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, db_index=True)
    day = models.DateField(_("for the day"))
    opened = models.PositiveIntegerField(_("opened"), default=0)
    cleared = models.PositiveIntegerField(_("cleared"), default=0)
    escalated = models.PositiveIntegerField(_("escalated"), default=0)

    objects = EngineRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.day} +{self.opened} −{self.cleared}"


class Pulse(models.Model):
    """The last sign of life of something: the scheduler (`beat`), or one rule's last run (which also locks it)."""

    field_class = FieldClass.INTERNAL

    name = models.CharField(max_length=40, unique=True)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name} {self.last_at:%Y-%m-%d %H:%M:%S}"
