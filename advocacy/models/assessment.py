"""Assessments: ticked criteria of a framework, with the evidence, by whom and when."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from advocacy.vocabulary import Framework, Holding
from cases.models import Case
from cases.visibility import case_door
from cases.vocabulary import Level
from core.classes import FieldClass
from core.references import free_reference, random_code


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: the owner organisation's people who see the case. It is our own reasoning, not for partners."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(case_door(user, "case__"), case__owner=user.organisation_id)


class Assessment(models.Model):
    """One reading of a case against a framework. A later one does not replace it: the latest is what counts."""

    field_class = FieldClass.RESTRICTED

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments", verbose_name=_("case"))
    framework = models.CharField(_("framework"), max_length=12, choices=Framework)
    summary = models.TextField(_("in summary"), blank=True)
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")

    objects = AssessmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-assessed_on", "-pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self) -> str:
        return f"{self.get_framework_display()} {self.case.reference}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"S-{random_code(7)}", lambda text: Assessment.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("advocacy:assessment", args=[self.reference])

    @property
    def level(self) -> Level:
        return Level(self.case.level)


class Criterion(models.Model):
    """One criterion of an assessment: met or not, and on what evidence. `code` is of `advocacy.frameworks`."""

    field_class = FieldClass.RESTRICTED

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="criteria")
    code = models.CharField(_("criterion"), max_length=8)
    holding = models.CharField(_("met?"), max_length=8, choices=Holding, default=Holding.UNCLEAR)
    evidence = models.TextField(_("evidence"), blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=~Q(holding=Holding.MET) | ~Q(evidence=""), name="criterion_met_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_holding_display()}"
