"""How somebody wants a list to be shown."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.classes import FieldClass


class ListPreference(models.Model):
    """What one person chose for one list; the app that has the list says what may be chosen and reads it."""

    field_class = FieldClass.RESTRICTED

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="list_preferences")
    name = models.CharField(_("which list"), max_length=24)
    chosen = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="list_preference_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.name}"
