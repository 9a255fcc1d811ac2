"""The facts of actions and findings on a day: what the stall rules of advocacy are given.

For today they are the columns that sum up an action; for a past day they come from its deadlines, replies and pauses,
by what had happened by then. Either way a rule reads the same names:

    due_then · answered_then · paused_then · closed_then · planned_then
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case as Choose
from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When

from advocacy.models import Action, ActionCase, Aftercare, Deadline, Determination, DeterminationCase, Pause, Reply
from advocacy.visibility import counts_on_case
from advocacy.vocabulary import TAKEN, ActionState, Response
from cases.as_of import AsOf, CaseFacts, Finding, case_scope
from cases.models import Case


class ActionFact(NamedTuple):
    """An action on one of its cases, with what rules ask of it on the day."""

    pk: int
    reference: str
    level: str
    begun_on: date
    sent_on: date | None
    due_on: date | None
    case_id: int
    case: str
    tier: str

    def finding(self, *, since: date, due: date, until: date | None = None, note: str = "") -> Finding:
        scope = case_scope(self.case)
        return Finding(scope, self.reference, since, due, until, self.case_id, note=note, action_id=self.pk)


def actions(at: AsOf) -> QuerySet[ActionCase]:
    """Actions, once for each of their cases that somebody works on, with the facts of the day."""
    facts = _then(at.day) if at.past else NOW
    return ActionCase.objects.filter(case__in=at.cases().rows.values("pk")).order_by().alias(**facts)


def facts_of(rows: QuerySet[ActionCase]) -> list[ActionFact]:
    own = ("action", "action__reference", "action__level", "action__begun_on", "action__sent_on", "due_then")
    of_case = ("case", "case__reference", "case__tier")
    rows = rows.annotate(due=F("due_then")).order_by("action", "case")
    return [ActionFact(*row) for row in rows.values_list(*own[:-1], "due", *of_case)]


def awaiting(at: AsOf, *more: Q) -> list[ActionFact]:
    """Sent, and a reply is owed that has not come, while the ball is not with us."""
    owed = Q(due_then__isnull=False, answered_then=None, paused_then=None, closed_then=None)
    return facts_of(actions(at).filter(owed, *more, action__state__in=TAKEN, action__sent_on__lte=at.day))


def overdue(at: AsOf, *more: Q) -> list[ActionFact]:
    """Awaited since before the day; with `coming`, all that is awaited."""
    return awaiting(at, *more) if at.coming else awaiting(at, Q(due_then__lt=at.day), *more)


def unsent(at: AsOf) -> list[ActionFact]:
    """Planned, neither sent nor dropped by then."""
    return facts_of(actions(at).filter(Q(planned_then=True), action__begun_on__lte=at.day))


def _then(day: date) -> dict[str, Any]:
    """The facts of a past day: the latest deadline set by then, the first answer, the pause of that day."""
    of_action = {"action": OuterRef("action")}
    deadlines = Deadline.objects.filter(**of_action, set_on__lte=day).order_by("-set_on", "-pk")
    answers = Reply.objects.filter(**of_action, received_on__lte=day).exclude(response=Response.ASKED)
    pauses = Pause.objects.filter(**of_action, paused_on__lte=day).filter(Q(resumed_on=None) | Q(resumed_on__gt=day))
    still_unsent = Q(action__sent_on=None) | Q(action__sent_on__gt=day)
    dropped_later = ~Q(action__state=ActionState.DROPPED) | Q(action__dropped_on__gt=day)
    return {
        "due_then": Subquery(deadlines.values("due_on")[:1]),
        "answered_then": Subquery(answers.order_by("received_on").values("received_on")[:1]),
        "paused_then": Subquery(pauses.values("paused_on")[:1]),
        "closed_then": Choose(
            When(action__closed_on__lte=day, then=F("action__closed_on")), default=None, output_field=DateField()
        ),
        "planned_then": Choose(When(still_unsent & dropped_later, then=Value(True)), default=Value(False)),
    }


NOW = {
    "due_then": F("action__due_on"),
    "answered_then": F("action__answered_on"),
    "paused_then": F("action__paused_on"),
    "closed_then": F("action__closed_on"),
    "planned_then": Choose(
        When(action__state__in=[ActionState.DRAFT, ActionState.ASSIGNED], then=Value(True)), default=Value(False)
    ),
}


# --- What the rules about a case count: only what every reader of the case may know of.
def counted(day: date, *kinds: str) -> QuerySet[ActionCase]:
    """Actions taken by the day, of these kinds (any), that count on their case."""
    taken = ActionCase.objects.filter(
        counts_on_case("action__"), action__state__in=TAKEN, action__sent_on__lte=day
    ).order_by()
    return taken.filter(action__kind__in=kinds) if kinds else taken


def acted_on(cases: CaseFacts, name: str, *kinds: str, first: bool = False) -> CaseFacts:
    """`cases` with the day of the last (or first) counted action of these kinds, as `name`."""
    taken = counted(cases.at.day, *kinds).filter(case=OuterRef("pk"))
    order = "action__sent_on" if first else "-action__sent_on"
    day = Subquery(taken.order_by(order).values("action__sent_on")[:1])
    return CaseFacts(cases.at, cases.rows.alias(**{name: day}))


class FindingFact(NamedTuple):
    """A body's finding on one of its cases, with what rules ask of it."""

    pk: int
    reference: str
    transmitted_on: date | None
    published_on: date | None
    procedure: str | None
    case_id: int
    case: str
    tier: str

    def finding(self, *, since: date, due: date) -> Finding:
        return Finding(
            case_scope(self.case), self.reference, since, due, case_id=self.case_id, determination_id=self.pk
        )


def findings_of(at: AsOf, cases: CaseFacts, kind: str) -> QuerySet[DeterminationCase]:
    """Findings of one kind, known on the day, once for each of the `cases` they are about."""
    known = DeterminationCase.objects.filter(determination__kind=kind, determination__known_on__lte=at.day)
    return known.filter(case__in=cases.rows.values("pk")).order_by("determination", "case")


def finding_facts(rows: QuerySet[DeterminationCase]) -> list[FindingFact]:
    own = ("determination", "determination__reference", "determination__transmitted_on", "determination__published_on")
    columns = (*own, "determination__procedure__key", "case", "case__reference", "case__tier")
    return [FindingFact(*row) for row in rows.values_list(*columns)]


# --- Replay.
def days_of_change(case: Case) -> set[date]:
    """The days on which anything that these rules read may have changed on a case, and those after a deadline."""
    days: set[date | None] = set()
    mine = Action.objects.filter(cases=case)
    for of_action in mine.values_list("begun_on", "sent_on", "closed_on", "dropped_on"):
        days.update(of_action)
    for set_on, due_on in Deadline.objects.filter(action__in=mine).values_list("set_on", "due_on"):
        days.update((set_on, due_on, due_on + timedelta(1)))
    for of_pause in Pause.objects.filter(action__in=mine).values_list("paused_on", "resumed_on"):
        days.update(of_pause)
    days.update(Reply.objects.filter(action__in=mine).values_list("received_on", flat=True))
    for found in Determination.objects.filter(cases=case).values_list("known_on", "transmitted_on", "published_on"):
        days.update(found)
    days.update(Aftercare.objects.filter(case=case).values_list("done_on", flat=True))
    return {day for day in days if day is not None}
