"""Applying a sheet of key dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Case, KeyDate
from cases.services.dates import enter_key_date, postpone_key_date
from sheets.applying.on_cases import Made, one_by_one
from sheets.models import SheetImport, SheetRow
from sheets.planning.dates import expected_data
from sheets.shapes import Planned


def apply_dates(sheet: SheetImport, rows: Iterator[SheetRow], told: Callable[[int], None]) -> None:
    """Enter each date, or move the one that is meant."""

    def settle(planned: Planned, case: Case) -> Made:
        return _move(sheet, planned) if planned.record else _enter(sheet, planned, case)

    one_by_one(sheet, rows, told, settle)


def _enter(sheet: SheetImport, planned: Planned, case: Case) -> Made:
    data = expected_data(planned.values)
    key_date = enter_key_date(
        case=case, kind=data.kind, due=data.due, summary=data.summary, level=data.level, by=sheet.by
    )
    return {"keydate": [key_date.pk]}


def _move(sheet: SheetImport, planned: Planned) -> Made:
    """Raises ValidationError where somebody has moved or settled it since it was compared."""
    was = planned.changes[0].was
    seen = KeyDate.objects.visible_to(sheet.by).open().select_for_update(of=("self",))
    key_date = seen.filter(reference=planned.record).first()
    if key_date is None or key_date.due.to_edtf() != was:
        raise ValidationError(_("Somebody has moved or settled this date meanwhile."))
    why = _("Sheet %(reference)s") % {"reference": sheet.reference}
    postpone_key_date(key_date=key_date, due=expected_data(planned.values).due, why=why, by=sheet.by)
    return {"moved": [key_date.pk, was]}
