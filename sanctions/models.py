"""Sanctions programmes: which jurisdiction may list whom, on what legal basis, with what measures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.classes import FieldClass


class Programme(models.Model):
    """A law under which a jurisdiction lists people, by the key that the field uses for it."""

    field_class = FieldClass.PUBLIC

    key = models.CharField(_("key"), max_length=20, unique=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=8, help_text=_("ISO code, or EU"))
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    measures = models.CharField(_("measures"), max_length=120)
    notes = models.TextField(_("what to know"), blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["jurisdiction", "key"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return f"{self.key}: {self.legal_basis}"
