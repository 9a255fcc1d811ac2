"""Officials and bodies responsible, and their involvement in cases."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from cases.models.base import Levelled, http_only
from cases.models.case import Case
from cases.models.reference import DetainingState
from cases.visibility import child_door
from cases.vocabulary import Degree, Gender, Grade, NameKind, OfficialFunction, OfficialKind, RelationKind, Seniority
from core.classes import FieldClass
from core.partial_dates import PartialDateField
from core.references import free_reference, random_code
from core.search_keys import search_key
from core.searching import every_word


class OfficialQuerySet(models.QuerySet["Official"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Officials of involvements that `user` may see, and those their own organisation added without one."""
        if not user.is_authenticated:
            return self.none()
        involvements = Involvement.objects.filter(official=OuterRef("pk"))
        seen = Exists(Involvement.objects.visible_to(user).filter(official=OuterRef("pk")))
        ours = Q(added_by_organisation=user.organisation_id) & ~Exists(involvements)
        return self.filter(seen | ours, merged_into=None)

    def matching(self, text: str) -> Self:
        """Every word of `text`, in any script, is found in one of the official's names."""
        return self.filter(every_word(text))


class Official(models.Model):
    """A person or body said to be responsible for a detention."""

    field_class = FieldClass.PUBLIC
    field_classes = {"key": FieldClass.INTERNAL, "added_by_organisation": FieldClass.RESTRICTED}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("person or body"), max_length=8, choices=OfficialKind, default=OfficialKind.PERSON)
    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("name in original script"), max_length=200, blank=True)
    state = models.ForeignKey(
        DetainingState, models.PROTECT, related_name="officials", verbose_name=pgettext_lazy("country", "state")
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    birth = PartialDateField(verbose_name=_("born"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=8, choices=Gender, default=Gender.UNKNOWN)
    seniority = models.PositiveSmallIntegerField(_("seniority"), choices=Seniority, default=Seniority.UNKNOWN)
    photo_place = models.URLField(_("where a picture is"), max_length=500, blank=True, validators=[http_only])
    caution = models.CharField(_("take care"), max_length=300, blank=True, help_text=_("Namesakes, disputed facts."))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    key = models.TextField(editable=False, default="")
    added_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    objects = OfficialQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["key"])

    class Meta:
        ordering = ["name"]
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                self.new_reference, lambda text: Official.objects.filter(reference=text).exists()
            )
        self.key = self.search_text()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sanctions:official", args=[self.reference])

    def new_reference(self) -> str:
        return f"O-{random_code(6)}"

    def all_names(self) -> list[str]:
        """The name, the name in original script and every other name, without repeats."""
        others = [other.text for other in self.other_names.all()] if self.pk else []
        return list(dict.fromkeys(name for name in [self.name, self.native_name, *others] if name))

    def search_text(self) -> str:
        return " | ".join(search_key(name) for name in self.all_names())


class OfficialName(models.Model):
    """Another name of an official: another spelling, another script, a former name."""

    field_class = FieldClass.PUBLIC

    official = models.ForeignKey(Official, models.CASCADE, related_name="other_names")
    text = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=NameKind, default=NameKind.TRANSLITERATION)
    language = models.CharField(_("language or script"), max_length=20, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["official", "text"], name="official_name_once")]

    def __str__(self) -> str:
        return self.text


class OfficialPosition(models.Model):
    """What an official was, from when to when, and who says so."""

    field_class = FieldClass.PUBLIC

    official = models.ForeignKey(Official, models.CASCADE, related_name="positions")
    title = models.CharField(_("position"), max_length=200)
    body = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("at which body")
    )
    since = PartialDateField(verbose_name=_("from"), null=True, blank=True)
    until = PartialDateField(verbose_name=_("to"), null=True, blank=True)
    cited_title = models.CharField(_("source"), max_length=300)
    cited_address = models.URLField(_("address"), max_length=1000, blank=True, validators=[http_only])

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="official_position_named")]

    def __str__(self) -> str:
        return self.title


class OfficialRelation(models.Model):
    """Who somebody is to an official: family, associates and subordinates may be targets of their own."""

    field_class = FieldClass.PUBLIC

    official = models.ForeignKey(Official, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Official, models.PROTECT, related_name="related_to", verbose_name=_("who"))
    kind = models.CharField(_("as"), max_length=12, choices=RelationKind)
    note = models.CharField(_("what is known"), max_length=200, blank=True)
    cited_title = models.CharField(_("source"), max_length=300)
    cited_address = models.URLField(_("address"), max_length=1000, blank=True, validators=[http_only])

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(fields=["official", "other", "kind"], name="official_relation_once"),
            models.CheckConstraint(condition=~Q(official=models.F("other")), name="official_relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.other}: {self.get_kind_display()}"


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door. Outside the owner organisation only what a second person approved is shown."""
        if not user.is_authenticated:
            return self.none()
        shown = Q(case__owner=user.organisation_id) | Q(approved_at__isnull=False)
        return self.filter(child_door(user, "Involvement") & shown)


class Involvement(Levelled):
    """In what function an official took part in a case. Shown as alleged until somebody else approved it."""

    field_class = FieldClass.PUBLIC
    field_classes = {
        "note": FieldClass.RESTRICTED,
        "proposed_by": FieldClass.RESTRICTED,
        "approved_by": FieldClass.RESTRICTED,
    }

    official = models.ForeignKey(Official, models.PROTECT, related_name="involvements", verbose_name=_("official"))
    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements", verbose_name=_("case"))
    function = models.CharField(_("function"), max_length=20, choices=OfficialFunction)
    degree = models.CharField(_("degree"), max_length=20, choices=Degree, default=Degree.UNKNOWN)
    since = PartialDateField(verbose_name=_("from"), null=True, blank=True)
    until = PartialDateField(verbose_name=_("to"), null=True, blank=True)
    note = models.CharField(_("what they did"), max_length=300, blank=True)
    grade = models.CharField(_("how well established"), max_length=24, choices=Grade, default=Grade.UNVERIFIED)
    known_on = models.DateField(_("known to us since"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    objects = InvolvementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        constraints = [
            models.UniqueConstraint(fields=["official", "case", "function"], name="involvement_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")),
                name="involvement_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="involvement_approval_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.get_function_display()}"
