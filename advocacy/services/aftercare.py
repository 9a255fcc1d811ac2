"""Ticking what is owed after a release."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from advocacy.models import Aftercare
from advocacy.vocabulary import AftercareTask
from cases.models import Case
from core import clock, slots, trail
from core.models import EventKind


@transaction.atomic
def tick_aftercare(*, case: Case, done: Collection[str], by: User) -> None:
    """Say which of the four are done; one that was ticked and is not named is to do again.

    Raises ValidationError while the prisoner is not free.
    """
    if case.released_on is None:
        raise ValidationError(_("No release is recorded on this case: log it first."))
    before = {row.task for row in Aftercare.objects.select_for_update().filter(case=case)}
    after = {task.value for task in AftercareTask if task in done}
    if before == after:
        return
    Aftercare.objects.filter(case=case, task__in=before - after).delete()
    today = clock.today()
    rows = [Aftercare(case=case, task=task, done_on=today, done_by=by) for task in sorted(after - before)]
    Aftercare.objects.bulk_create(rows, ignore_conflicts=True)
    trail.record(EventKind.WRITE, "aftercare-ticked", by=by, target=case.reference, done=sorted(after))
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk) and None)
