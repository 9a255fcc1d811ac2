"""What the scheduler and the pages queue. It may run twice: see `core.tasks`."""

from __future__ import annotations

from core.tasks import idempotent_task
from sheets.models import SheetImport
from sheets.services import imports, steps


@idempotent_task(name="sheets.go_on_imports")
def go_on_imports() -> int:
    """Take up every sheet that lies or was left lying, the oldest first; drop what nobody has come back to."""
    imports.drop_abandoned()
    return sum(steps.go_on(sheet) for sheet in SheetImport.objects.under_way().order_by("pk"))
