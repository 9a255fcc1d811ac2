"""Designations: what a jurisdiction did to an official of ours, under which programme, since when, and how we know."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from advocacy.jurisdictions import name_of
from cases.models import Case, Official
from cases.models.base import http_only
from cases.visibility import case_door
from core.classes import FieldClass
from core.fields import EncryptedTextField, reason_field
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code
from sanctions.models.match import Match
from sanctions.models.programme import Programme


class DesignationQuerySet(models.QuerySet["Designation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: designations of officials that `user` may see."""
        return self.filter(official__in=Official.objects.visible_to(user))

    def with_day(self) -> Self:
        """With the day from which on it is known to hold, as `known_on`: the official one, else the first seen."""
        return self.annotate(known_on=Coalesce("listed_on", "announced_on", "first_seen_on"))

    def with_end(self) -> Self:
        """With the day from which on it is known to hold no more, as `ended_on`."""
        return self.annotate(ended_on=Coalesce("delisted_on", "gone_since"))

    def in_force(self, day: date) -> Self:
        return self.with_day().with_end().filter(Q(ended_on=None) | Q(ended_on__gt=day), known_on__lte=day)


class Designation(models.Model):
    """One official under one programme. From a confirmed match (`match`), or entered by hand with its source.

    `listed_on` is the official date; `announced_on` the day it was made public, where that is another; for lists that
    publish no date, `first_seen_on` is the first import that had it. `elsewhere`: for something else than our cases.
    """

    field_class = FieldClass.PUBLIC
    field_classes = {"entered_by": FieldClass.RESTRICTED}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    official = models.ForeignKey(Official, models.PROTECT, related_name="designations", verbose_name=_("official"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="designations", verbose_name=_("programme"))
    match = models.ForeignKey(Match, models.PROTECT, null=True, related_name="designations", verbose_name=_("match"))
    list_id = models.CharField(_("number in the list"), max_length=120, blank=True)
    measures = models.CharField(_("measures"), max_length=200, blank=True)
    listed_on = models.DateField(_("listed on"), null=True, blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    first_seen_on = models.DateField(_("first seen on"), null=True, blank=True)
    #: The list's first import had it already: it may have been listed long before.
    from_the_first = models.BooleanField(_("in the first import"), default=False)
    delisted_on = models.DateField(_("delisted on"), null=True, blank=True)
    gone_since = models.DateField(_("gone since"), null=True, blank=True)
    reasons = models.TextField(_("reasons given"), blank=True)
    elsewhere = models.BooleanField(_("for something else"), default=False)
    elsewhere_why = models.CharField(_("for what"), max_length=200, blank=True)
    cited_title = models.CharField(_("source"), max_length=300, blank=True)
    cited_address = models.URLField(_("address"), max_length=1000, blank=True, validators=[http_only])
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DesignationQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=reason_field())

    class Meta:
        ordering = ["pk"]
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        constraints = [
            models.UniqueConstraint(fields=["official", "programme", "list_id"], name="designation_once"),
            models.CheckConstraint(
                condition=Q(match__isnull=False) | ~Q(cited_title="") | ~Q(cited_address=""),
                name="designation_by_hand_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(listed_on__isnull=False) | Q(first_seen_on__isnull=False) | Q(announced_on__isnull=False),
                name="designation_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.programme.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"G-{random_code(7)}", lambda text: Designation.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sanctions:designation", args=[self.reference])

    @property
    def day(self) -> date:
        """The day from which on it is known to hold."""
        day = self.listed_on or self.announced_on or self.first_seen_on
        assert day is not None  # the constraint says so
        return day

    @property
    def public_on(self) -> date:
        """The day on which others could know: what the clocks of rule R20 run from."""
        return self.announced_on or self.day

    @property
    def end(self) -> date | None:
        """The day from which on it is known to hold no more."""
        return self.delisted_on or self.gone_since

    @property
    def by_hand(self) -> bool:
        return self.match_id is None


class NamelessDesignationQuerySet(models.QuerySet["NamelessDesignation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(case_door(user, "case__"))


class NamelessDesignation(models.Model):
    """Designations for a case whose names are not published: how many, by whom, since when (Baltic entry bans)."""

    field_class = FieldClass.PUBLIC
    field_classes = {"entered_by": FieldClass.RESTRICTED}

    case = models.ForeignKey(Case, models.PROTECT, related_name="nameless_designations", verbose_name=_("case"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", verbose_name=_("programme"))
    count = models.PositiveIntegerField(_("how many"))
    listed = PartialDateField(verbose_name=_("listed"))
    listed_on = models.DateField(editable=False)
    cited_title = models.CharField(_("source"), max_length=300)
    cited_address = models.URLField(_("address"), max_length=1000, blank=True, validators=[http_only])
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = NamelessDesignationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["listed_on", "pk"]
        verbose_name = _("designation without names")
        verbose_name_plural = _("designations without names")
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="nameless_designation_of_somebody"),
            models.UniqueConstraint(fields=["case", "programme", "listed_on"], name="nameless_designation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme.key}: {self.count}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.listed_on = self.listed.latest
        super().save(*args, **kwargs)


class NotSought(models.Model):
    """That we ask no jurisdiction (or not this one) to designate an official, and why. Clears rules R20 and R21.

    It is the decision of the organisation of `by`: another one on the same house may seek what we do not.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {"why": FieldClass.CONFIDENTIAL}

    official = models.ForeignKey(Official, models.PROTECT, related_name="not_sought", verbose_name=_("official"))
    jurisdiction = models.CharField(_("jurisdiction"), max_length=8, blank=True)
    why = EncryptedTextField(_("why"))
    decided_on = models.DateField(_("decided on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("designation not sought")
        verbose_name_plural = _("designations not sought")
        constraints = [
            models.UniqueConstraint(
                fields=["official", "jurisdiction", "by"], condition=Q(withdrawn_on=None), name="not_sought_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.official} {self.jurisdiction}"

    @property
    def whom(self) -> str:
        """Of whom nothing is asked, in words for the middle of a sentence."""
        return name_of(self.jurisdiction) if self.jurisdiction else gettext("any government")
