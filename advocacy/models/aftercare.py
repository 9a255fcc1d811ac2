"""What is owed after a release: four things, each ticked on a day by somebody."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from advocacy.vocabulary import AftercareTask
from cases.models import Case
from cases.visibility import case_door
from core.classes import FieldClass


class AftercareQuerySet(models.QuerySet["Aftercare"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: whoever sees the case."""
        return self.filter(case_door(user, "case__"))


class Aftercare(models.Model):
    """One of the four things that are owed after a release, done on a day. What has no row is still to do."""

    field_class = FieldClass.RESTRICTED

    case = models.ForeignKey(Case, models.CASCADE, related_name="aftercare", verbose_name=_("case"))
    task = models.CharField(_("what was done"), max_length=12, choices=AftercareTask)
    done_on = models.DateField(_("done on"))
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AftercareQuerySet.as_manager()

    class Meta:
        ordering = ["case", "task"]
        verbose_name = _("step after a release")
        verbose_name_plural = _("steps after a release")
        constraints = [models.UniqueConstraint(fields=["case", "task"], name="aftercare_once")]

    def __str__(self) -> str:
        return self.get_task_display()
