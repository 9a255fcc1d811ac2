"""How far a sheet is while it is applied: that is one transaction, so nobody could read it from the database."""

from __future__ import annotations

from django.core.cache import cache

from sheets.models import SheetImport

KEPT = 10 * 60


def note(sheet: SheetImport, done: int) -> None:
    cache.set(_key(sheet), done, KEPT)


def done_of(sheet: SheetImport) -> int:
    """Rows done; 0 where nobody can tell."""
    return int(cache.get(_key(sheet)) or 0)


def _key(sheet: SheetImport) -> str:
    return f"sheet:{sheet.reference}:done"
