"""The records that a page is about: found through the doors, or 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from accounts.requests import Request
from cases.models import Case, Update


def found_case(request: Request, reference: str) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user).for_page(), reference=reference)


def found_update(request: Request, case: Case, reference: str) -> Update:
    """An update of `case`, whether it still stands or not."""
    rows = Update.objects.visible_to(request.user).filter(case=case)
    update: Update = get_object_or_404(rows.select_related("author", "facility", "superseded_by"), reference=reference)
    update.case = case
    return update
