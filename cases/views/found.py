"""The records that a page is about: found through the doors, or 404."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.requests import Request
from cases.models import Case, Update
from core import trail
from core.models import EventKind


def found_case(request: Request, reference: str) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user).for_page(), reference=reference)


def found_update(request: Request, case: Case, reference: str) -> Update:
    """An update of `case`, whether it still stands or not."""
    rows = Update.objects.visible_to(request.user).filter(case=case)
    update: Update = get_object_or_404(rows.select_related("author", "facility", "superseded_by"), reference=reference)
    update.case = case
    return update


def insist_on_owner(request: Request, case: Case, *, or_of: int | None = None) -> None:
    """Answer 403 unless the reader is of the organisation that owns `case`, or of `or_of`: who wrote what is changed.

    A partner is granted to see a case and may log on it; what its owners decided or wrote is not theirs to change.
    """
    if request.user.organisation_id not in {case.owner_id, or_of}:
        trail.record(EventKind.DENIED, "not-the-owner", by=request.user, target=case.reference)
        raise PermissionDenied
