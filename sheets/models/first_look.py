"""The first look: cases brought in that their lead has not gone through yet."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Case
from core.classes import FieldClass
from sheets.models.sheet_import import SheetImport


class FirstLookQuerySet(models.QuerySet["FirstLook"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: of cases that `user` may see."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def waiting_for(self, user: User) -> Self:
        """Of cases that `user` leads, and nobody has gone through yet."""
        return self.visible_to(user).filter(case__lead=user, looked_at=None)


class FirstLook(models.Model):
    """Whether somebody has gone through a case that was brought in; until then no alert of it opens, for 14 days."""

    field_class = FieldClass.RESTRICTED

    case = models.OneToOneField(Case, models.CASCADE, related_name="first_look", verbose_name=_("case"))
    sheet = models.ForeignKey(SheetImport, models.SET_NULL, null=True, related_name="first_looks")
    looked_at = models.DateTimeField(_("looked at"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = FirstLookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case"], condition=models.Q(looked_at=None), name="first_look_waiting")]

    def __str__(self) -> str:
        return f"{self.case.reference}"
