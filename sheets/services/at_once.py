"""Bringing in a sheet at once, as the command does it: the same steps, held by one process from beginning to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.leasing import LEASE, Lease
from sheets.models import SheetImport
from sheets.services.imports import apply_import, begin_import, choose_all, name_columns
from sheets.services.steps import work
from sheets.shapes import Look, Mapping, NotASheet
from sheets.vocabulary import Choice, ImportState, SheetKind

#: From what the sheet holds, and what was guessed, to what its columns mean.
Naming = Callable[[Look, Mapping], Mapping]


def import_at_once(
    *,
    path: str,
    kind: SheetKind = SheetKind.CASES,
    naming: Naming = lambda look, guessed: guessed,
    by: User,
    duplicates: Choice = Choice.UNDECIDED,
    dry_run: bool = False,
    progress: Callable[[str, int], None] = lambda step, done: None,
) -> SheetImport:
    """Bring in the sheet at `path`; with `dry_run` only look at it: the import is given back, and `forget` ends it.

    Raises NotASheet for what cannot be read, ValidationError for a mapping by which no row could come in. Either
    leaves nothing behind.
    """
    until = timezone.now() + LEASE
    with open(path, "rb") as file:
        sheet = begin_import(kind=kind, upload=File(file, name=Path(path).name), by=by, held_until=until)
    lease = _Told(sheet, until, progress)
    with _nothing_left(sheet):
        _step(sheet, lease)
        assert sheet.looked_at is not None
        name_columns(sheet=sheet, mapping=naming(sheet.looked_at, sheet.means), by=by)
        _step(sheet, lease)
        if duplicates != Choice.UNDECIDED:
            choose_all(sheet=sheet, choice=duplicates, by=by)
        if not dry_run:
            apply_import(sheet=sheet, by=by)
            _step(sheet, lease)
            if sheet.state != ImportState.APPLIED:
                raise NotASheet(sheet.message or _("It could not be applied."))
    lease.give_back()
    return sheet


def forget(sheet: SheetImport) -> None:
    """End a dry run: nothing of it is kept."""
    sheet.delete()


class _Told(Lease[SheetImport]):
    """A lease that also tells whoever sits before the command how far it is."""

    def __init__(self, sheet: SheetImport, until: datetime, progress: Callable[[str, int], None]) -> None:
        super().__init__(sheet, until)
        self.sheet, self.progress = sheet, progress

    def keep(self, done: int) -> None:
        self.progress(self.sheet.get_state_display(), done)
        super().keep(done)


def _step(sheet: SheetImport, lease: Lease[SheetImport]) -> None:
    sheet.refresh_from_db()
    work(sheet, lease)
    sheet.refresh_from_db()


@contextmanager
def _nothing_left(sheet: SheetImport) -> Iterator[None]:
    try:
        yield
    except (NotASheet, ValidationError):
        sheet.delete()
        raise


def with_always(mapping: Mapping, said: dict[str, str]) -> Mapping:
    """`mapping` with what is the same for every row."""
    return replace(mapping, always={**mapping.always, **said})
