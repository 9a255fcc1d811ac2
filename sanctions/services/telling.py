"""What follows a write on officials or their designations: the rules look again at the cases."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from cases.models import Involvement, Official
from core import slots


def tell_cases(keys: Iterable[int]) -> None:
    """Let the rules look again at the cases with these keys, once what was written is saved."""
    keys = list(keys)

    def tell() -> None:
        for key in keys:
            slots.gather("case-written", case_id=key)

    transaction.on_commit(tell)


def tell_cases_of(*officials: Official, which: Q | None = None) -> None:
    """The same for the cases of these officials: all of them, or `which`, in terms of Involvement."""
    rows = Involvement.objects.filter(which or Q(), official__in=[official.pk for official in officials])
    tell_cases(rows.order_by("case").values_list("case", flat=True).distinct())
