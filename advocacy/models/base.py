"""What every record that hangs on one or several cases has in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.models.base import Levelled


class OnCases(Levelled):
    """A record on one or several cases, all of one owner organisation. Concrete models add `cases`."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("owner"))

    class Meta:
        abstract = True
