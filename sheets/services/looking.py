"""The first look: somebody has gone through a case that was brought in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import Case
from core import slots, trail
from core.models import EventKind
from sheets.models import FirstLook


@transaction.atomic
def look_at_case(*, first_look: FirstLook, by: User) -> FirstLook:
    """Note that `by` has gone through the case, and end its grace: what is due opens now. Safe to repeat.

    It is told of under the sheet, and leaves the case's own history alone: a sheet that turns out wrong at the tenth
    case must still come off the other nine.
    """
    first_look = FirstLook.objects.select_for_update(of=("self",)).select_related("case", "sheet").get(pk=first_look.pk)
    if first_look.looked_at is None:
        case = first_look.case
        first_look.looked_at, first_look.by = timezone.now(), by
        first_look.save()
        Case.objects.filter(pk=case.pk).update(grace_until=None)
        target = first_look.sheet.reference if first_look.sheet else case.reference
        trail.record(EventKind.DECISION, "case-looked-at", by=by, target=target, case=case.reference)
        transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
    return first_look
