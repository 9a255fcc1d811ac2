"""Officials and bodies responsible, and their involvement in cases."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from cases.models.base import Levelled
from cases.models.case import Case
from cases.models.reference import DetainingState
from cases.visibility import child_door
from cases.vocabulary import Degree, Grade, OfficialFunction, OfficialKind
from core.classes import FieldClass
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code
from core.search_keys import search_key


class OfficialQuerySet(models.QuerySet["Official"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Officials of involvements that `user` may see, and those their own organisation added without one."""
        if not user.is_authenticated:
            return self.none()
        involvements = Involvement.objects.filter(official=OuterRef("pk"))
        seen = Exists(Involvement.objects.visible_to(user).filter(official=OuterRef("pk")))
        return self.filter(seen | Q(added_by_organisation=user.organisation_id) & ~Exists(involvements))


class Official(models.Model):
    """A person or body said to be responsible for a detention."""

    field_class = FieldClass.PUBLIC
    field_classes = {"key": FieldClass.INTERNAL, "added_by_organisation": FieldClass.RESTRICTED}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("person or body"), max_length=8, choices=OfficialKind, default=OfficialKind.PERSON)
    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("name in original script"), max_length=200, blank=True)
    state = models.ForeignKey(DetainingState, models.PROTECT, related_name="officials", verbose_name=_("state"))
    position = models.CharField(_("position"), max_length=200, blank=True)
    birth = PartialDateField(verbose_name=_("born"), null=True, blank=True)
    key = models.TextField(editable=False, default="")
    added_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    objects = OfficialQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["key"])

    class Meta:
        ordering = ["name"]
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"O-{random_code(6)}", lambda text: Official.objects.filter(reference=text).exists()
            )
        self.key = search_key(self.name, self.native_name)
        super().save(*args, **kwargs)


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door. Outside the owner organisation only what a second person approved is shown."""
        if not user.is_authenticated:
            return self.none()
        shown = Q(case__owner=user.organisation_id) | Q(approved_at__isnull=False)
        return self.filter(child_door(user, "Involvement") & shown)


class Involvement(Levelled):
    """In what function an official took part in a case. Shown as alleged until somebody else approved it."""

    field_class = FieldClass.PUBLIC
    field_classes = {
        "note": FieldClass.RESTRICTED,
        "proposed_by": FieldClass.RESTRICTED,
        "approved_by": FieldClass.RESTRICTED,
    }

    official = models.ForeignKey(Official, models.PROTECT, related_name="involvements", verbose_name=_("official"))
    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements", verbose_name=_("case"))
    function = models.CharField(_("function"), max_length=20, choices=OfficialFunction)
    degree = models.CharField(_("degree"), max_length=20, choices=Degree, default=Degree.UNKNOWN)
    since = PartialDateField(verbose_name=_("from"), null=True, blank=True)
    until = PartialDateField(verbose_name=_("to"), null=True, blank=True)
    note = models.CharField(_("what they did"), max_length=300, blank=True)
    grade = models.CharField(_("how well established"), max_length=24, choices=Grade, default=Grade.UNVERIFIED)
    known_on = models.DateField(_("known to us since"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    objects = InvolvementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        constraints = [
            models.UniqueConstraint(fields=["official", "case", "function"], name="involvement_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")),
                name="involvement_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="involvement_approval_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.get_function_display()}"
