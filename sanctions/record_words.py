"""The fields of a list's record, and their values, in words: `sanctions.lists.shapes.ParsedEntry` for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases.vocabulary import Gender
from sanctions.explaining import plain_birth

WORDS = {
    "list_id": _("Key in the list"),
    "number": _("Number"),
    "kind": _("Kind"),
    "names": _("Names"),
    "listings": _("Listings"),
    "births": _("Born"),
    "birth_places": _("Place of birth"),
    "nationalities": _("Nationalities"),
    "gender": _("Gender"),
    "positions": _("Positions"),
    "identifiers": _("Numbers"),
    "addresses": _("Addresses"),
    "linked_to": _("Linked to"),
    "reasons": _("Reasons given"),
    "remarks": _("Remarks"),
    "also_known_by": _("Number in another list"),
    "raw": _("Row as published"),
    "tax": _("Tax number"),
    "passport": _("Passport"),
}
#: Of a value with parts, those that a person reads, in this order.
READ = ("text", "tag", "on", "kind", "value", "country", "measures")


def field_word(name: str) -> str:
    """What a field of a record, or a kind of number, is called."""
    return str(WORDS.get(name) or name.replace("_", " "))


def said(name: str, value: Any) -> str:
    """The value of a field as one line; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(said(name, one) for one in value)
    if isinstance(value, Mapping):
        parts = [value[part] for part in READ if value.get(part) and not (name == "names" and part == "kind")]
        return ", ".join(said("", part) for part in parts or value.values())
    if name == "births":
        return plain_birth(str(value))
    if name == "nationalities":
        return str(countries.name(str(value)) or value)
    if name == "gender":
        return str(dict(Gender.choices).get(value, value))
    return str(value)
