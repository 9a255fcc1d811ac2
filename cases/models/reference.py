"""Reference tables: states, categories, facilities and statutes, edited in the admin."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.reference_words import in_own_words, state_name
from cases.vocabulary import ChargeCategory, FacilityKind
from core.classes import FieldClass


class DetainingState(models.Model):
    """A state that detains, by ISO 3166 code, or a de-facto authority by a code of our own (`X…`)."""

    field_class = FieldClass.PUBLIC

    code = models.CharField(_("code"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    notes = models.TextField(_("notes on courts and prisons"), blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("detaining state")
        verbose_name_plural = _("detaining states")

    def __str__(self) -> str:
        return state_name(self.code, self.name)

    @property
    def region_name(self) -> str:
        return in_own_words(self.region)


class Category(models.Model):
    """Who a prisoner is: journalist, lawyer, human-rights defender …"""

    field_class = FieldClass.PUBLIC

    code = models.SlugField(_("code"), max_length=40, unique=True)
    label = models.CharField(_("label"), max_length=80, unique=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["label"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return in_own_words(self.label)


class Facility(models.Model):
    """A place where people are held. Nothing finer than the facility is ever kept."""

    field_class = FieldClass.PUBLIC

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=160)
    state = models.ForeignKey(
        DetainingState, models.PROTECT, related_name="facilities", verbose_name=_("detaining state")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=FacilityKind, default=FacilityKind.OTHER)
    locality = models.CharField(_("town or region"), max_length=120, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["state", "name"], name="facility_name_once_per_state")]
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")

    def __str__(self) -> str:
        return f"{self.name}, {self.locality}" if self.locality else self.name


class Statute(models.Model):
    """An article of a state's law, with the category of charge it stands for."""

    field_class = FieldClass.PUBLIC

    state = models.ForeignKey(
        DetainingState, models.PROTECT, related_name="statutes", verbose_name=_("detaining state")
    )
    article = models.CharField(_("article"), max_length=100)
    title = models.CharField(_("title"), max_length=200, blank=True)
    category = models.CharField(_("charge category"), max_length=32, choices=ChargeCategory)

    history = HistoricalRecords()

    class Meta:
        ordering = ["state", "article"]
        constraints = [models.UniqueConstraint(fields=["state", "article"], name="statute_once_per_state")]
        verbose_name = _("statute")
        verbose_name_plural = _("statutes")

    def __str__(self) -> str:
        return f"{self.article} ({self.state.code})"
