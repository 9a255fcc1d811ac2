"""Every body that acts, owns cases or is addressed: one word, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.permissions import ROLE_PERMISSIONS, Permission
from core.classes import FieldClass
from core.search_keys import search_key

if TYPE_CHECKING:
    from accounts.models.user import User


class OrganisationKind(models.TextChoices):
    NGO = "ngo", _("Non-governmental organisation")
    FAMILY = "family", _("Family's organisation")
    GOVERNMENT = "government", _("Government")
    MINISTRY = "ministry", _("Ministry or agency")
    PARLIAMENT = "parliament", _("Parliament")
    LEGISLATOR = "legislator", _("Member of parliament")
    UN_BODY = "un_body", _("UN body")
    COURT = "court", _("Court")
    MEDIA = "media", _("Media")
    ENVOY = "envoy", _("Envoy")
    OTHER = "other", _("Other")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def managed_by(self, user: User) -> Self:
        """Where `user` may invite people and change them: their own, and those that work here without an admin.

        An organisation with an admin of its own is closed to others': who can make an account in it can read its cases.
        """
        if not user.may(Permission.MANAGE_PEOPLE):
            return self.none()
        managing = [role for role, may in ROLE_PERMISSIONS.items() if Permission.MANAGE_PEOPLE in may]
        people = Organisation.people.rel.related_model.objects  # type: ignore[attr-defined]
        admins = people.filter(organisation=OuterRef("pk"), role__in=managing, is_active=True)
        return self.filter(Q(pk=user.organisation_id) | Q(works_here=True) & ~Exists(admins))


class Organisation(models.Model):
    """An organisation; `works_here` when its people have accounts in this house."""

    field_class = FieldClass.RESTRICTED
    field_classes = {"key": FieldClass.INTERNAL}

    slug = models.SlugField(_("short name in addresses"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind, default=OrganisationKind.NGO)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=8, blank=True, help_text=_("ISO code, such as GB"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    works_here = models.BooleanField(_("works in this house"), default=False)
    key = models.CharField(max_length=200, editable=False, default="")

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = search_key(self.name)[:200]
        super().save(*args, **kwargs)
