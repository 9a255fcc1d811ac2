"""The fields of a list's record, and their values, in words: `sanctions.lists.shapes.ParsedEntry` for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.vocabulary import Gender
from core.country_names import country_or_code
from sanctions.pages.explaining import plain_birth

WORDS = {
    "list_id": gettext_lazy("Key in the list"),
    "number": gettext_lazy("Number"),
    "kind": gettext_lazy("Kind"),
    "names": gettext_lazy("Names"),
    "listings": gettext_lazy("Listings"),
    "births": gettext_lazy("Born"),
    "birth_places": gettext_lazy("Place of birth"),
    "nationalities": gettext_lazy("Nationalities"),
    "gender": gettext_lazy("Gender"),
    "positions": gettext_lazy("Positions"),
    "identifiers": gettext_lazy("Numbers"),
    "addresses": gettext_lazy("Addresses"),
    "linked_to": gettext_lazy("Linked to"),
    "reasons": gettext_lazy("Reasons given"),
    "remarks": gettext_lazy("Remarks"),
    "also_known_by": gettext_lazy("Number in another list"),
    "raw": gettext_lazy("Row as published"),
    "tax": gettext_lazy("Tax number"),
    "passport": gettext_lazy("Passport"),
    "driver": gettext_lazy("Driving licence"),
    "travel": gettext_lazy("Travel document"),
    "registration": gettext_lazy("Registration number"),
    "vessel": gettext_lazy("Ship number (IMO)"),
    "national": gettext_lazy("National number"),
}
#: Of a value with parts, those that a person reads, in this order.
READ = ("text", "tag", "on", "kind", "value", "country", "measures")


def field_word(name: str) -> str:
    """What a field of a record, or a kind of number, is called."""
    return str(WORDS.get(name) or name.replace("_", " "))


def standing_of_name(name: Mapping[str, Any]) -> str:
    """How a name stands in its entry, where it is not simply the name of it; "" for that one."""
    if name.get("weak"):
        return _("weak alias")
    return {"primary": "", "former": _("former name")}.get(name.get("kind", ""), _("alias"))


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
        return country_or_code(str(value))
    if name == "gender":
        return str(dict(Gender.choices).get(value, value))
    return str(value)
