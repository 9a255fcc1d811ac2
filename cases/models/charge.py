"""Charges: which article, since when, with what outcome."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.reference import Statute
from cases.vocabulary import ChargeCategory, ChargeOutcome
from core.classes import FieldClass
from core.partial_dates import PartialDateField


class Charge(models.Model):
    """One charge on a case; seen by whoever sees the case."""

    field_class = FieldClass.PUBLIC

    case = models.ForeignKey(Case, models.CASCADE, related_name="charges")
    statute = models.ForeignKey(Statute, models.PROTECT, null=True, blank=True, related_name="charges")
    category = models.CharField(_("category"), max_length=32, choices=ChargeCategory)
    text = models.CharField(_("as worded"), max_length=200, blank=True)
    charged = PartialDateField(verbose_name=_("charged"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=ChargeOutcome, default=ChargeOutcome.PENDING)
    outcome_when = PartialDateField(verbose_name=_("outcome on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        constraints = [
            models.UniqueConstraint(fields=["case", "statute"], name="charge_once_per_statute"),
        ]
        indexes = [models.Index(fields=["category", "case"], name="charge_category")]

    def __str__(self) -> str:
        return str(self.statute) if self.statute else self.get_category_display()
