"""Searches: when somebody last looked for what a jurisdiction did about a case. "Not recorded" is worth no more."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User
from cases.models import Case
from cases.visibility import case_door
from core.classes import FieldClass


class SearchQuerySet(models.QuerySet["Search"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: whoever sees the case."""
        return self.filter(case_door(user, "case__"))


class Search(models.Model):
    """Somebody looked, on a day, in named places, for acts of one jurisdiction about one case."""

    field_class = FieldClass.RESTRICTED

    case = models.ForeignKey(Case, models.PROTECT, related_name="searches", verbose_name=_("case"))
    jurisdiction = models.CharField(_("jurisdiction"), max_length=8)
    searched_on = models.DateField(_("searched on"))
    where = models.CharField(_("where"), max_length=300)
    found = models.CharField(_("what was found"), max_length=300, blank=True)
    searched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SearchQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-searched_on", "-pk"]
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.CheckConstraint(condition=~Q(where="") & ~Q(jurisdiction=""), name="search_says_where")]
        indexes = [models.Index(fields=["case", "jurisdiction", "-searched_on"], name="search_latest")]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.searched_on}"
