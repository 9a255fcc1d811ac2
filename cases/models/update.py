"""Updates: dated accounts of what happened, from which everything else on a case follows."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from cases.models.base import Levelled
from cases.models.case import Case
from cases.models.reference import Facility
from cases.visibility import child_door
from cases.vocabulary import Grade, UpdateDetail, UpdateKind
from core.classes import FieldClass
from core.fields import EncryptedTextField, reason_field
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code

# Kinds that need no source: nobody reports them, somebody of the house says them.
SOURCELESS = frozenset({UpdateKind.NOTE, UpdateKind.NIL_CHECK})


class UpdateQuerySet(models.QuerySet["Update"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: updates that `user` may know of, by their own level and their case's."""
        return self.filter(child_door(user, "Update"))

    def current(self) -> Self:
        """What still stands: not superseded by a correction, not retracted."""
        return self.filter(superseded_by=None, retracted_at=None)

    def counted(self) -> Self:
        """What the status is folded from: see `cases.folding`."""
        return self.current().filter(counted=True)

    def by_day(self) -> Self:
        """Latest first, as the timeline shows them."""
        return self.order_by("-occurred_on", "-sequence", "-pk")


class Update(Levelled):
    """A dated account of something that happened on a case.

    It takes effect on `occurred_on`: the latest day its partial date allows, but not after the day it was logged.
    It is never changed in place without history; a correction supersedes it.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {
        "kind": FieldClass.PUBLIC,
        "detail": FieldClass.PUBLIC,
        "occurred": FieldClass.PUBLIC,
        "summary": FieldClass.PUBLIC,
        "grade": FieldClass.PUBLIC,
        "asked": FieldClass.CONFIDENTIAL,
        "counted": FieldClass.INTERNAL,
        "reliable": FieldClass.INTERNAL,
        "contact": FieldClass.INTERNAL,
        "form_key": FieldClass.INTERNAL,
    }

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="updates", verbose_name=_("case"))
    kind = models.CharField(_("what kind"), max_length=24, choices=UpdateKind)
    detail = models.CharField(_("more closely"), max_length=24, choices=UpdateDetail, blank=True)
    occurred = PartialDateField(verbose_name=_("when it happened"))
    occurred_from = models.DateField(_("earliest day"), editable=False)
    occurred_on = models.DateField(_("takes effect on"), editable=False)
    logged_on = models.DateField(_("logged on"), editable=False)
    sequence = models.SmallIntegerField(_("order within the day"), default=0)
    summary = models.CharField(_("what happened, in one line"), max_length=300)
    account = models.TextField(_("what happened, at length"), blank=True)
    asked = EncryptedTextField(_("who was asked"), blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    facility = models.ForeignKey(
        Facility, models.PROTECT, null=True, blank=True, related_name="updates", verbose_name=_("held at")
    )
    grade = models.CharField(_("how well established"), max_length=24, choices=Grade, default=Grade.UNVERIFIED)
    grade_set_by_hand = models.BooleanField(_("grade corrected by hand"), default=False)
    reflected = models.BooleanField(_("reflected in the status"), default=False, editable=False)
    counted = models.BooleanField(default=True, editable=False)
    reliable = models.BooleanField(default=False, editable=False)
    contact = models.BooleanField(default=False, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )
    retracted_at = models.DateTimeField(_("retracted at"), null=True, blank=True, editable=False)
    retracted_why = models.CharField(_("why retracted"), max_length=300, blank=True, editable=False)
    event = models.UUIDField(_("event on many cases"), null=True, blank=True, editable=False, db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="updates", verbose_name=_("logged by")
    )
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = UpdateQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["counted", "reliable", "contact", "form_key"], history_change_reason_field=reason_field()
    )

    class Meta:
        ordering = ["-occurred_on", "-sequence", "-pk"]
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        constraints = [
            models.UniqueConstraint(fields=["case", "form_key"], name="update_saved_once"),
            models.CheckConstraint(
                condition=Q(occurred_from__lte=models.F("occurred_on")), name="update_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(occurred_from__lte=models.F("logged_on")), name="update_not_before_it_happened"
            ),
            models.CheckConstraint(condition=~Q(summary=""), name="update_says_something"),
        ]
        indexes = [
            models.Index(fields=["case", "-occurred_on", "-sequence", "-id"], name="update_timeline"),
            models.Index(fields=["case", "counted", "-occurred_on"], name="update_counted"),
            models.Index(fields=["-created_at"], name="update_logged"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                self.new_reference, lambda text: Update.objects.filter(reference=text).exists()
            )
        self.set_days()
        super().save(*args, **kwargs)

    def new_reference(self) -> str:
        return f"U-{random_code(7)}"

    def set_days(self) -> None:
        self.occurred_from = self.occurred.earliest
        self.occurred_on = self.occurred.latest_by(self.logged_on)

    @property
    def written_in(self) -> int | None:
        """The organisation whose people wrote it."""
        return self.author.organisation_id if self.author else None

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.case.reference]) + f"#{self.reference}"
