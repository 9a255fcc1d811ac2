"""Procedures as data: what a body asks for and owes, with its clocks, in the version in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation
from advocacy.vocabulary import ClockKind, ClockStart
from core.classes import FieldClass


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))


class Procedure(models.Model):
    """One version of a procedure. A deadline is reckoned by the version in force on the day something was sent."""

    field_class = FieldClass.PUBLIC

    key = models.SlugField(_("key"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="procedures")
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)
    rules = models.TextField(_("what to know"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    checked = models.BooleanField(
        _("checked against its text"), default=False, help_text=_("Until then every deadline from it says so.")
    )

    objects = ProcedureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["key", "valid_from"]
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        constraints = [
            models.UniqueConstraint(fields=["key", "valid_from"], name="procedure_version_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(valid_from=None), name="procedure_first_version_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="procedure_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Clock(models.Model):
    """One time limit of a procedure: so many days or so many months after something."""

    field_class = FieldClass.PUBLIC

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="clocks", verbose_name=_("procedure"))
    kind = models.CharField(_("what falls due"), max_length=16, choices=ClockKind)
    start = models.CharField(_("counted from"), max_length=12, choices=ClockStart, default=ClockStart.SENT)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    longest_extension_days = models.PositiveSmallIntegerField(_("longest extension, in days"), null=True, blank=True)
    checked = models.BooleanField(_("checked against its text"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["procedure", "kind"]
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "kind"], name="clock_once"),
            models.CheckConstraint(
                condition=Q(days__gt=0, months=None) | Q(days=None, months__gt=0), name="clock_days_or_months"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_start_display()} + {self.days or self.months}"
