"""Undoing a sheet: as if it had not been, but for the event trail. Only while nobody has worked on what it brought."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Q, QuerySet

from cases.models import Case, Official, Source
from cases.services.taking_back import changed_since, take_back_cases, uses_worked_on
from cases.services.taking_back import worked_on as worked_on_since
from core import slots
from core.rows_at_once import batches
from sheets.applying import taking_back
from sheets.applying.journal import Written, added, pointed_at, put_back
from sheets.applying.saying import why_of
from sheets.models import FirstLook, RowKey, SheetImport, SheetRow
from sheets.vocabulary import SheetKind

AT_ONCE = 2_000


def worked_on(sheet: SheetImport) -> list[Case]:
    """The cases that somebody has worked on since the sheet was applied."""
    if sheet.kind != SheetKind.CASES:
        return taking_back.worked_on(sheet, _applied(sheet).select_related("case"))
    assert sheet.applied_at is not None
    found: list[Case] = []
    for keys in batches(_cases(sheet, made=True), AT_ONCE):
        found += worked_on_since(keys, sheet.applied_at)
    for keys in batches(_cases(sheet, made=False), AT_ONCE):
        found += changed_since(keys, sheet.applied_at)
    return [*found, *_put_something_to(sheet, {case.pk for case in found})]


def _put_something_to(sheet: SheetImport, known: Collection[int]) -> QuerySet[Case]:
    """Of the changed cases but those `known`, the ones with work on what the sheet added to them."""
    assert sheet.applied_at is not None
    put = Q(pk__in=[])
    for written in _journals(sheet):
        put |= Q(pk__in=pointed_at(written))
        put |= uses_worked_on(added(written, Official), added(written, Source), sheet.applied_at)
    changed = _applied(sheet).filter(made=False).values("case")
    return Case.objects.filter(put, pk__in=changed).exclude(pk__in=known)


def take_back(sheet: SheetImport) -> None:
    """Take back all that the sheet brought or changed, inside a transaction of the caller's.

    Apply it again and it is the same again: what its rows said stays with them.
    """
    if sheet.kind != SheetKind.CASES:
        taking_back.take_back(sheet, _applied(sheet).select_related("case"))
        return
    changed = list(_cases(sheet, made=False))
    for written in _journals(sheet):
        put_back(written)
    for keys in batches(list(_cases(sheet, made=True)), AT_ONCE):
        _forget(keys)
        take_back_cases(case_ids=keys, by=sheet.by, why=why_of(sheet))
    sheet.keys.all().delete()
    _applied(sheet).update(case=None, made=False, undo=None)
    for key in changed:
        _tell(key)


def _applied(sheet: SheetImport) -> QuerySet[SheetRow]:
    return sheet.planned.filter(case__isnull=False)


def _cases(sheet: SheetImport, *, made: bool) -> Iterator[int]:
    keys = _applied(sheet).filter(made=made).order_by("number").values_list("case", flat=True)
    return keys.iterator(chunk_size=AT_ONCE)


def _journals(sheet: SheetImport) -> Iterator[Written]:
    """What the batches of changes wrote, the last first."""
    for row in _applied(sheet).filter(made=False, undo__isnull=False).order_by("-number"):
        yield row.undo or {}


def _forget(cases: list[int]) -> None:
    """What sheets keep of cases that go: of this one, and of others that had rows about them."""
    FirstLook.objects.filter(case__in=cases).delete()
    RowKey.objects.filter(case__in=cases).delete()
    SheetRow.objects.filter(case__in=cases).update(case=None, made=False)


def _tell(case_id: int) -> None:
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case_id))
