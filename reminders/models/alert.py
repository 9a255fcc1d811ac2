"""Alerts: what the rules found and nobody has resolved yet."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from advocacy.models import Action, Determination
from advocacy.visibility import door
from cases.models import Case, KeyDate, Update
from cases.rules import ENGINE, Rule, rule_of
from cases.visibility import case_door, child_door, strictest
from cases.vocabulary import Level, Tier
from core import clock
from core.classes import FieldClass
from core.fields import EncryptedTextField
from core.references import random_code
from reminders import wording


def new_reference() -> str:
    return f"A-{random_code(7)}"


#: What an alert may hang on beside its case. Each has a level of its own, and the strictest is the alert's.
RECORDS = ("key_date", "action", "determination", "update")


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: an alert is seen by whoever sees its case and whatever else it hangs on.

        Alerts about the engine itself are for those who look after the house, those about lists for all its people.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        about_a_date = child_door(user, "KeyDate", record="key_date__", case="key_date__case__")
        about_an_update = child_door(user, "Update", record="update__", case="update__case__")
        seen = case_door(user, "case__") & (Q(key_date=None) | about_a_date) & (Q(update=None) | about_an_update)
        seen &= Q(action=None) | door(user, Action, record="action__")
        seen &= Q(determination=None) | door(user, Determination, record="determination__")
        if user.may(Permission.MANAGE_PEOPLE):
            seen |= Q(scope=ENGINE)
        if user.may(Permission.VIEW_CASES):
            seen |= Q(case=None) & ~Q(scope=ENGINE)  # about lists and programmes, which are public
        return self.filter(seen)

    def open(self) -> Self:
        return self.filter(cleared_on=None)

    def loud(self, day: date) -> Self:
        """Neither put off nor accepted as standing on `day`."""
        return self.filter(
            Q(snoozed_until=None) | Q(snoozed_until__lte=day), Q(standing_until=None) | Q(standing_until__lte=day)
        )

    def set_aside(self, day: date) -> Self:
        """Put off or standing: on the case, but in nobody's way."""
        return self.filter(Q(snoozed_until__gt=day) | Q(standing_until__gt=day))

    def unacknowledged(self) -> Self:
        return self.filter(acknowledged_at=None)

    def for_page(self) -> Self:
        """With what a row says about its case, the records it hangs on, and who has it."""
        people = ("case__lead", "assigned_to", "acknowledged_by", "set_aside_by")
        return self.with_records().select_related("case__prisoner", *people)

    def with_records(self) -> Self:
        """With its case and whatever else it hangs on."""
        return self.select_related("case", *RECORDS, "update__case")

    def with_tellings(self) -> Self:
        """With who was told by mail, and when, as `tellings`."""
        lines = apps.get_model("reminders", "MessageLine").objects.filter(message__sent_at__isnull=False)
        sent = lines.select_related("message", "recipient").order_by("message__sent_at")
        return self.prefetch_related(models.Prefetch("lines", sent, to_attr="tellings"))


class Alert(models.Model):
    """One open (or once open) finding of one rule about one subject.

    It has the level of its subject: it is seen through its case and the records it hangs on, and has no level of its
    own to fall out of step. `reminders.engine` writes rows; what people do with them is in `reminders.services`.
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {
        "reference": FieldClass.INTERNAL,
        "plan": FieldClass.CONFIDENTIAL,
        "snooze_why": FieldClass.CONFIDENTIAL,
    }

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference, editable=False)
    rule = models.CharField(_("rule"), max_length=8)
    scope = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="alerts", verbose_name=_("case"))
    key_date = models.ForeignKey(KeyDate, models.CASCADE, null=True, related_name="alerts", verbose_name=_("key date"))
    action = models.ForeignKey(Action, models.CASCADE, null=True, related_name="alerts", verbose_name=_("action"))
    determination = models.ForeignKey(
        Determination, models.CASCADE, null=True, related_name="alerts", verbose_name=_("determination")
    )
    update = models.ForeignKey(Update, models.CASCADE, null=True, related_name="alerts", verbose_name=_("update"))
    note = models.CharField(max_length=24, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("expected on"), null=True)
    opened_on = models.DateField(_("opened on"))
    recorded_on = models.DateField(_("found on"))
    created_at = models.DateTimeField(auto_now_add=True)
    step = models.PositiveSmallIntegerField(_("step"), default=0)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    standing_until = models.DateField(_("standing, review on"), null=True)
    plan = EncryptedTextField(_("plan"), blank=True)
    snoozed_until = models.DateField(_("put off until"), null=True)
    snooze_why = EncryptedTextField(_("why put off"), blank=True)
    set_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    escalated = models.PositiveSmallIntegerField(_("escalated"), default=0)
    escalated_on = models.DateField(null=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="alerts", verbose_name=_("handed to")
    )
    cleared_on = models.DateField(_("cleared on"), null=True)
    cleared_by = models.CharField(_("cleared by"), max_length=40, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["opened_on", "pk"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "scope", "subject"], condition=Q(cleared_on=None), name="alert_open_once"
            ),
            models.CheckConstraint(condition=~Q(scope="") & ~Q(subject=""), name="alert_says_of_what"),
            models.CheckConstraint(condition=Q(since__lte=F("opened_on")), name="alert_since_before_opened"),
            models.CheckConstraint(
                condition=Q(snoozed_until=None) | ~Q(snooze_why=""), name="alert_put_off_with_reason"
            ),
            models.CheckConstraint(condition=Q(standing_until=None) | ~Q(plan=""), name="alert_standing_with_plan"),
            models.CheckConstraint(condition=Q(escalated__lte=2), name="alert_escalated_range"),
        ]
        indexes = [
            models.Index(fields=["case", "cleared_on"], name="alert_of_case"),
            models.Index(fields=["rule"], condition=Q(cleared_on=None), name="alert_open_of_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.rule} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("reminders:alert", args=[self.reference])

    def is_of(self, user: User) -> bool:
        """Whether it is about a case of the user's own organisation, or about the engine."""
        return self.case is None or self.case.owner_id == user.organisation_id

    @property
    def is_open(self) -> bool:
        return self.cleared_on is None

    @property
    def kind(self) -> Rule:
        """The rule that found it."""
        return rule_of(self.rule)

    @property
    def title(self) -> str:
        return wording.title(self.kind, self.note, self.until, clock.today())

    @property
    def heading(self) -> str:
        """What it is called on a page, with what it is about; mails have the title alone."""
        names = self.kind.names
        return f"{self.title}: {names(self.subject)}" if names else self.title

    @property
    def where(self) -> str:
        """The page where its reader goes next, if it is about no record of the case."""
        return self.kind.where(self.scope, self.subject) if self.kind.where else ""

    @property
    def level(self) -> Level:
        """The level of its subject."""
        levels = [record.level for record in self.records]
        return strictest(*levels) if levels else Level.TEAM

    @property
    def records(self) -> list[Any]:
        """Its case and whatever else it hangs on."""
        return [record for name in ("case", *RECORDS) if (record := getattr(self, name)) is not None]

    @property
    def about(self) -> Action | Determination | Update | None:
        """The action, finding or update that it is about: where its reader goes next."""
        return self.action or self.determination or self.update

    @property
    def about_words(self) -> str:
        """What the link to it says: its kind, never its text."""
        if self.action is not None:
            return f"{self.action.get_kind_display()} {self.action.reference}"
        return str(_("The finding") if self.determination is not None else _("The entry"))

    @property
    def is_critical(self) -> bool:
        return self.kind.at_once or (self.case is not None and self.case.tier == Tier.CRITICAL)

    @property
    def severity(self) -> str:
        """critical, high or normal: by its case's tier, or by what the rule itself says."""
        if self.is_critical or (self.rule == "R15" and self.passed):
            return "critical"
        return "high" if self.case is not None and self.case.tier == Tier.HIGH else "normal"

    @property
    def tone(self) -> str:
        """The tone of the face's that goes with it, without "tone-"."""
        return {"critical": "danger", "high": "warning", "normal": "info"}[self.severity]

    @property
    def passed(self) -> bool:
        """Whether what was expected should have happened by now."""
        return self.until is not None and clock.today() > self.until

    @property
    def age(self) -> int:
        """Days since the last sign of what is missing."""
        return (clock.today() - self.since).days

    @property
    def sentence(self) -> str:
        """What the rule says, in one sentence without any name."""
        return wording.sentence(self.kind, self.note, self.since, self.until, clock.today())

    @property
    def is_snoozed(self) -> bool:
        return self.snoozed_until is not None and self.snoozed_until > clock.today()

    @property
    def is_standing(self) -> bool:
        return self.standing_until is not None and self.standing_until > clock.today()

    @property
    def is_set_aside(self) -> bool:
        return self.is_snoozed or self.is_standing
