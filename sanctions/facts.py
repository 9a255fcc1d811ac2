"""The facts of sanctions on a day: what the stall rules of this app are given.

They go by what had happened by the day (`listed_on`, `announced_on`, `sent_on`), not by when it was typed in or
imported; and they count only what every reader of a case may know of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from advocacy.acts import NO_MEASURE
from advocacy.jurisdictions import counts_for
from advocacy.models import ActionCase, DeterminationCase
from advocacy.visibility import NARROW, counts_on_case
from advocacy.vocabulary import TAKEN, Weight
from cases.grading import ESTABLISHED
from cases.models import Case, Involvement
from cases.visibility import stricter
from sanctions.models import Designation, NamelessDesignation, NotSought, SubmissionTarget
from sanctions.purpose import is_for_case

#: Acts that answer "has this state done anything of substance?"; the first alone answers "has it taken a measure?".
MEASURES = frozenset({Weight.MEASURE})
OF_SUBSTANCE = frozenset({Weight.MEASURE, Weight.DEMARCHE})

CaseAndState = tuple[int, str]  # case key, jurisdiction


class InvolvedFact(NamedTuple):
    """An official with a confirmed role in a case: approved by a second person, and at least corroborated."""

    case_id: int
    official_id: int
    official: str
    since: date | None
    confirmed_on: date


def confirmed(cases: QuerySet[Case]) -> QuerySet[Involvement]:
    """Confirmed involvements that every reader of their case may know of."""
    rows = Involvement.objects.filter(counts_on_case(), case__in=cases.values("pk"), approved_at__isnull=False)
    return rows.filter(grade__in=ESTABLISHED, official__merged_into=None).order_by()


def involved(cases: QuerySet[Case], day: date) -> list[InvolvedFact]:
    """Who was confirmed in these cases, without those whose part began after the day."""
    columns = ("case", "official", "official__reference", "since", "known_on")
    rows = (InvolvedFact(*row) for row in confirmed(cases).values_list(*columns))
    return [row._replace(since=first) for row in rows if (first := _first(row.since)) is None or first <= day]


def _first(since: object) -> date | None:
    return getattr(since, "earliest", None)


@dataclass(frozen=True)
class CaseFact:
    """A case as the rules about officials see it; `names` are all those of its prisoner."""

    pk: int
    reference: str
    tier: str
    level: str
    owner_id: int
    arrested_on: date | None
    names: tuple[str, ...]


def of_cases(ids: Iterable[int]) -> dict[int, CaseFact]:
    """These cases, by key."""
    cases = Case.objects.filter(pk__in=set(ids)).select_related("prisoner").order_by("pk")
    cases = cases.prefetch_related("prisoner__other_names")
    return {
        case.pk: CaseFact(
            pk=case.pk,
            reference=case.reference,
            tier=case.tier,
            level=case.level,
            owner_id=case.owner_id,
            arrested_on=case.arrested_on,
            names=tuple(case.prisoner.all_names()),
        )
        for case in cases
    }


class DesignationFact(NamedTuple):
    """A designation that held on the day; `public_on` is when others could know of it."""

    official_id: int
    jurisdiction: str
    day: date
    public_on: date
    ended_on: date | None
    elsewhere: bool
    reasons: str
    dated: bool

    def is_for(self, case: CaseFact) -> bool:
        """Whether it is for this case, and not for something else; where nobody knows since when, it is not said."""
        return self.dated and is_for_case(
            elsewhere=self.elsewhere,
            listed_on=self.day,
            reasons=self.reasons,
            arrested_on=case.arrested_on,
            names=case.names,
        )


def designations(officials: Iterable[int], day: date) -> dict[int, list[DesignationFact]]:
    """What was on record of these officials by the day, ended or not, by official."""
    found: dict[int, list[DesignationFact]] = defaultdict(list)
    rows = Designation.objects.filter(official__in=set(officials)).with_day().with_end().filter(Q(known_on__lte=day))
    days = ("known_on", "announced_on", "ended_on", "listed_on", "from_the_first")
    columns = ("official", "programme__jurisdiction", "elsewhere", "reasons", *days)
    for row in rows.order_by().values_list(*columns):
        official, jurisdiction, elsewhere, reasons, known_on, announced_on, ended_on, listed_on, from_the_first = row
        public_on = announced_on or known_on
        if public_on <= day:
            ended_by_then = ended_on if ended_on and ended_on <= day else None
            dated = bool(listed_on or announced_on) or not from_the_first
            found[official].append(
                DesignationFact(official, jurisdiction, known_on, public_on, ended_by_then, elsewhere, reasons, dated)
            )
    return found


def acts(cases: QuerySet[Case], day: date, weights: frozenset[Weight]) -> dict[CaseAndState, list[date]]:
    """On which days public bodies of each jurisdiction acted for each case, at one of these weights, by the day."""
    found: dict[CaseAndState, list[date]] = defaultdict(list)
    ids = cases.values("pk")
    for case, jurisdiction, on in (*_actions(ids, day, weights), *_findings(ids, day), *_listings(cases, day)):
        if jurisdiction:
            found[case, jurisdiction].append(on)
    return found


def _actions(cases: QuerySet[Case, Any], day: date, weights: frozenset[Weight]) -> Iterator[tuple[int, str, date]]:
    rows = ActionCase.objects.filter(counts_on_case("action__"), case__in=cases, action__weight__in=weights)
    rows = rows.filter(action__state__in=TAKEN, action__sent_on__lte=day).order_by()
    actor = "action__actors__"
    public = rows.exclude(action__actors=None).annotate(kind=F(f"{actor}kind"))
    columns = ("case", "kind", f"{actor}jurisdiction", f"{actor}parent__jurisdiction", "action__sent_on")
    for case, kind, own, parents, on in public.values_list(*columns):
        yield case, counts_for(kind, own, parents), on


def _findings(cases: QuerySet[Case, Any], day: date) -> Iterator[tuple[int, str, date]]:
    """A body's finding that helps somebody is a measure."""
    rows = DeterminationCase.objects.filter(counts_on_case("determination__"), case__in=cases)
    rows = rows.filter(determination__known_on__lte=day).exclude(determination__outcome__in=NO_MEASURE).order_by()
    body = "determination__body__"
    columns = ("case", f"{body}kind", f"{body}jurisdiction", f"{body}parent__jurisdiction", "determination__known_on")
    for case, kind, own, parents, on in rows.values_list(*columns):
        yield case, counts_for(kind, own, parents), on


def _listings(cases: QuerySet[Case], day: date) -> Iterator[tuple[int, str, date]]:
    """A designation of somebody with a confirmed part in the case, for the case; and those without names."""
    people = involved(cases, day)
    by_official = designations({row.official_id for row in people}, day)
    about = of_cases(row.case_id for row in people if row.official_id in by_official)
    for row in people:
        for fact in by_official.get(row.official_id, ()):
            if fact.is_for(about[row.case_id]):
                yield row.case_id, fact.jurisdiction, fact.public_on
    nameless = NamelessDesignation.objects.filter(case__in=cases.values("pk"), listed_on__lte=day)
    yield from nameless.order_by().values_list("case", "programme__jurisdiction", "listed_on")


class Sought(NamedTuple):
    """An official, of whose organisation's work this is, and in which jurisdiction ("" for all)."""

    owner_id: int
    official_id: int
    jurisdiction: str


class Sent(NamedTuple):
    """For which case a submission was sent, and at which level."""

    case_id: int
    level: str

    def counts_for(self, case: CaseFact) -> bool:
        """Whether every reader of `case` may know of it. What is for the members of another case moves nothing here."""
        wide = self.level not in NARROW and not stricter(self.level, than=case.level)
        return wide or self.case_id == case.pk


@dataclass(frozen=True)
class Settled:
    """What was done about gaps by the day: submissions that were sent, and what is not sought."""

    submitted: dict[Sought, set[Sent]] = field(default_factory=dict)
    not_sought: set[Sought] = field(default_factory=set)

    def covers(self, case: CaseFact, official: int, jurisdiction: str) -> bool:
        """Whether the owner of `case` asks nothing more about the official in this jurisdiction."""
        here, nowhere = Sought(case.owner_id, official, jurisdiction), Sought(case.owner_id, official, "")
        return self._sent(here, case) or here in self.not_sought or nowhere in self.not_sought

    def anywhere(self, case: CaseFact, official: int) -> bool:
        """Whether the owner of `case` has submitted the official to anybody, or seeks nothing."""
        theirs = (case.owner_id, official)
        sent = any(self._sent(one, case) for one in self.submitted if one[:2] == theirs)
        return sent or Sought(*theirs, "") in self.not_sought

    def _sent(self, sought: Sought, case: CaseFact) -> bool:
        return any(one.counts_for(case) for one in self.submitted.get(sought, ()))


def settled(officials: Iterable[int], day: date) -> Settled:
    """Which submissions about these officials were sent, and which designations are not sought, by the day."""
    ids = set(officials)
    action = "submission__action__"
    sent = SubmissionTarget.objects.filter(official__in=ids, submission__action__sent_on__lte=day)
    sent = sent.filter(counts_on_case(action, f"{action}cases__"), submission__action__state__in=TAKEN)
    not_sought = NotSought.objects.filter(official__in=ids, decided_on__lte=day)
    not_sought = not_sought.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))
    of_sent = (f"{action}owner", "official", "submission__programme__jurisdiction")
    submitted: dict[Sought, set[Sent]] = defaultdict(set)
    for *sought, case, level in sent.order_by().values_list(*of_sent, f"{action}cases", f"{action}level"):
        submitted[Sought(*sought)].add(Sent(case, level))
    of_decisions = ("by__organisation", "official", "jurisdiction")
    return Settled(submitted, {Sought(*row) for row in not_sought.order_by().values_list(*of_decisions)})


# --- Replay.
def days_of_change(case: Case) -> set[date]:
    """The days on which anything that these rules read may have changed on a case."""
    days: set[date | None] = set()
    officials = []
    for official, since, known_on in confirmed(Case.objects.filter(pk=case.pk)).values_list(
        "official", "since", "known_on"
    ):
        officials.append(official)
        days.update((_first(since), known_on))
    for row in Designation.objects.filter(official__in=officials):
        days.update((row.day, row.public_on, row.end))
    days.update(NamelessDesignation.objects.filter(case=case).values_list("listed_on", flat=True))
    for of_decision in NotSought.objects.filter(official__in=officials).values_list("decided_on", "withdrawn_on"):
        days.update(of_decision)
    sent = SubmissionTarget.objects.filter(official__in=officials, submission__action__sent_on__isnull=False)
    days.update(sent.values_list("submission__action__sent_on", flat=True))
    return {day for day in days if day is not None}
