"""An import of one sheet: its file, what its columns mean, what becomes of each row."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from cases.models import Case
from core.classes import FieldClass
from core.fields import EncryptedJSONField
from core.kept_files import FilePart
from core.references import free_reference, random_code
from sheets.shapes import Look, Mapping, Planned
from sheets.vocabulary import UNDER_WAY, ImportState, SheetKind, Verdict


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: whoever brought the sheet in. Its rows may hold more than any colleague may read."""
        return self.filter(by=user.pk) if user.is_authenticated else self.none()

    def under_way(self) -> Self:
        """Imports that a worker has in hand, or should take."""
        return self.filter(state__in=UNDER_WAY)


class SheetImport(models.Model):
    """One sheet on its way in. `look` and `mapping` are those of `sheets.shapes`; counts are of rows."""

    field_class = FieldClass.RESTRICTED
    field_classes = {
        "look": FieldClass.CONFIDENTIAL,
        "mapping": FieldClass.CONFIDENTIAL,
        "message": FieldClass.CONFIDENTIAL,
        "leased_until": FieldClass.INTERNAL,
        "tries": FieldClass.INTERNAL,
    }

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("what each row is"), max_length=12, choices=SheetKind, default=SheetKind.CASES)
    state = models.CharField(_("state"), max_length=12, choices=ImportState, default=ImportState.OPENING)
    file_name = models.CharField(_("file"), max_length=200)
    file_hash = models.CharField(_("SHA-256"), max_length=64, blank=True)
    look = EncryptedJSONField(null=True)
    mapping = EncryptedJSONField(null=True)
    message = EncryptedJSONField(null=True)
    rows = models.PositiveIntegerField(_("rows read"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    alike = models.PositiveIntegerField(_("possible duplicates"), default=0)
    rejected = models.PositiveIntegerField(_("to mend"), default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, editable=False)
    #: How often a worker took it in hand: a file that ends its workers is not tried for ever.
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("for"))
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        indexes = [models.Index(fields=["by", "-id"], name="sheet_import_by")]

    def __str__(self) -> str:
        return f"{self.reference} {self.file_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"I-{random_code(7)}", lambda text: SheetImport.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sheets:sheet", args=[self.reference])

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def looked_at(self) -> Look | None:
        """What the file holds; while it is opened, `look` at most names the sheet that is wanted."""
        return Look.from_json(self.look) if self.look and self.state != ImportState.OPENING else None

    @property
    def means(self) -> Mapping:
        return Mapping.from_json(self.mapping or {})

    @property
    def counts(self) -> dict[str, int]:
        """By the words that `import_cases --json` prints."""
        names = ("added", "changed", "unchanged", "alike", "rejected")
        return {name: getattr(self, name) for name in names}


class SheetPart(FilePart):
    """A part of the file, kept until the import is over."""

    sealed = True

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="files")

    class Meta:
        ordering = ["sheet", "name", "number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "name", "number"], name="sheet_part_once")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"


class SheetRow(models.Model):
    """What becomes of one row. `plan` is a `sheets.shapes.Planned`; `undo` what is needed to take a change back.

    `choice`: what somebody said of a possible duplicate (`sheets.vocabulary.Choice`, or the reference of a case).
    """

    field_class = FieldClass.RESTRICTED
    field_classes = {"plan": FieldClass.CONFIDENTIAL, "undo": FieldClass.CONFIDENTIAL}

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="planned")
    number = models.PositiveIntegerField(_("row"))
    verdict = models.CharField(_("what becomes of it"), max_length=8, choices=Verdict)
    troubled = models.BooleanField(default=False)
    plan = EncryptedJSONField(null=True)
    choice = models.CharField(max_length=16, blank=True)
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    made = models.BooleanField(default=False)  # the case was added by this row
    undo = EncryptedJSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="sheet_row_once")]
        indexes = [models.Index(fields=["sheet", "verdict", "number"], name="sheet_row_verdict")]

    def __str__(self) -> str:
        return f"{self.sheet} row {self.number}"

    @property
    def planned(self) -> Planned:
        return Planned.from_json(self.plan or {})
