"""Periods of a case's status: what every question about a past day reads."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.vocabulary import Contact, Liberty, Stage, Status
from core.classes import FieldClass


class StatusPeriodQuerySet(models.QuerySet["StatusPeriod"]):
    def covering(self, day: date) -> Self:
        """The one period of each case that holds on `day`; none before the first update took effect."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class StatusPeriod(models.Model):
    """One stretch of days over which no axis of a case's status changed. `ends_on` is the day the next one begins.

    Rows are written by `cases.folding` alone, with the case row, and can be rebuilt from updates at any time.
    """

    field_class = FieldClass.RESTRICTED

    case = models.ForeignKey(Case, models.CASCADE, related_name="periods")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True)
    status = models.CharField(_("status"), max_length=24, choices=Status)
    liberty = models.CharField(_("liberty"), max_length=24, choices=Liberty)
    stage = models.PositiveSmallIntegerField(_("stage"), choices=Stage)
    place_known = models.BooleanField(_("place known"))
    contact = models.CharField(_("contact"), max_length=16, choices=Contact)
    in_custody_since = models.DateField(_("in custody since"), null=True)
    place_unknown_since = models.DateField(_("place unknown since"), null=True)

    objects = StatusPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["case", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["case", "starts_on"], name="period_one_per_first_day"),
            models.UniqueConstraint(fields=["case"], condition=Q(ends_on=None), name="period_one_open"),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="period_not_empty"),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="period_days")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_on} {self.status}"
