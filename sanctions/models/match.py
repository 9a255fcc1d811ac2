"""Screening: which entries may be about which officials, and what a person decided."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from cases.models import Official
from core.classes import FieldClass
from core.fields import EncryptedTextField, reason_field
from core.references import free_reference, random_code
from sanctions.models.listing import Entry
from sanctions.vocabulary import Decision


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: matches of officials that `user` may see."""
        return self.filter(official__in=Official.objects.visible_to(user))

    def open(self) -> Self:
        """What waits for a person: nobody has decided, they were unsure, or the entry has changed since."""
        changed = ~Q(decided_hash=F("entry__content_hash"))
        return self.filter(Q(decision__in=["", Decision.UNSURE]) | changed)

    def confirmed(self) -> Self:
        return self.filter(decision=Decision.SAME)

    def for_page(self) -> Self:
        return self.select_related("official__state", "entry__source", "decided_by")


class Match(models.Model):
    """An entry that may be about an official: why it was proposed, and what a person said.

    `explanation` is `sanctions.matching.Scored` as plain values. A decision holds for the entry as it was
    (`decided_hash`); once the entry has changed it is asked again, and holds until it is answered.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {"decided_hash": FieldClass.INTERNAL, "why": FieldClass.CONFIDENTIAL}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    official = models.ForeignKey(Official, models.CASCADE, related_name="matches", verbose_name=_("official"))
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="matches", verbose_name=_("entry"))
    score = models.FloatField(_("score"))
    explanation = models.JSONField(_("what matched"), default=dict)
    proposed_on = models.DateField(_("proposed on"))
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_hash = models.CharField(max_length=32, blank=True, editable=False)
    why = EncryptedTextField(_("why"), blank=True)

    objects = MatchQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["explanation"], history_change_reason_field=reason_field())

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(fields=["official", "entry"], name="match_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None)
                | ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="match_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="match_score_range"),
        ]
        indexes = [models.Index(fields=["decision", "-score"], name="match_queue")]

    def __str__(self) -> str:
        return f"{self.official} = {self.entry}?"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = new_reference()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sanctions:match", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.decision in ("", Decision.UNSURE) or self.changed_since

    @property
    def changed_since(self) -> bool:
        """Whether the entry has changed since somebody decided."""
        return bool(self.decision) and self.decided_hash != self.entry.content_hash


def new_reference() -> str:
    """A reference that no match has; for rows that are made many at once too."""
    return free_reference(lambda: f"M-{random_code(7)}", lambda text: Match.objects.filter(reference=text).exists())


class RunState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class ScreeningRun(models.Model):
    """One pass of officials over the entries: asked for by an import, an edit or a person, done by the worker."""

    field_class = FieldClass.RESTRICTED
    field_classes = {"leased_until": FieldClass.INTERNAL}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.QUEUED)
    because = models.CharField(_("because of"), max_length=60, blank=True)
    official = models.ForeignKey(Official, models.CASCADE, null=True, related_name="+", verbose_name=_("only of"))
    proposed = models.PositiveIntegerField(_("new proposals"), default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(_("what to know"), max_length=300, blank=True)
    leased_until = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("screening run")
        verbose_name_plural = _("screening runs")

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"R-{random_code(7)}", lambda text: ScreeningRun.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)
