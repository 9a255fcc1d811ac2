"""Rules about occasions: days worth marking, and what happened to somebody held with, or judged like, the prisoner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind
from advocacy.clocks import months_after
from advocacy.visibility import counts_on_case
from cases.as_of import AsOf, Finding, case_scope
from cases.models import Involvement, Update
from cases.rules import LEAD, Rounds, Snooze, by_tier, rule
from cases.vocabulary import Level, OfficialFunction, UpdateKind

ROUND_DAYS = (100, 365, 500, 1000)
JUDGES = (OfficialFunction.REMAND_JUDGE, OfficialFunction.TRIAL_JUDGE, OfficialFunction.APPEAL_JUDGE)
SEEN_FOR = timedelta(14)
SHARED = (Level.PUBLIC, Level.PARTNERS, Level.TEAM)


@rule(
    "R25",
    "anniversary",
    title=_("Anniversary or round day"),
    titles={
        "arrest": _("Anniversary of the arrest"),
        "verdict": _("Anniversary of the verdict"),
        "release": _("Anniversary of the release"),
        "birthday": _("Birthday"),
        "round": _("A round number of days in custody"),
    },
    says={
        "": _("A day to mark: {until}."),
        "arrest": _("Anniversary of the arrest: {until}."),
        "verdict": _("Anniversary of the verdict: {until}."),
        "release": _("Anniversary of the release: {until}."),
        "birthday": _("Birthday: {until}."),
        "round": _("A round number of days in custody (100, 365, 500 or 1000): {until}."),
    },
    days=0,
    tell=[LEAD, DutyKind.COMMUNICATIONS],
    rounds=Rounds(marks=(30, 7), every=0),
    snooze=Snooze(by_tier(30, 30, 30, 30)),
    once=True,
    replayed=False,
)
def anniversary(at: AsOf) -> Iterator[Finding]:
    """Off unless an admin gives it days, for the tiers that want it: so many days ahead, and again 7 days ahead.

    Anniversaries of arrest, verdict and release, the birthday, and the 100th, 365th, 500th and 1000th day in custody.
    It ends with the day, or as soon as somebody has acknowledged it. Not replayed.
    """
    tiers = [tier for tier, days in at.limits.items() if days]
    if not tiers:
        return
    verdicts = Update.objects.counted().filter(case=OuterRef("pk"), kind=UpdateKind.VERDICT, occurred_on__lte=at.day)
    rows = (
        at.cases()
        .filter(tier__in=tiers)
        .rows.annotate(verdict=Subquery(verdicts.order_by("-occurred_on").values("occurred_on")[:1]))
    )
    own = ("pk", "reference", "tier", "arrested_on", "verdict", "released_on", "in_custody_since", "prisoner__birth")
    for pk, reference, tier, arrested, verdict, released, held, birth in rows.order_by("pk").values_list(*own):
        born = birth.value if birth is not None and birth.is_exact else None
        kept = {"arrest": arrested, "verdict": verdict, "release": released, "birthday": born}
        coming = [(note, _next_anniversary(day, at.day)) for note, day in kept.items() if day and day <= at.day]
        coming += [("round", held + timedelta(count)) for count in ROUND_DAYS if held]
        for note, until in coming:
            due = until - timedelta(at.limits[tier])
            if until >= at.day and (at.coming or due <= at.day):
                yield Finding(case_scope(reference), f"{note} {until}", due, due, until, pk, note=note)


def _next_anniversary(day: date, today: date) -> date:
    """The same day of a year to come, or today; 29 February is kept on the 28th."""
    years = today.year - day.year
    this_year = months_after(day, 12 * years)
    return this_year if this_year >= today and years else months_after(day, 12 * (years + 1))


class Event(NamedTuple):
    """A release or a sanction on some case."""

    pk: int
    reference: str
    kind: str
    occurred_on: date
    case_id: int
    owner_id: int
    level: str
    state_id: int
    facility_id: int | None


@dataclass(frozen=True)
class Elsewhere:
    """Recent events, by what another case may share: facility, judge, or state on a day of several releases."""

    of_facility: dict[int, list[Event]]
    of_judge: dict[int, list[Event]]
    of_state: dict[int, list[Event]]

    @classmethod
    def of(cls, events: list[Event], judges: dict[int, set[int]]) -> Elsewhere:
        found = cls(defaultdict(list), defaultdict(list), defaultdict(list))
        released = defaultdict(set)
        for event in events:
            if event.kind == UpdateKind.RELEASE:
                released[event.state_id, event.occurred_on].add(event.case_id)
        for event in events:
            if event.facility_id is not None:
                found.of_facility[event.facility_id].append(event)
            for judge in judges.get(event.case_id, ()):
                found.of_judge[judge].append(event)
            if len(released[event.state_id, event.occurred_on]) > 1:
                found.of_state[event.state_id].append(event)
        return found


@rule(
    "R27",
    "movement-elsewhere",
    title=_("Movement in a related case"),
    says={
        "release": _("Somebody of the same prison, judge or group of releases was released on {since}."),
        "sanction": _("A sanction was recorded on {since} in a case of the same prison or judge."),
        "": _("Something moved on {since} in a related case."),
    },
    days=0,
    tell=[LEAD],
    rounds=Rounds(every=0),
    snooze=Snooze(by_tier(14, 14, 14, 14)),
    once=True,
    replayed=False,
)
def movement_elsewhere(at: AsOf) -> Iterator[Finding]:
    """A release, an exchange or a sanction in a case that shares the prison or a judge, or one of several releases of
    the same state on one day.

    Told once, of the latest such event of the last 14 days; it ends as soon as somebody has acknowledged it. Only cases
    of the same organisation that are not restricted tell of each other. Not replayed: it is another case's event.
    """
    events = _recent(at)
    if not events:
        return
    elsewhere = Elsewhere.of(events, _judges(Q(case__in={event.case_id for event in events})))
    related = Q(facility__in=elsewhere.of_facility) | Q(state__in=elsewhere.of_state)
    judged = Involvement.objects.filter(official__in=elsewhere.of_judge, function__in=JUDGES)
    cases = at.cases().ongoing().filter(related | Q(pk__in=judged.values("case"))).rows
    judges = _judges(Q(official__in=elsewhere.of_judge))
    columns = ("pk", "reference", "tier", "owner", "facility", "state")
    for pk, reference, tier, owner, facility, state in cases.order_by("pk").values_list(*columns):
        shared = [*elsewhere.of_facility.get(facility, ()), *elsewhere.of_state.get(state, ())]
        shared += [event for judge in judges.get(pk, ()) for event in elsewhere.of_judge.get(judge, ())]
        own = [event for event in shared if event.case_id != pk and event.owner_id == owner]
        if own:
            event = max(own, key=lambda one: (one.occurred_on, one.pk))
            due = event.occurred_on + timedelta(at.limits[tier])
            scope, note = case_scope(reference), str(event.kind)
            yield Finding(scope, event.reference, event.occurred_on, due, case_id=pk, note=note, update_id=event.pk)


def _recent(at: AsOf) -> list[Event]:
    """Releases and sanctions of the last 14 days; each with the place where the person was held last."""
    moved = Update.objects.counted().filter(
        kind__in=[UpdateKind.RELEASE, UpdateKind.SANCTION],
        occurred_on__gt=at.day - SEEN_FOR,
        occurred_on__lte=at.day,
        case__level__in=SHARED,
    )
    held = Update.objects.counted().filter(
        case=OuterRef("case"), facility__isnull=False, occurred_on__lte=OuterRef("occurred_on")
    )
    held_at = Subquery(held.order_by("-occurred_on", "-sequence", "-pk").values("facility")[:1])
    columns = ("pk", "reference", "kind", "occurred_on", "case", "case__owner", "case__level", "case__state", "held_at")
    return [Event(*row) for row in moved.annotate(held_at=held_at).order_by("pk").values_list(*columns)]


def _judges(which: Q) -> dict[int, set[int]]:
    """The judges of each case whom every reader of the case may know of."""
    judges = defaultdict(set)
    rows = Involvement.objects.filter(which, counts_on_case(), function__in=JUDGES)
    for case, official in rows.values_list("case", "official"):
        judges[case].add(official)
    return judges
