"""Asks: what we want, of whom, for which cases, since when."""

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
from advocacy.models.campaign import Campaign
from advocacy.visibility import door
from advocacy.vocabulary import AskKind, AskState
from cases.models import Case, Source
from core.classes import FieldClass
from core.fields import reason_field
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: see `advocacy.visibility`."""
        return self.filter(door(user, Ask))

    def open(self) -> Self:
        """What is still wanted."""
        return self.filter(state__in=[AskState.OPEN, AskState.PARTLY_MET])


class Ask(OnCases):
    """What we want from somebody. Actions serve it; what is recorded and what is not is measured by it.

    `asked_on` is the latest day that `asked` allows, not after the day it was logged. `source` is where an ask that
    was not ours is on record.
    """

    field_class = FieldClass.RESTRICTED

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("what is asked"), max_length=20, choices=AskKind)
    wording = models.CharField(_("in words"), max_length=300)
    addressee = models.ForeignKey(Organisation, models.PROTECT, related_name="asked", verbose_name=_("asked of"))
    asked_by = models.ManyToManyField(Organisation, related_name="asks", blank=True, verbose_name=_("asked by"))
    cases = models.ManyToManyField(Case, related_name="asks", verbose_name=_("cases"))
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="asks", verbose_name=_("campaign")
    )
    asked = PartialDateField(verbose_name=_("since when"))
    asked_on = models.DateField(_("asked on"), editable=False)
    logged_on = models.DateField(_("logged on"), editable=False)
    state = models.CharField(_("what became of it"), max_length=12, choices=AskState, default=AskState.OPEN)
    state_on = models.DateField(_("since"), null=True, blank=True)
    state_why = models.CharField(_("why"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AskQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=reason_field())

    class Meta:
        ordering = ["-asked_on", "-pk"]
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        constraints = [
            models.CheckConstraint(condition=~Q(wording=""), name="ask_says_something"),
            models.CheckConstraint(
                condition=Q(state=AskState.OPEN) | Q(state_on__isnull=False), name="ask_state_has_a_day"
            ),
        ]
        indexes = [models.Index(fields=["addressee", "state"], name="ask_addressee")]

    def __str__(self) -> str:
        return self.wording

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"Q-{random_code(7)}", lambda text: Ask.objects.filter(reference=text).exists()
            )
        self.asked_on = self.asked.latest_by(self.logged_on)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("advocacy:ask", args=[self.reference])
