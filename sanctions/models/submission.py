"""Submissions: our recommendation that a jurisdiction designate somebody, and its dossier."""

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
from advocacy.models import Action
from advocacy.visibility import door
from cases.models import Official
from core.classes import FieldClass
from core.fields import EncryptedTextField, reason_field
from core.references import free_reference, random_code
from sanctions.models.programme import Programme
from sanctions.vocabulary import SectionKind, TargetKind


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: people of its owner who may see its action. Whom it accuses is nobody else's to know."""
        house = getattr(user, "organisation_id", None)
        return self.filter(door(user, Action, record="action__"), action__owner=house)

    def for_page(self) -> Self:
        """With what a row and a page show. Not its cases: each reader is shown those behind their own door."""
        people = ("action__owner", "action__responsible", "action__addressee", "consent_by")
        return self.select_related("programme", *people).prefetch_related("targets__official")


class Submission(models.Model):
    """What we ask of one jurisdiction under one programme. State, days, cases, level and clock are its action's.

    Consent for the scope *sanctions file* is asked of whoever speaks for the prisoner, and recorded here: the day, in
    what words, and that it was given.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {"consent_words": FieldClass.CONFIDENTIAL, "form_key": FieldClass.INTERNAL}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    action = models.OneToOneField(Action, models.PROTECT, related_name="submission", verbose_name=_("action"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="submissions", verbose_name=_("programme"))
    consent_asked_on = models.DateField(_("consent asked on"), null=True, blank=True)
    consent_given_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_words = EncryptedTextField(_("who consented, and in what words"), blank=True)
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    warned_at = models.DateTimeField(_("read that evidence may reach the listed person"), null=True, blank=True)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    objects = SubmissionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["form_key"], history_change_reason_field=reason_field())

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.CheckConstraint(
                condition=Q(consent_given_on=None) | ~Q(consent_words=""), name="submission_consent_in_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.programme.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"SB-{random_code(6)}", lambda text: Submission.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sanctions:submission", args=[self.reference])


class SubmissionTarget(models.Model):
    """Somebody whom it recommends: an official, or a dependant or enabler of one (`through`)."""

    field_class = FieldClass.RESTRICTED

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="targets")
    official = models.ForeignKey(Official, models.PROTECT, related_name="submission_targets")
    kind = models.CharField(_("as"), max_length=10, choices=TargetKind, default=TargetKind.OFFICIAL)
    through = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "official"], name="submission_target_once"),
            models.CheckConstraint(
                condition=Q(kind=TargetKind.OFFICIAL) | Q(through__isnull=False), name="submission_target_through"
            ),
        ]

    def __str__(self) -> str:
        return str(self.official)


class SubmissionSection(models.Model):
    """One part of the dossier, of one target or (without one) of the whole. Drafted from the record, then ours."""

    field_class = FieldClass.CONFIDENTIAL
    field_classes = {"kind": FieldClass.RESTRICTED, "drafted_on": FieldClass.RESTRICTED}

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="sections")
    target = models.ForeignKey(SubmissionTarget, models.CASCADE, null=True, blank=True, related_name="sections")
    kind = models.CharField(_("part"), max_length=16, choices=SectionKind)
    text = EncryptedTextField(_("text"), blank=True)
    drafted_on = models.DateField(_("drafted from the record on"), null=True)
    edited = models.BooleanField(_("edited"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["target", "kind"], name="submission_section_once_per_target"),
            models.UniqueConstraint(
                fields=["submission", "kind"], condition=Q(target=None), name="submission_section_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference} {self.kind}"
