"""What one row of the case list shows, prepared once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.filters import USUAL_FILES, stalled
from cases.models import Case
from cases.vocabulary import Contact, Status


@dataclass(frozen=True)
class Mark:
    """A small word beside the status. `tone` is one of house.css's, without "tone-"."""

    label: Any
    tone: str
    icon: str


@dataclass(frozen=True)
class CaseRow:
    """A case with what the day adds to it."""

    case: Case
    days_held: int | None
    marks: list[Mark]
    stalled: bool


STALLED = Mark(_("Stalled"), "danger", "bell")
PLACE_UNKNOWN = Mark(_("Place unknown"), "danger", "map-pin-off")
NO_CONTACT = Mark(_("No contact"), "warning", "message-circle-off")


def case_rows(cases: Iterable[Case], *, user: User, day: date) -> list[CaseRow]:
    """Rows in the order of `cases`; those that have stalled, as far as `user` may know, say so first."""
    cases = list(cases)
    open_alerts = Case.objects.filter(stalled(user), pk__in=[case.pk for case in cases])
    quiet = set(open_alerts.values_list("pk", flat=True)) if cases else set()
    return [
        CaseRow(
            case=case,
            days_held=(day - case.in_custody_since).days if case.in_custody_since else None,
            marks=[STALLED, *own_marks(case)] if case.pk in quiet else own_marks(case),
            stalled=case.pk in quiet,
        )
        for case in cases
    ]


def own_marks(case: Case) -> list[Mark]:
    """What the case itself says beside its status."""
    marks = []
    if case.place_unknown_since and case.status != Status.DISAPPEARED:
        marks.append(PLACE_UNKNOWN)
    # At large there is no contact to lose.
    if case.in_custody and case.contact == Contact.NONE:
        marks.append(NO_CONTACT)
    if case.file_state not in USUAL_FILES:
        marks.append(Mark(case.get_file_state_display(), "neutral", "folder"))
    return marks
