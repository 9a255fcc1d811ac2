"""What the page of a determination shows beside its own fields, as one reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from advocacy import clocks
from advocacy.jurisdictions import PRIVATE, jurisdiction_of
from advocacy.models import Ask, Deadline, Determination
from advocacy.models.ask import AskQuerySet
from advocacy.vocabulary import ClockKind, ClockStart, DeterminationKind
from cases.cited import Cited
from cases.models import Case, Citation, Source, Update
from cases.services.updates import latest_of

DATES: dict[str, Promise] = {
    "adopted": _("Adopted"),
    "transmitted": _("Transmitted"),
    "published": _("Published"),
}


#: Kinds that a body reaches by a procedure with time limits after it.
BY_PROCEDURE = (DeterminationKind.WGAD_OPINION, DeterminationKind.TREATY_BODY_VIEWS)


@dataclass(frozen=True)
class Told:
    """One of its cases, the update that tells of it there, and that update's sources."""

    case: Case
    update: Update | None
    citations: list[Cited]


@dataclass(frozen=True)
class TimeLimit:
    """A clock that a finding starts. Without `due_on`, `words` say why there is none."""

    label: Promise
    words: Any
    due_on: date | None = None


@dataclass(frozen=True)
class Corrected:
    """One correction of its dates: who, when, why, and each date before and after."""

    at: datetime
    who: str
    why: str
    changes: list[tuple[Promise, Any, Any]]


def told_on_cases(determination: Determination, reader: User) -> list[Told]:
    """Its cases within the reader's sight. A corrected update stands as it reads now."""
    cases = Case.objects.visible_to(reader)
    rows = determination.links.filter(case__in=cases).select_related("case__prisoner", "case__state")
    links = list(rows.select_related("update__superseded_by"))
    standing = {link.pk: latest_of(link.update) for link in links if link.update}
    seen = Update.objects.visible_to(reader).filter(pk__in=[update.pk for update in standing.values()]).in_bulk()
    named = set(Source.objects.visible_to(reader).filter(case__in=[link.case_id for link in links]).values_list("pk"))
    cited: dict[int | None, list[Cited]] = {}
    citations = Citation.objects.visible_to(reader).filter(update__in=seen).select_related("source__origin")
    for one in citations.order_by("pk"):
        cited.setdefault(one.update_id, []).append(Cited(one, (one.source_id,) in named))
    told = []
    for link in links:
        update = seen.get(standing[link.pk].pk) if link.pk in standing else None
        if update is not None:
            update.case = link.case
        told.append(Told(link.case, update, cited.get(update.pk, []) if update else []))
    return told


def time_limits(determination: Determination) -> list[TimeLimit]:
    """Follow-up and review: by the version of the procedure that was in force when the finding was transmitted.

    Nothing where none can be expected: no procedure is named, and findings of this kind do not come of one.
    """
    if determination.procedure is None and determination.kind not in BY_PROCEDURE:
        return []
    return [
        _time_limit(determination, ClockKind.FOLLOW_UP, _("Follow-up due")),
        _time_limit(determination, ClockKind.REVIEW_REQUEST, _("Last day to ask for review")),
    ]


def _time_limit(determination: Determination, kind: str, label: Promise) -> TimeLimit:
    if determination.procedure is None:
        return TimeLimit(label, _("No time limit: no procedure that sets one is recorded."))
    clock = clocks.clock_of(determination.procedure, kind)
    if clock is None:
        return TimeLimit(label, _("No time limit: the version of the procedure in force that day has none."))
    start = determination.transmitted_on
    if start is None or clock.start != ClockStart.TRANSMITTED:
        return TimeLimit(label, _("Not computed: the day of transmission is not recorded."))
    counted = Deadline(start=clock.start, from_on=start, days=clock.days, months=clock.months, checked=clock.checked)
    return TimeLimit(label, clocks.computation(counted), clocks.falls_due(clock, start))


def asks_it_may_answer(determination: Determination, cases: Iterable[Case], reader: User) -> AskQuerySet:
    """Open asks of its cases to the same jurisdiction: a person says there whether they are met."""
    jurisdiction = jurisdiction_of(determination.body)
    same = Q(addressee__jurisdiction=jurisdiction) & ~Q(addressee__kind__in=PRIVATE)
    rows = Ask.objects.visible_to(reader).open().filter(cases__in=list(cases))
    rows = rows.filter(same if jurisdiction else Q(addressee=determination.body))
    return rows.select_related("addressee").distinct().order_by("-asked_on", "-pk")


def corrections(determination: Determination, reader: User) -> list[Corrected]:
    """How its dates changed, latest first. Why is for the people of the organisation that owns it."""
    ours = reader.organisation_id == determination.owner_id
    rows = list(determination.history.select_related("history_user").order_by("history_date", "history_id"))
    return list(_corrections(rows, ours=ours))[::-1]


def _corrections(rows: list[Any], *, ours: bool) -> Iterator[Corrected]:
    for before, after in pairwise(rows):
        changes = [
            (label, getattr(before, name), getattr(after, name))
            for name, label in DATES.items()
            if getattr(before, name) != getattr(after, name)
        ]
        if changes:
            why = (after.history_change_reason or "") if ours else ""
            yield Corrected(after.history_date, str(after.history_user or ""), why, changes)
