"""Actions: what an organisation did for a case, or means to do."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from advocacy.models.ask import Ask
from advocacy.models.base import OnCases
from advocacy.models.campaign import Campaign
from advocacy.models.determination import Determination
from advocacy.models.procedure import Procedure
from advocacy.visibility import door
from advocacy.vocabulary import TAKEN, UNSENT, ActionKind, ActionState, Closing, Impact, Weight
from cases.models import Case, Update
from core.classes import FieldClass
from core.fields import reason_field
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code
from core.search_keys import search_key, search_words


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: see `advocacy.visibility`."""
        return self.filter(door(user, Action))

    def taken(self) -> Self:
        """What was done, whatever came of it."""
        return self.filter(state__in=TAKEN)

    def unsent(self) -> Self:
        return self.filter(state__in=UNSENT)

    def awaiting_reply(self) -> Self:
        """Sent, and somebody owes a reply that has not come."""
        return self.filter(state=ActionState.SENT, due_on__isnull=False, answered_on=None)

    def for_list(self) -> Self:
        """With what a row of a list shows; the long texts stay where they are."""
        return self.select_related("addressee", "responsible").defer("text", "signatories")

    def for_page(self) -> Self:
        """With what the page of one action shows."""
        people = ("owner", "addressee", "responsible", "logged_by", "procedure")
        return self.select_related(*people).prefetch_related(
            "actors", "pauses", "deadlines__set_by", "replies__sender", "replies__logged_by", "procedure__clocks"
        )

    def matching(self, text: str, user: User) -> Self:
        """Every word of `text` is in its reference or line, or names who acted, who is addressed, or a prisoner.

        Prisoners only by the cases that `user` may see.
        """
        found = self
        for word in search_words(text):
            named = Organisation.objects.filter(key__contains=word)
            cases = Case.objects.visible_to(user).filter(key__contains=word)
            found = found.filter(
                Q(key__contains=word)
                | Q(addressee__in=named)
                | Q(pk__in=Action.actors.through.objects.filter(organisation__in=named).values("action"))
                | Q(pk__in=ActionCase.objects.filter(case__in=cases).values("action"))
            )
        return found

    def overdue(self, day: date) -> Self:
        """A reply was due before `day` and the ball is not with us."""
        return self.awaiting_reply().filter(due_on__lt=day, paused_on=None)


class Action(OnCases):
    """What somebody did for one or several cases at one of four weights, or what we mean to do.

    `sent_on` is the latest day that `sent` allows, not after the day it was logged; the clock runs from it.
    `due_on`, `answered_on` and `paused_on` sum up deadlines, replies and pauses: `advocacy.services` keeps them.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {"form_key": FieldClass.INTERNAL, "key": FieldClass.INTERNAL}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=28, choices=ActionKind)
    weight = models.CharField(_("weight"), max_length=12, choices=Weight)
    summary = models.CharField(_("in one line"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    kept_at = models.CharField(_("where the document is kept"), max_length=200, blank=True)
    cases = models.ManyToManyField(Case, through="ActionCase", related_name="actions", verbose_name=_("cases"))
    actors = models.ManyToManyField(Organisation, related_name="actions", verbose_name=_("who acted"))
    signatories = models.TextField(_("signatories"), blank=True, help_text=_("One name a line."))
    signatory_count = models.PositiveIntegerField(_("number of signatories"), null=True, blank=True)
    addressee = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="addressed", verbose_name=_("addressed to")
    )
    asks = models.ManyToManyField(Ask, related_name="actions", blank=True, verbose_name=_("asks it serves"))
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name=_("campaign")
    )
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name=_("follows")
    )
    determination = models.ForeignKey(
        Determination,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cited_by",
        verbose_name=_("finding it uses"),
    )
    state = models.CharField(_("state"), max_length=12, choices=ActionState, default=ActionState.DRAFT)
    begun_on = models.DateField(_("begun on"), editable=False)
    sent = PartialDateField(verbose_name=_("sent or taken on"), null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, editable=False)
    logged_on = models.DateField(_("logged on"), editable=False)
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("procedure")
    )
    due_on = models.DateField(_("reply due"), null=True, editable=False)
    paused_on = models.DateField(_("with us since"), null=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    closed_as = models.CharField(_("closed as"), max_length=12, choices=Closing, blank=True)
    dropped_on = models.DateField(_("dropped on"), null=True, editable=False)
    impact = models.CharField(_("impact"), max_length=12, choices=Impact, default=Impact.UNKNOWN)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by when"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("with whom"),
    )
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.CharField(max_length=400, editable=False, default="")

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["form_key", "version", "key"], history_change_reason_field=reason_field()
    )

    class Meta:
        ordering = ["-sent_on", "-pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="action_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=UNSENT, sent_on=None)
                | Q(state__in=TAKEN, sent_on__isnull=False)
                | Q(state=ActionState.DROPPED),
                name="action_sent_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")), name="action_answered_after_sent"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_as="") | (Q(closed_on__isnull=False) & ~Q(closed_as="")),
                name="action_closing_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="action_due"),
            models.Index(fields=["-sent_on", "-id"], name="action_latest"),
            models.Index(fields=["-begun_on", "-id"], name="action_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"T-{random_code(7)}", lambda text: Action.objects.filter(reference=text).exists()
            )
        self.sent_on = self.sent.latest_by(self.logged_on) if self.sent else None
        self.key = search_key(f"{self.reference} {self.summary}")[:400]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("advocacy:action", args=[self.reference])

    @property
    def is_unsent(self) -> bool:
        return self.state in UNSENT

    def is_overdue(self, day: date) -> bool:
        """Whether a reply was due before `day`, has not come, and the ball is not with us."""
        waits = self.state == ActionState.SENT and self.answered_on is None and self.paused_on is None
        return waits and self.due_on is not None and self.due_on < day


class ActionCase(models.Model):
    """An action on one of its cases, and the update of that case's timeline that tells of it, with its sources."""

    field_class = FieldClass.RESTRICTED

    action = models.ForeignKey(Action, models.CASCADE, related_name="links")
    case = models.ForeignKey(Case, models.PROTECT, related_name="action_links")
    update = models.ForeignKey(Update, models.SET_NULL, null=True, blank=True, related_name="action_links")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["action", "case"], name="action_case_once")]

    def __str__(self) -> str:
        return f"{self.action} · {self.case.reference}"
