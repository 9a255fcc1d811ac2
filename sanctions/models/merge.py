"""Two records of one official made one, and how to take that back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Official
from core.classes import FieldClass
from core.fields import EncryptedTextField
from core.references import free_reference, random_code


class OfficialMerge(models.Model):
    """`gone` became part of `kept`. `moved` says which rows moved, by table and key, so that it can be undone."""

    field_class = FieldClass.RESTRICTED
    field_classes = {"moved": FieldClass.INTERNAL, "why": FieldClass.CONFIDENTIAL}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kept = models.ForeignKey(Official, models.PROTECT, related_name="merges", verbose_name=_("kept"))
    gone = models.ForeignKey(Official, models.PROTECT, related_name="merged_away", verbose_name=_("merged into it"))
    why = EncryptedTextField(_("why"), blank=True)
    moved = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("merge of officials")
        verbose_name_plural = _("merges of officials")
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_of_two"),
            models.UniqueConstraint(fields=["gone"], condition=models.Q(undone_at=None), name="merge_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"MG-{random_code(6)}", lambda text: OfficialMerge.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)
