"""Applying a sheet of cases: first all that are new, many at once, then what changes, case by case."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Case
from cases.services.bringing import BroughtCase, bring_in_cases
from core import clock
from core.rows_at_once import batches
from sheets.applying.adding import brought_case, check_unknown, remember, to_look_at
from sheets.applying.base import Moved
from sheets.applying.changing import change_cases
from sheets.applying.saying import Said, why_of
from sheets.applying.tables import Tables
from sheets.models import SheetImport, SheetRow
from sheets.shapes import Planned
from sheets.vocabulary import Choice, Verdict

#: As many are brought in at once; so a row and its case are noted together.
AT_ONCE = 500


def apply_cases(sheet: SheetImport, rows: Iterator[SheetRow], told: Callable[[int], None]) -> None:
    """Add the cases of rows that are new, then change those of the others."""
    tables, others = Tables(sheet.by), list[int]()
    added = 0
    for some in batches(_added(sheet, _unknown(sheet, _new(rows, others)), tables), AT_ONCE):
        _note(sheet, some)
        added += len(some)
        told(added)
    for keys in batches(others, AT_ONCE):
        changed = SheetRow.objects.filter(pk__in=keys).order_by("number")
        change_cases(sheet, list(changed), tables)
        added += len(keys)
        told(added)


def _new(rows: Iterable[SheetRow], others: list[int]) -> Iterator[SheetRow]:
    """The rows about somebody new; of the others the keys are put aside."""
    for row in rows:
        if row.verdict == Verdict.ADD or (row.verdict == Verdict.ALIKE and row.choice == Choice.NEW):
            yield row
        else:
            others.append(row.pk)


def _unknown(sheet: SheetImport, rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """`rows`, once it is sure that nobody brought them in since they were read. What somebody says is new, is."""
    for some in batches(rows, AT_ONCE):
        check_unknown(sheet, [row for row in some if row.verdict == Verdict.ADD])
        yield from some


def _added(sheet: SheetImport, rows: Iterator[SheetRow], tables: Tables) -> Iterator[tuple[SheetRow, Planned, Case]]:
    """Each row with its case, which is stored by then."""
    today, waiting = clock.today(), deque[tuple[SheetRow, Planned]]()

    def brought() -> Iterator[BroughtCase]:
        for row in rows:
            waiting.append((row, row.planned))
            yield brought_case(Said(sheet, waiting[-1][1], tables, today))

    try:
        for case in bring_in_cases(brought(), by=sheet.by, why=why_of(sheet)):
            yield *waiting.popleft(), case
    except ValidationError as error:
        # It was judged when it was read; since then a colleague, an article or a place has gone.
        why = " ".join(error.messages)
        raise Moved(waiting[-1][0], _("Something changed while you looked: %(why)s") % {"why": why}) from error


def _note(sheet: SheetImport, some: list[tuple[SheetRow, Planned, Case]]) -> None:
    for row, _planned, case in some:
        row.case = case
    rows = [row for row, _planned, _case in some]
    SheetRow.objects.bulk_update(rows, ["case"], batch_size=AT_ONCE)
    SheetRow.objects.filter(pk__in=[row.pk for row in rows]).update(made=True)
    remember(sheet, [(planned, case) for _row, planned, case in some])
    to_look_at(sheet, [case for _row, _planned, case in some])
