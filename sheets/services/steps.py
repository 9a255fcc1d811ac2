"""The long steps of bringing in a sheet: opening, reading, applying, undoing. A worker's, or the command's.

Until it is applied nothing of a sheet is on any case; applied and undone it is in one transaction. A worker that dies
leaves the step to the next: reading starts over, applying had not happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core import trail
from core.kept_files import unpacked
from core.leasing import Lease, LeaseLost, carry_on
from core.models import EventKind
from sheets import progress
from sheets.applying import APPLIERS, Moved
from sheets.models import SheetImport, SheetRow
from sheets.planning import PLANNERS, dates_order
from sheets.reading import insist_on_few_rows, lines_of, look_at
from sheets.services.imports import forget_file
from sheets.services.naming import guessed
from sheets.shapes import Line, Mapping, NotASheet, Planned
from sheets.undoing import take_back, worked_on
from sheets.vocabulary import Choice, DateOrder, ImportState, SheetKind, Verdict

BATCH = 200
#: How a row is counted.
COUNTED = {
    Verdict.ADD: "added",
    Verdict.CHANGE: "changed",
    Verdict.SAME: "unchanged",
    Verdict.ALIKE: "alike",
    Verdict.BROKEN: "rejected",
}
#: Where a step that failed leaves an import: what was named and looked at is not lost by it.
BACK = {ImportState.APPLYING: ImportState.WAITING, ImportState.UNDOING: ImportState.APPLIED}


def go_on(sheet: SheetImport) -> bool:
    """Do what the sheet waits for, unless another worker is at it. Returns whether this one did it."""
    return carry_on(sheet, work, _refuse, unreadable=NotASheet)


def work(sheet: SheetImport, lease: Lease[SheetImport]) -> None:
    """The step that the sheet is at. Raises NotASheet for a file that cannot be read, LeaseLost as the lease does."""
    match sheet.state:
        case ImportState.OPENING:
            _open(sheet, lease)
        case ImportState.READING:
            _read(sheet, lease)
        case ImportState.APPLYING:
            _apply(sheet, lease)
        case ImportState.UNDOING:
            _undo(sheet, lease)


def _open(sheet: SheetImport, lease: Lease[SheetImport]) -> None:
    """See what the file holds and guess what its columns mean."""
    with unpacked(sheet.files) as paths:
        look = look_at(next(iter(paths.values())), sheet.file_name, (sheet.look or {}).get("sheet", ""))
    insist_on_few_rows(look, SheetKind(sheet.kind))
    mapping = guessed(SheetKind(sheet.kind), look, sheet.organisation)
    with transaction.atomic():
        held = lease.locked()
        held.look, held.mapping, held.total = look.to_json(), mapping.to_json(), look.rows
        held.state, held.tries = ImportState.MAPPING, 0
        held.save()


# --- Reading: the dry run.
def _read(sheet: SheetImport, lease: Lease[SheetImport]) -> None:
    look = sheet.looked_at
    assert look is not None
    answers = dict(sheet.planned.filter(choice__in=[Choice.NEW, Choice.LEFT_OUT]).values_list("number", "choice"))
    sheet.planned.all().delete()
    counts = dict.fromkeys(COUNTED.values(), 0)
    with unpacked(sheet.files) as paths:
        path = next(iter(paths.values()))
        sheet.mapping = _dated(sheet.means, lines_of(path, sheet.file_name, look)).to_json()
        planner = PLANNERS[SheetKind(sheet.kind)](sheet)
        for lines in batched(lines_of(path, sheet.file_name, look)):
            for planned in _kept(sheet, lease, planner.plan(lines), answers):
                counts[COUNTED[planned.verdict]] += 1
            lease.keep(sum(counts.values()))
    if not sum(counts.values()):
        raise NotASheet(_("The sheet has headings and no row below them: there is nothing to bring in."))
    with transaction.atomic():
        held = lease.locked()
        for name, count in counts.items():
            setattr(held, name, count)
        held.rows = held.total = held.done = sum(counts.values())
        held.state, held.tries = ImportState.WAITING, 0
        held.save()


def _dated(mapping: Mapping, lines: Iterator[Line]) -> Mapping:
    """With the order of dates that the sheet itself proves, where nobody has said which it is."""
    if mapping.dates != DateOrder.ASK:
        return mapping
    return replace(mapping, dates=dates_order(lines, mapping) or DateOrder.ASK)


def _kept(
    sheet: SheetImport, lease: Lease[SheetImport], plans: Sequence[Planned], answers: dict[int, str]
) -> Sequence[Planned]:
    """Store them, with what somebody said of them when they were read before. Raises LeaseLost once it was dropped."""
    rows = [
        SheetRow(
            sheet=sheet,
            number=planned.number,
            verdict=planned.verdict,
            troubled=bool(planned.troubles),
            plan=planned.to_json(),
            choice=answers.get(planned.number, "") if planned.verdict == Verdict.ALIKE else "",
        )
        for planned in plans
    ]
    with transaction.atomic():
        lease.locked()
        SheetRow.objects.bulk_create(rows)
    return plans


def batched(lines: Iterator[Line], size: int = BATCH) -> Iterator[list[Line]]:
    while batch := list(islice(lines, size)):
        yield batch


# --- Applying and undoing: one transaction each.
def _apply(sheet: SheetImport, lease: Lease[SheetImport]) -> None:
    try:
        with transaction.atomic():
            held = lease.locked()
            _insist_on_rights(held)
            APPLIERS[SheetKind(held.kind)](held, _to_apply(held), lambda done: progress.note(held, done))
            held.state, held.applied_at, held.tries = ImportState.APPLIED, timezone.now(), 0
            _count_the_chosen(held)
            forget_file(held)
            held.save()
            facts: dict[str, Any] = {name: count for name, count in held.counts.items() if count}
            trail.record(EventKind.WRITE, "sheet-applied", by=held.by, target=held.reference, **facts)
    except Moved as error:
        with transaction.atomic():
            held = lease.locked()
            held.state, held.message = ImportState.READING, str(error)
            held.save()


def _insist_on_rights(sheet: SheetImport) -> None:
    """Whoever said so may have left, or moved to another organisation, since. Raises NotASheet."""
    by = sheet.by
    if not (by.is_active and by.may(Permission.IMPORT_CASES) and by.organisation_id == sheet.organisation_id):
        raise NotASheet(_("Whoever brought this sheet may not bring in sheets for this organisation any more."))


def _count_the_chosen(sheet: SheetImport) -> None:
    """A possible duplicate that somebody decided was added, or changed a case; the others are still that."""
    alike = sheet.planned.filter(verdict=Verdict.ALIKE)
    new = alike.filter(choice=Choice.NEW).count()
    known = alike.exclude(choice__in=Choice.values).count()
    sheet.added, sheet.changed, sheet.alike = sheet.added + new, sheet.changed + known, sheet.alike - new - known


def _to_apply(sheet: SheetImport) -> Iterator[SheetRow]:
    """What comes in, in the order of the sheet: what is left out, or waits for somebody's word, does not."""
    rows = sheet.planned.filter(verdict__in=[Verdict.ADD, Verdict.CHANGE, Verdict.ALIKE])
    undecided = [Choice.UNDECIDED, Choice.LEFT_OUT]
    return rows.exclude(verdict=Verdict.ALIKE, choice__in=undecided).order_by("number").iterator(chunk_size=500)


def _undo(sheet: SheetImport, lease: Lease[SheetImport]) -> None:
    with transaction.atomic():
        held = lease.locked()
        _insist_on_rights(held)
        if worked_on(held):
            held.state = ImportState.APPLIED
            held.message = _("Somebody has worked on its cases meanwhile, so it stays.")
        else:
            take_back(held)
            held.planned.all().delete()
            held.state, held.undone_at = ImportState.UNDONE, timezone.now()
            trail.record(EventKind.WRITE, "sheet-undone", by=held.by, target=held.reference)
        held.tries = 0
        held.save()


def _refuse(lease: Lease[SheetImport], why: str) -> None:
    """End the step with a sentence; of what cannot be read nothing is kept but that it was tried."""
    with transaction.atomic():
        try:
            held = lease.locked()
        except LeaseLost:
            return
        held.message = why
        if held.state in BACK:
            held.state, held.tries = BACK[ImportState(held.state)], 0
        else:
            held.state = ImportState.REFUSED
            forget_file(held)
            held.planned.all().delete()
        held.save()
