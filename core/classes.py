"""Field classes: what API, exports and dossier obey.

A model states one class for all its fields as `field_class`; fields that differ are named in `field_classes`.
"""

from enum import StrEnum

from django.db import models


class FieldClass(StrEnum):
    """How far a field's value may travel."""

    PUBLIC = "public"  # may stand on a public page, once consent covers it
    RESTRICTED = "restricted"  # stays inside the organisations that work on the record
    CONFIDENTIAL = "confidential"  # never leaves by export, API, mail or dossier
    INTERNAL = "internal"  # bookkeeping of the house: keys, positions, search keys


def class_of(model: type[models.Model], field_name: str) -> FieldClass | None:
    """The class of one field, or None when its model states none."""
    own: dict[str, FieldClass] = getattr(model, "field_classes", {})
    return own.get(field_name, getattr(model, "field_class", None))
