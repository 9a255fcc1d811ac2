"""What one row of the case list shows, prepared once for a whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.filters import USUAL_FILES
from cases.models import Case
from cases.vocabulary import Contact, FileState, Level, Status, Tier
from core import slots
from core.partial_dates import PartialDate


@dataclass(frozen=True)
class Mark:
    """A small word beside the status. `tone` is one of house.css's, without "tone-"."""

    label: Any
    tone: str
    icon: str
    url: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A case with what the day adds to it."""

    case: Case
    status: Any
    tier: Any
    level: Any
    days_held: tuple[int, int] | None
    arrested: PartialDate | date | None
    marks: list[Mark]
    stalled: bool
    code_name: str
    #: What its box and its button are called.
    tick: str
    look: str


PLACE_UNKNOWN = Mark(gettext_lazy("Place unknown"), "danger", "map-pin-off")
NO_CONTACT = Mark(gettext_lazy("No contact"), "warning", "message-circle-off")


def case_rows(cases: Iterable[Case], *, user: User, day: date) -> list[CaseRow]:
    """Rows in the order of `cases`, with the marks that apps above give them.

    They come through `slots.provide("case-marks", …)`: called with `user`, `day` and `cases` (a list), a provider
    yields pairs of a case's key and a `Mark`; a case that has one is shown as stalled.
    """
    cases = list(cases)
    given: dict[int, list[Mark]] = defaultdict(list)
    for key, mark in slots.gather("case-marks", user=user, day=day, cases=cases) if cases else []:
        given[key].append(mark)
    word = cache(lambda choice: str(choice.label))
    tick, look = _("Tick %(name)s"), _("Look at %(name)s beside the list")
    return [
        CaseRow(
            case=case,
            # Not `get_status_display`: it translates and hashes all choices of the field, for every row.
            status=word(Status(case.status)),
            tier=word(Tier(case.tier)),
            level=word(Level(case.level)),
            days_held=case.days_held,
            arrested=case.arrested or case.arrested_on,
            marks=[*given[case.pk], *own_marks(case)],
            stalled=bool(given[case.pk]),
            # What an organisation calls a case in its mails is its own business.
            code_name=case.code_name if case.owner_id == user.organisation_id else "",
            tick=tick % {"name": case.prisoner.name},
            look=look % {"name": case.prisoner.name},
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
        marks.append(Mark(FileState(case.file_state).label, "neutral", "folder"))
    return marks
