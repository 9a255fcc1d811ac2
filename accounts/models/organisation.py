"""Every body that acts, owns cases or is addressed: one word, one table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.classes import FieldClass
from core.search_keys import search_key


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

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = search_key(self.name)[:200]
        super().save(*args, **kwargs)
