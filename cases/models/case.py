"""A case: one detention episode of one prisoner by one state."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from cases.models.base import Levelled
from cases.models.prisoner import Prisoner
from cases.models.reference import DetainingState, Facility
from cases.visibility import case_door
from cases.vocabulary import Contact, FileState, Liberty, Stage, Status, Tier
from core import clock
from core.classes import FieldClass
from core.fields import EncryptedTextField, reason_field
from core.partial_dates import PartialDate, PartialDateField, span_days
from core.references import free_reference, random_code
from core.searching import every_word

if TYPE_CHECKING:
    pass

# Columns that sum up a case's updates. Only `cases.folding` writes them, in the transaction of what they sum up.
SUMMARY_FIELDS = (
    "status",
    "liberty",
    "stage",
    "place_known",
    "contact",
    "status_since",
    "in_custody_since",
    "place_unknown_since",
    "facility",
    "arrested_on",
    "arrested",
    "custody_began",
    "status_began",
    "released_on",
    "last_update_on",
    "last_reliable_on",
    "last_contact_on",
)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: cases that `user` may know of."""
        return self.filter(case_door(user))

    def for_list(self) -> Self:
        """With what one row of the list shows."""
        unread = (
            "restricted_notes",
            "quiet_reason",
            "prisoner__restricted_notes",
            "prisoner__biography",
            "prisoner__key",
        )
        return self.select_related("prisoner", "state", "lead").defer("key", *unread)

    def for_page(self) -> Self:
        """With what the case page's header shows."""
        return self.select_related("prisoner", "state", "lead", "owner", "facility")

    def in_custody(self) -> Self:
        return self.filter(in_custody_since__isnull=False)

    def active(self) -> Self:
        """Cases that somebody works on: not drafts, not closed, not rejected, not dormant."""
        return self.filter(file_state__in=[FileState.ACTIVE, FileState.MONITORING])

    def on_file(self) -> Self:
        """Every case that was taken on, whatever became of it since: not drafts, not rejected."""
        return self.exclude(file_state__in=[FileState.DRAFT, FileState.REJECTED])

    def led_by(self, user: User) -> Self:
        return self.filter(lead=user)

    def matching(self, text: str) -> Self:
        """Every word of `text`, in any script, is in a name of the prisoner or in the reference."""
        return self.filter(every_word(text))

    def code_named(self, text: str, user: User) -> Self:
        """Those that `user`'s own organisation calls `text` in its mails; what others call theirs is their business."""
        named = self.alias(lower_code_name=Lower("code_name"))
        return named.filter(owner=user.organisation_id, lower_code_name=text.strip().lower())


class Case(Levelled):
    """One detention episode of one prisoner by one state; a re-arrest after release is a new case."""

    field_class = FieldClass.RESTRICTED
    field_classes = {
        "key": FieldClass.INTERNAL,
        "version": FieldClass.INTERNAL,
        "state": FieldClass.PUBLIC,
        "status": FieldClass.PUBLIC,
        "arrested_on": FieldClass.PUBLIC,
        "arrested": FieldClass.PUBLIC,
        "released_on": FieldClass.PUBLIC,
        "quiet_reason": FieldClass.CONFIDENTIAL,
        "restricted_notes": FieldClass.CONFIDENTIAL,
    }

    reference = models.CharField(_("reference"), max_length=16, unique=True, editable=False)
    prisoner = models.ForeignKey(Prisoner, models.PROTECT, related_name="cases", verbose_name=_("prisoner"))
    state = models.ForeignKey(DetainingState, models.PROTECT, related_name="cases", verbose_name=_("detaining state"))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="cases", verbose_name=_("owner"))
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="led", verbose_name=_("lead")
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="cases", verbose_name=_("members")
    )
    tier = models.CharField(_("tier"), max_length=12, choices=Tier, default=Tier.STANDARD)
    file_state = models.CharField(_("file"), max_length=12, choices=FileState, default=FileState.ACTIVE)
    code_name = models.CharField(
        _("code name"), max_length=40, help_text=_("Stands in mails in place of the prisoner's name.")
    )
    opened_on = models.DateField(_("opened on"))
    quiet_until = models.DateField(_("quiet until"), null=True, blank=True)
    quiet_reason = EncryptedTextField(_("why quiet"), blank=True)
    restricted_notes = EncryptedTextField(_("restricted notes"), blank=True)
    grace_until = models.DateField(
        _("no alerts until"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Brought in from elsewhere: whoever leads it has until then for a first look."),
    )

    # Summed up from updates: see SUMMARY_FIELDS.
    status = models.CharField(_("status"), max_length=24, choices=Status, default=Status.UNKNOWN, editable=False)
    liberty = models.CharField(_("liberty"), max_length=24, choices=Liberty, default=Liberty.UNKNOWN, editable=False)
    stage = models.PositiveSmallIntegerField(_("stage"), choices=Stage, default=Stage.NONE, editable=False)
    place_known = models.BooleanField(_("place known"), default=True, editable=False)
    contact = models.CharField(
        _("contact"), max_length=16, choices=Contact, default=Contact.NEVER_RECORDED, editable=False
    )
    status_since = models.DateField(_("status since"), null=True, editable=False)
    in_custody_since = models.DateField(_("in custody since"), null=True, editable=False)
    place_unknown_since = models.DateField(_("place unknown since"), null=True, editable=False)
    facility = models.ForeignKey(
        Facility, models.PROTECT, null=True, related_name="cases", editable=False, verbose_name=_("held at")
    )
    arrested_on = models.DateField(_("arrested on"), null=True, editable=False)
    # The same days as the record gives them: a month stays a month, and "how long held?" a range.
    arrested = PartialDateField(verbose_name=_("arrested"), null=True, editable=False)
    custody_began = PartialDateField(verbose_name=_("custody began"), null=True, editable=False)
    status_began = PartialDateField(verbose_name=_("status began"), null=True, editable=False)
    released_on = models.DateField(_("released on"), null=True, editable=False)
    last_update_on = models.DateField(_("last update"), null=True, editable=False)
    last_reliable_on = models.DateField(_("last reliable update"), null=True, editable=False)
    last_contact_on = models.DateField(_("last direct contact"), null=True, editable=False)
    key = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=[*SUMMARY_FIELDS, "key"], history_change_reason_field=reason_field())

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(condition=Q(stage__lte=4), name="case_stage_range"),
            models.CheckConstraint(
                condition=Q(released_on=None) | Q(arrested_on=None) | Q(released_on__gte=models.F("arrested_on")),
                name="case_released_after_arrest",
            ),
            models.CheckConstraint(condition=~Q(code_name=""), name="case_has_code_name"),
        ]
        indexes = [
            models.Index(fields=["-last_update_on", "-id"], name="case_last_update"),
            models.Index(fields=["state", "status", "-last_update_on", "-id"], name="case_state_status"),
            models.Index(fields=["owner", "status", "-last_update_on", "-id"], name="case_owner_status"),
            models.Index(fields=["lead", "status"], name="case_lead_status"),
            models.Index(fields=["arrested_on", "id"], name="case_arrested"),
            models.Index(fields=["-status_since", "-id"], name="case_status_since"),
            models.Index(fields=["tier", "-last_update_on", "-id"], name="case_tier"),
            models.Index("owner", Lower("code_name"), name="case_owner_code_name"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.prisoner}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                self.new_reference, lambda text: Case.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def new_reference(self) -> str:
        year = (self.arrested_on or self.opened_on).strftime("%y")
        return f"{self.state.code}-{year}-{random_code(4)}"

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.reference])

    @property
    def in_custody(self) -> bool:
        return self.in_custody_since is not None

    @property
    def days_held(self) -> tuple[int, int] | None:
        """The least and the most days of the present custody so far; None when not in custody."""
        if self.in_custody_since is None:
            return None
        began = self.custody_began or PartialDate(self.in_custody_since)
        return span_days(began, clock.today())

    @property
    def since(self) -> str:
        """Since when the status stands, as the record has it; empty where no update says."""
        if self.status_since is None:
            return ""
        return since_words(self.status_began or PartialDate(self.status_since), get_language())

    def is_quiet(self, day: date) -> bool:
        """Whether the family asked for silence on `day`."""
        return self.quiet_until is not None and day <= self.quiet_until


@lru_cache(maxsize=4096)
def since_words(began: PartialDate, language: str) -> str:
    if began.end is None:
        return gettext("since %(day)s") % {"day": began}
    days = {"first": PartialDate(began.earliest), "last": PartialDate(began.latest)}
    return gettext("since a day between %(first)s and %(last)s") % days


class Membership(models.Model):
    """A person who works on a case: the ones who may see what is restricted on it."""

    field_class = FieldClass.RESTRICTED

    case = models.ForeignKey(Case, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.case.reference}"


class Grant(models.Model):
    """A partner organisation that may see this case's `partners` records."""

    field_class = FieldClass.RESTRICTED

    case = models.ForeignKey(Case, models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="grants")

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.case.reference}"


class Follow(models.Model):
    """Somebody who wants to know what changes on a case, with a private note why."""

    field_class = FieldClass.CONFIDENTIAL

    case = models.ForeignKey(Case, models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    note = EncryptedTextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.case.reference}"


class SavedFilter(models.Model):
    """A list that somebody wants to come back to: the query string of the case list, under a name."""

    field_class = FieldClass.RESTRICTED

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_filter_once")]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What somebody began to write about a case and has not saved: kept here, never in the browser."""

    field_class = FieldClass.CONFIDENTIAL

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    text = EncryptedTextField(help_text="The form's fields as JSON.")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.case.reference}"
