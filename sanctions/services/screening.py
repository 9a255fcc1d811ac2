"""Screening runs: asked for, queued, done by the worker."""

from __future__ import annotations

from accounts.models import User
from cases.models import Official
from sanctions.models import ScreeningRun
from sanctions.models.match import RunState


def ask_for_screening(*, because: str = "", official: Official | None = None, by: User | None = None) -> ScreeningRun:
    """Put a pass over the entries in the queue; one that waits already serves."""
    waiting = ScreeningRun.objects.filter(state=RunState.QUEUED, official=official).first()
    return waiting or ScreeningRun.objects.create(because=because[:60], official=official, by=by)
