"""Applying a sheet of actions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

from accounts.models import Organisation
from advocacy.services.logging import log_with_sources
from cases.models import Case
from sheets.applying.on_cases import Made, one_by_one
from sheets.columns.actions import action_data
from sheets.models import SheetImport, SheetRow
from sheets.shapes import Planned


def apply_actions(sheet: SheetImport, rows: Iterator[SheetRow], told: Callable[[int], None]) -> None:
    """Log each act; somebody else's stands on the timeline of its case too, with its source."""
    known = {one.slug: one for one in Organisation.objects.all()}

    def log(planned: Planned, case: Case) -> Made:
        data, citations = action_data(planned.values, planned.notes, known)
        key = uuid.uuid5(_key_of(sheet), str(planned.number))
        action = log_with_sources(data=data, citations=citations, cases=[case], by=sheet.by, form_key=key)
        updates = action.links.filter(update__isnull=False).values_list("update", flat=True)
        return {"action": [action.pk], "update": list(updates)}

    one_by_one(sheet, rows, told, log)


def _key_of(sheet: SheetImport) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, sheet.reference)
