"""What every record with a level has in common."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.vocabulary import Level

http_only = URLValidator(schemes=["http", "https"])


class Levelled(models.Model):
    """A record that says who may see it. `named` counts only where the level is sealed."""

    level = models.CharField(_("who may see it"), max_length=12, choices=Level, default=Level.TEAM)
    named = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("people named for a sealed record")
    )

    class Meta:
        abstract = True
