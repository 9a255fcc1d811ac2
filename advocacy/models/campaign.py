"""Campaigns: several organisations work for several cases at once, and it is written down who does what."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from advocacy.models.base import OnCases
from advocacy.visibility import door
from cases.models import Case
from core.classes import FieldClass
from core.references import free_reference, random_code


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: see `advocacy.visibility`."""
        return self.filter(door(user, Campaign))


class Campaign(OnCases):
    """A named effort that gathers asks, actions and cases."""

    field_class = FieldClass.RESTRICTED

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("what it is for"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    cases = models.ManyToManyField(Case, related_name="campaigns", verbose_name=_("cases"))

    objects = CampaignQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="campaign_name_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="campaign_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"C-{random_code(6)}", lambda text: Campaign.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("advocacy:campaign", args=[self.reference])


class CampaignPart(models.Model):
    """What one organisation does in a campaign."""

    field_class = FieldClass.RESTRICTED

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    does = models.CharField(_("what it does"), max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "organisation"], name="campaign_part_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.does}"
