"""What is remembered from one import to the next: what columns mean, and which row became which case."""

from __future__ import annotations

from django.db import models
from django.utils.crypto import salted_hmac

from accounts.models import Organisation
from cases.models import Case
from core.classes import FieldClass
from core.fields import EncryptedJSONField
from sheets.models.sheet_import import SheetImport
from sheets.shapes import Mapping
from sheets.vocabulary import SheetKind


def digest_of(text: str) -> str:
    """A text that only the house can recognise again: keys may be names."""
    return salted_hmac("sheets.row-key", text, algorithm="sha256").hexdigest()


class KnownMapping(models.Model):
    """What an organisation said the columns of a sheet mean, known again by its headings."""

    field_class = FieldClass.INTERNAL
    field_classes = {"mapping": FieldClass.CONFIDENTIAL}

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=SheetKind)
    headings = models.CharField(max_length=64)  # digest of the headings, in any order
    mapping = EncryptedJSONField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "headings"], name="known_mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.kind}"

    @property
    def means(self) -> Mapping:
        return Mapping.from_json(self.mapping or {})


class RowKey(models.Model):
    """By what a row is known again: the organisation's own number (`what` is its column), or who and when ("who")."""

    field_class = FieldClass.INTERNAL

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    what = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(SheetImport, models.SET_NULL, null=True, related_name="keys")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "what", "digest", "case"], name="row_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.case_id}"
