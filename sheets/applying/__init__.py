"""Applying: what was planned of each row is written, through the services of the apps that own what it is."""

from __future__ import annotations

from sheets.applying.actions import apply_actions
from sheets.applying.base import Applier, Moved
from sheets.applying.cases import apply_cases
from sheets.applying.dates import apply_dates
from sheets.applying.officials import apply_officials
from sheets.applying.updates import apply_updates
from sheets.vocabulary import SheetKind

APPLIERS: dict[SheetKind, Applier] = {
    SheetKind.CASES: apply_cases,
    SheetKind.UPDATES: apply_updates,
    SheetKind.ACTIONS: apply_actions,
    SheetKind.OFFICIALS: apply_officials,
    SheetKind.DATES: apply_dates,
}

__all__ = ["APPLIERS", "Applier", "Moved"]
