"""Sources, and what each says about one update or involvement."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from cases.models.base import Levelled, http_only
from cases.models.case import Case
from cases.models.official import Involvement
from cases.models.update import Update
from cases.visibility import child_door, readable
from cases.vocabulary import Connection, Level, Reliability, SourceKind
from core.classes import FieldClass
from core.fields import EncryptedTextField
from core.partial_dates import PartialDateField


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door. What was published is seen with a citation of it; what somebody told, by its case's members."""
        if not user.is_authenticated:
            return self.none()
        cited = Exists(Citation.objects.visible_to(user).filter(source=OuterRef("pk")))
        return self.filter(Q(case=None) & cited | Q(case__isnull=False) & child_door(user, "Source"))


class Source(Levelled):
    """Where a claim comes from: something published, or somebody who told it.

    `origin` names the source this one copies: copies of one report count as one source.
    Who told it is confidential: encrypted, tied to one case, and seen by that case's members only.
    """

    field_class = FieldClass.PUBLIC
    field_classes = {
        "told_by": FieldClass.CONFIDENTIAL,
        "connection": FieldClass.CONFIDENTIAL,
        "organisation": FieldClass.RESTRICTED,
    }

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sources")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="sources")
    kind = models.CharField(_("kind of source"), max_length=16, choices=SourceKind, default=SourceKind.NEWS)
    title = models.CharField(_("title"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    address = models.URLField(_("address"), max_length=1000, blank=True, validators=[http_only])
    published = PartialDateField(verbose_name=_("published"), null=True, blank=True)
    told_by = EncryptedTextField(_("told by"), blank=True)
    connection = models.CharField(_("connection"), max_length=12, choices=Connection, default=Connection.UNKNOWN)
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name=_("copied from")
    )

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(told_by="") | Q(case__isnull=False) & Q(level__in=[Level.RESTRICTED, Level.SEALED]),
                name="source_told_by_is_restricted",
            ),
            models.CheckConstraint(
                condition=~Q(told_by="") | ~Q(title="") | ~Q(address="") | ~Q(publisher=""), name="source_says_who"
            ),
            models.CheckConstraint(condition=~Q(origin=models.F("id")), name="source_no_copy_of_itself"),
        ]
        indexes = [models.Index(fields=["organisation", "address"], name="source_address")]

    def __str__(self) -> str:
        return self.title or self.publisher or self.address or str(_("A person"))

    @property
    def root(self) -> int:
        """The key of the report this one goes back to: itself, unless it is a copy. Not stored yet, it is its own."""
        return self.origin_id or self.pk or id(self.origin or self)


class CitationQuerySet(models.QuerySet["Citation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: by the citation's own level, and by the update or involvement it stands under."""
        of_update = Q(update__isnull=False) & (
            readable(user, "Citation", case="update__case__")
            & child_door(user, "Update", record="update__", case="update__case__")
        )
        of_involvement = Q(involvement__isnull=False) & (
            readable(user, "Citation", case="involvement__case__")
            & child_door(user, "Involvement", record="involvement__", case="involvement__case__")
        )
        return self.filter(of_update | of_involvement)


class Citation(Levelled):
    """What one source says about one update (or one involvement), where it differs with its own date or figure."""

    field_class = FieldClass.PUBLIC
    field_classes = {"file_hash": FieldClass.RESTRICTED, "reliability": FieldClass.RESTRICTED}

    update = models.ForeignKey(Update, models.CASCADE, null=True, related_name="citations")
    involvement = models.ForeignKey(Involvement, models.CASCADE, null=True, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", verbose_name=_("source"))
    says = models.CharField(_("what it says"), max_length=300, blank=True)
    says_when = PartialDateField(verbose_name=_("the day it gives"), null=True, blank=True)
    figure = models.CharField(_("the figure it gives"), max_length=80, blank=True)
    reliability = models.CharField(_("reliability"), max_length=20, choices=Reliability, default=Reliability.UNKNOWN)
    quotation = models.CharField(_("quotation"), max_length=500, blank=True)
    archived = models.URLField(_("archived copy"), max_length=1000, blank=True, validators=[http_only])
    file_hash = models.CharField(_("SHA-256 of the file kept"), max_length=64, blank=True)

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                condition=Q(update__isnull=False, involvement=None) | Q(update=None, involvement__isnull=False),
                name="citation_of_one_thing",
            ),
            models.UniqueConstraint(fields=["update", "source"], name="citation_once_per_update"),
            models.UniqueConstraint(fields=["involvement", "source"], name="citation_once_per_involvement"),
        ]

    def __str__(self) -> str:
        return self.says or str(self.source)

    # What `cases.grading` asks of a citation is its source's.
    @property
    def kind(self) -> str:
        return self.source.kind

    @property
    def root(self) -> int:
        return self.source.root

    @property
    def connection(self) -> str:
        return self.source.connection
