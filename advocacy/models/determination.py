"""Determinations: what bodies found about cases."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from advocacy.models.base import OnCases
from advocacy.models.procedure import Procedure
from advocacy.visibility import door
from advocacy.vocabulary import DeterminationKind, Outcome
from cases.models import Case, Update
from core.classes import FieldClass
from core.fields import reason_field
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code


class DeterminationQuerySet(models.QuerySet["Determination"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: see `advocacy.visibility`."""
        return self.filter(door(user, Determination))


class Determination(OnCases):
    """A body's finding. It is adopted on one day, transmitted on another and published on a third.

    Each `…_on` is the latest day its partial date allows, not after the day it was logged; `known_on` is the first of
    them: from then on the finding exists.
    """

    field_class = FieldClass.PUBLIC
    field_classes = {"note": FieldClass.RESTRICTED}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=DeterminationKind)
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="determinations", verbose_name=_("by whom"))
    number = models.CharField(_("number"), max_length=60, blank=True)
    outcome = models.CharField(_("finding"), max_length=24, choices=Outcome)
    categories = models.CharField(_("categories or criteria"), max_length=60, blank=True)
    summary = models.CharField(_("in one line"), max_length=300)
    note = models.TextField(_("what to know"), blank=True)
    cases = models.ManyToManyField(
        Case, through="DeterminationCase", related_name="determinations", verbose_name=_("cases")
    )
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("procedure")
    )
    adopted = PartialDateField(verbose_name=_("adopted"), null=True, blank=True)
    transmitted = PartialDateField(verbose_name=_("transmitted"), null=True, blank=True)
    published = PartialDateField(verbose_name=_("published"), null=True, blank=True)
    adopted_on = models.DateField(null=True, editable=False)
    transmitted_on = models.DateField(null=True, editable=False)
    published_on = models.DateField(null=True, editable=False)
    known_on = models.DateField(_("known since"), editable=False)
    logged_on = models.DateField(_("logged on"), editable=False)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DeterminationQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=reason_field())

    class Meta:
        ordering = ["-known_on", "-pk"]
        verbose_name = _("determination")
        verbose_name_plural = _("determinations")
        constraints = [models.CheckConstraint(condition=~Q(summary=""), name="determination_says_something")]

    def __str__(self) -> str:
        return self.number or self.summary

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"D-{random_code(7)}", lambda text: Determination.objects.filter(reference=text).exists()
            )
        for name in ("adopted", "transmitted", "published"):
            partial = getattr(self, name)
            setattr(self, f"{name}_on", partial.latest_by(self.logged_on) if partial else None)
        days = [day for day in (self.adopted_on, self.transmitted_on, self.published_on) if day]
        self.known_on = min(days, default=self.logged_on)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("advocacy:determination", args=[self.reference])


class DeterminationCase(models.Model):
    """A determination on one of its cases, and the update of the timeline that tells of it, with its sources."""

    field_class = FieldClass.PUBLIC

    determination = models.ForeignKey(Determination, models.CASCADE, related_name="links")
    case = models.ForeignKey(Case, models.PROTECT, related_name="determination_links")
    update = models.ForeignKey(Update, models.SET_NULL, null=True, blank=True, related_name="determination_links")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["determination", "case"], name="determination_case_once")]

    def __str__(self) -> str:
        return f"{self.determination} · {self.case.reference}"
