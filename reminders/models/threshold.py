"""Days after which a rule fires, where the house wants others than the table's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.rules import all_rules
from cases.vocabulary import Tier
from core.classes import FieldClass


class RuleThreshold(models.Model):
    """One rule's days for one tier. Without a row the rule's own number holds."""

    field_class = FieldClass.RESTRICTED

    rule = models.CharField(_("rule"), max_length=8, help_text=_("Its code, such as R16a."))
    tier = models.CharField(_("tier"), max_length=12, choices=Tier)
    days = models.PositiveSmallIntegerField(_("days"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["rule", "tier"]
        verbose_name = _("days of a rule")
        verbose_name_plural = _("days of the rules")
        constraints = [
            models.UniqueConstraint(fields=["rule", "tier"], name="threshold_once"),
            models.CheckConstraint(condition=models.Q(days__range=(1, 3650)), name="threshold_days"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.get_tier_display()}: {self.days}"

    def clean(self) -> None:
        known = {rule.code: rule for rule in all_rules()}
        if self.rule not in known:
            codes = ", ".join(known)
            raise ValidationError({"rule": _("There is no rule of this code. Rules: %(codes)s.") % {"codes": codes}})


def thresholds() -> dict[str, Mapping[str, int]]:
    """The days by tier of every rule: the table's, with what the house has changed."""
    days: dict[str, dict[str, Any]] = {rule.code: dict(rule.days) for rule in all_rules()}
    for code, tier, count in RuleThreshold.objects.values_list("rule", "tier", "days"):
        if code in days:
            days[code][tier] = count
    return dict(days)
