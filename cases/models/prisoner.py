"""A prisoner: who they are, under which names, and who might act for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from cases.models.reference import Category
from cases.visibility import case_door
from cases.vocabulary import Gender, NameKind
from core.classes import FieldClass
from core.fields import EncryptedTextField
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code
from core.search_keys import loose_key, search_key
from core.searching import every_word


class PrisonerQuerySet(models.QuerySet["Prisoner"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Prisoners of cases that `user` may see, and those of their own organisation without a case."""
        if not user.is_authenticated:
            return self.none()
        cases = apps.get_model("cases", "Case")._default_manager.filter(prisoner=OuterRef("pk"))
        seen = Exists(cases.filter(case_door(user)))
        return self.filter(seen | Q(added_by_organisation=user.organisation_id) & ~Exists(cases))

    def kept_by(self, user: User) -> Self:
        """Prisoners whose record `user` may change: their organisation added them, or owns a case that `user` sees."""
        cases = apps.get_model("cases", "Case")._default_manager.filter(prisoner=OuterRef("pk"))
        owned = Exists(cases.filter(case_door(user), owner=user.organisation_id))
        return self.filter(Q(added_by_organisation=user.organisation_id) | owned)

    def matching(self, text: str) -> Self:
        """Every word of `text`, in any script, is found in one of the prisoner's names."""
        return self.filter(every_word(text))


class Prisoner(models.Model):
    """A person jailed, or threatened with jail, for what they said or who they are."""

    field_class = FieldClass.PUBLIC
    field_classes = {
        "restricted_notes": FieldClass.CONFIDENTIAL,
        "key": FieldClass.INTERNAL,
        "added_by": FieldClass.RESTRICTED,
        "added_by_organisation": FieldClass.RESTRICTED,
    }

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=160)
    native_name = models.CharField(_("name in original script"), max_length=160, blank=True)
    gender = models.CharField(_("gender"), max_length=8, choices=Gender, default=Gender.UNKNOWN)
    birth = PartialDateField(verbose_name=_("born"), null=True, blank=True)
    categories = models.ManyToManyField(Category, blank=True, related_name="prisoners", verbose_name=_("categories"))
    biography = models.TextField(_("short public biography"), blank=True)
    restricted_notes = EncryptedTextField(_("restricted notes"), blank=True)
    key = models.TextField(editable=False, default="")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )
    added_by_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("added by organisation")
    )

    objects = PrisonerQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["key"], m2m_fields=[categories])

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="prisoner_name")]
        verbose_name = _("prisoner")
        verbose_name_plural = _("prisoners")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                self.new_reference, lambda text: Prisoner.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("cases:prisoner", args=[self.reference])

    def new_reference(self) -> str:
        return f"P-{random_code(5)}"

    def all_names(self) -> list[str]:
        """The name, the name in original script and every other name, without repeats."""
        return different([self.name, self.native_name, *(other.text for other in self.other_names.all())])

    def search_text(self) -> str:
        """The key that search looks in: every name, in words and in likeness."""
        return text_to_search(self.all_names())


def different(names: Iterable[str]) -> list[str]:
    """The names that are not empty, without repeats."""
    return list(dict.fromkeys(name for name in names if name))


def text_to_search(names: list[str]) -> str:
    """What search looks in for somebody of these names."""
    return " | ".join([*map(search_key, names), *{f"~{loose_key(name)}" for name in names}])


class PrisonerName(models.Model):
    """Another name of a prisoner: pen name, name at birth, another spelling."""

    field_class = FieldClass.PUBLIC

    prisoner = models.ForeignKey(Prisoner, models.CASCADE, related_name="other_names")
    text = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=16, choices=NameKind, default=NameKind.ALSO_KNOWN_AS)
    language = models.CharField(_("language or script"), max_length=20, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["prisoner", "text"], name="prisoner_name_once")]

    def __str__(self) -> str:
        return self.text


class Tie(models.TextChoices):
    NATIONAL = "national", _("National of")
    RESIDENT = "resident", _("Resident of")


class CountryTie(models.Model):
    """A country that might act for the prisoner, because they are its national or resident."""

    field_class = FieldClass.PUBLIC

    prisoner = models.ForeignKey(Prisoner, models.CASCADE, related_name="ties")
    country = models.CharField(_("country"), max_length=8)
    tie = models.CharField(_("tie"), max_length=12, choices=Tie, default=Tie.NATIONAL)

    class Meta:
        ordering = ["tie", "pk"]
        constraints = [models.UniqueConstraint(fields=["prisoner", "country", "tie"], name="country_tie_once")]
        indexes = [models.Index(fields=["country", "tie"], name="country_tie")]

    def __str__(self) -> str:
        return f"{self.country} ({self.get_tie_display()})"
