"""What follows a write on an official: the rules look again at their cases."""

from __future__ import annotations

from django.db import transaction

from cases.models import Involvement, Official
from core import slots


def tell_cases_of(*officials: Official) -> None:
    """Let the rules look again at the officials' cases, once this is saved."""
    rows = Involvement.objects.filter(official__in=[official.pk for official in officials])
    keys = list(rows.order_by("case").values_list("case", flat=True).distinct())

    def tell() -> None:
        for key in keys:
            slots.gather("case-written", case_id=key)

    transaction.on_commit(tell)
