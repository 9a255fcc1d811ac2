"""What applying the rows of updates, actions, officials and dates has in common: each hangs on one case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Case
from core.rows_at_once import batches
from sheets.applying.base import Moved
from sheets.models import SheetImport, SheetRow
from sheets.shapes import Planned

AT_ONCE = 200
#: What a row makes: the keys of rows by their model's name, as `sheets.applying.taking_back` reads them.
Made = dict[str, Any]


def cases_named(sheet: SheetImport, references: Collection[str]) -> dict[str, Case]:
    """The cases of `references` that whoever brought the sheet may see still."""
    cases = Case.objects.visible_to(sheet.by).filter(reference__in=references)
    return {case.reference: case for case in cases.select_related("prisoner", "state", "owner")}


def case_of(row: SheetRow, planned: Planned, cases: dict[str, Case]) -> Case:
    case = cases.get(planned.case)
    if case is None:
        raise Moved(row, _("Row %(row)s: its case is not there any more.") % {"row": row.number})
    return case


def one_by_one(
    sheet: SheetImport,
    rows: Iterable[SheetRow],
    told: Callable[[int], None],
    make: Callable[[Planned, Case], Made],
) -> None:
    """Have each row made by `make`, which is a service of its app and refuses what does not fit any more."""
    done = 0
    for some in batches(rows, AT_ONCE):
        plans = [(row, row.planned) for row in some]
        cases = cases_named(sheet, {planned.case for _row, planned in plans})
        for row, planned in plans:
            row.case = case_of(row, planned, cases)
            row.undo = attempted(row, partial(make, planned, row.case))
        saved(some)
        done += len(some)
        told(done)


def attempted(row: SheetRow, make: Callable[[], Any]) -> Any:
    """What a service makes of a row. Raises Moved where it refuses: what it went by has changed since."""
    try:
        return make()
    except ValidationError as error:
        said = {"row": row.number, "why": " ".join(error.messages)}
        raise Moved(row, _("Row %(row)s cannot be applied any more: %(why)s") % said) from error


def saved(rows: Sequence[SheetRow]) -> None:
    SheetRow.objects.bulk_update(rows, ["case", "undo"], batch_size=AT_ONCE)
