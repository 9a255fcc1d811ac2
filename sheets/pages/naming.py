"""The form of what columns mean, filled: with what is stored, with a ready mapping, or with what somebody sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cases.services.assigning import possible_leads
from sheets.forms.naming import NamingForm
from sheets.models import SheetImport
from sheets.pages.not_understood import asks_for_dates, heaps_of, words_of
from sheets.pages.two_readings import first_ambiguous
from sheets.ready import READY
from sheets.shapes import Look, Mapping
from sheets.vocabulary import SheetKind


def naming_form(sheet: SheetImport, data: Any = None, *, ready: str = "") -> NamingForm:
    look = sheet.looked_at
    assert look is not None
    heaps = heaps_of(sheet)
    asked = asks_for_dates(heaps)
    return NamingForm(
        data,
        kind=SheetKind(sheet.kind),
        look=look,
        mapping=_ready_mapping(ready, sheet, look) or sheet.means,
        words=words_of(sheet, heaps),
        leads=possible_leads(sheet.by),
        ambiguous=first_ambiguous([asked.trouble.text] if asked else [cell for row in look.samples for cell in row]),
    )


def _ready_mapping(ready: str, sheet: SheetImport, look: Look) -> Mapping | None:
    """A mapping that is known beforehand, with what was said for every row."""
    if ready not in READY or READY[ready].kind != sheet.kind:
        return None
    meant = READY[ready].meant(look)
    return replace(meant, always={**sheet.means.always, **meant.always})
