"""Sanctions programmes: which jurisdiction may list whom, on what legal basis, with what measures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.classes import FieldClass


class Programme(models.Model):
    """A law under which a jurisdiction lists people, by the key that the field uses for it.

    `tags` are the words by which published lists name it, one a line; a tag that no programme has makes one of its own
    as soon as an official of ours is listed under it.
    """

    field_class = FieldClass.PUBLIC

    key = models.CharField(_("key"), max_length=60, unique=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=8, help_text=_("ISO code, or EU"))
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    measures = models.CharField(_("measures"), max_length=120, blank=True)
    thematic = models.BooleanField(
        _("thematic"), default=False, help_text=_("For human rights anywhere, not a country")
    )
    tags = models.TextField(_("tags in lists"), blank=True, help_text=_("One a line, as the lists publish them."))
    notes = models.TextField(_("what to know"), blank=True)
    legal_test = models.TextField(_("legal test"), blank=True)
    standard = models.CharField(_("standard of proof"), max_length=200, blank=True)
    route = models.TextField(_("route and office"), blank=True)
    evidence_reaches = models.BooleanField(
        _("evidence may reach the listed person"), default=False, help_text=_("In litigation the file is disclosed.")
    )
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["jurisdiction", "key"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return f"{self.key}: {self.legal_basis}"

    @property
    def tag_list(self) -> list[str]:
        return [tag.strip() for tag in self.tags.splitlines() if tag.strip()]


class ProgrammeDate(models.Model):
    """A day on which a programme comes up every year, or once: a renewal, a report, an end."""

    field_class = FieldClass.PUBLIC

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="dates", verbose_name=_("programme"))
    what = models.CharField(_("what is due"), max_length=160)
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True, help_text=_("Empty: some day of the month"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, help_text=_("Empty: every year"))
    renewal = models.BooleanField(_("a renewal"), default=False, help_text=_("Without it the listings end."))
    source = models.CharField(_("source"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["month", "day", "pk"]
        verbose_name = _("date of a programme")
        verbose_name_plural = _("dates of programmes")
        constraints = [
            models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="programme_date_month"),
            models.CheckConstraint(
                condition=models.Q(day=None) | models.Q(day__range=(1, 31)), name="programme_date_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.key}: {self.what}"


class WatchedJurisdiction(models.Model):
    """A jurisdiction whose listings we hold against others': a column of the matrix, and what rule R20 asks about."""

    field_class = FieldClass.PUBLIC

    code = models.CharField(_("jurisdiction"), max_length=8, unique=True, help_text=_("ISO code, or EU"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("watched jurisdiction")
        verbose_name_plural = _("watched jurisdictions")

    def __str__(self) -> str:
        return self.code

    @classmethod
    def codes(cls) -> list[str]:
        """All of them, in their order."""
        return list(cls.objects.values_list("code", flat=True))
