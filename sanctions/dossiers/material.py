"""What a dossier may draw on: read once, through the doors, and nothing that a reader of the submission may not see.

Two things bind. The writer sees it; and it is not narrower than the submission itself, for everybody of the owner who
sees the submission reads its sections. What is sealed is never drawn on. Of what somebody told us, only that it is
there: neither who told it nor in what words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from accounts.models import User
from cases import grading
from cases.models import Case, Citation, Involvement, Official, OfficialRelation, Source, Update
from cases.visibility import strictest
from cases.vocabulary import Level, UpdateKind
from core import clock
from sanctions.aligned import by_official
from sanctions.models import Designation, ListSource, Programme, Submission
from sanctions.vocabulary import SnapshotState, TargetKind

_K = UpdateKind
#: What was done to the prisoner, by the state. Health, family, contact and what others did for them is no part of it.
OF_THE_ABUSE = frozenset(
    {
        *(_K.ABDUCTION, _K.CAPTURE_DENIED, _K.ARREST, _K.ADMINISTRATIVE_JAIL, _K.RESTRAINT, _K.PSYCHIATRIC_COMMITMENT),
        *(_K.CHARGE, _K.CHARGE_ADDED, _K.TRIAL_OPENED, _K.VERDICT, _K.APPEAL_DECIDED, _K.SENTENCE_ACTIVATED),
        *(_K.RETURNED, _K.TERM_EXPIRED, _K.TRANSFER, _K.PLACE_LOST, _K.ISOLATION, _K.ATTACK, _K.SEARCH),
        *(_K.ILL_TREATMENT, _K.CONSULAR_REFUSED, _K.RELEASE, _K.DEATH),
    }
)
#: So many dated accounts a dossier takes up by itself; more would bury the reader.
MOST_UPDATES = 200


def drawn_on(level: str) -> list[Level]:
    """Of which levels a submission of `level` takes records: its own and wider, the team's in any case.

    A sealed one takes the team's and wider: whom it names need be no member of the case, nor named elsewhere.
    """
    narrowest = Level.TEAM if level == Level.SEALED else strictest(level, Level.TEAM)
    levels = list(Level)
    return levels[: levels.index(narrowest) + 1]


@dataclass(frozen=True)
class Person:
    """Somebody recommended, as what, and through whom."""

    official: Official
    kind: str = TargetKind.OFFICIAL
    through: Official | None = None


@dataclass
class Proof:
    """One source, under the number by which the dossier cites it, with every citation of it."""

    number: int
    source: Source
    citations: list[Citation] = field(default_factory=list)

    @property
    def confidential(self) -> bool:
        """Told by somebody, or kept narrow: neither its name nor its words leave the house."""
        return self.source.case_id is not None or self.source.level not in (Level.PUBLIC, Level.PARTNERS, Level.TEAM)

    @property
    def trusted(self) -> bool:
        return all(one.reliability not in grading.DOUBTFUL for one in self.citations)


@dataclass
class Material:
    """The record behind one dossier on `day`."""

    programme: Programme
    day: date
    people: Sequence[Person]
    cases: Sequence[Case]
    updates: list[Update] = field(default_factory=list)
    #: By official, those shown by the chosen cases only.
    involvements: dict[int, list[Involvement]] = field(default_factory=dict)
    #: Who somebody is to those through whom they are recommended, by that somebody.
    relations: dict[int, list[OfficialRelation]] = field(default_factory=dict)
    #: Bodies of their positions that may be named.
    bodies: set[int] = field(default_factory=set)
    designations: dict[int, list[Designation]] = field(default_factory=dict)
    #: Every list loaded, with the day of its latest import.
    lists: list[tuple[str, date]] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    def numbers(self, told: Update | Involvement) -> list[int]:
        """Under which numbers the sources of an update or involvement stand."""
        name = "update_id" if isinstance(told, Update) else "involvement_id"
        return [one.number for one in self.proofs if any(getattr(cited, name) == told.pk for cited in one.citations)]

    def citations(self, told: Update | Involvement) -> list[Citation]:
        name = "update_id" if isinstance(told, Update) else "involvement_id"
        return [cited for one in self.proofs for cited in one.citations if getattr(cited, name) == told.pk]

    @property
    def credible_sources(self) -> int:
        """How many reports we hold to be reliable stand behind it; copies of one report count once."""
        return len({one.source.root for one in self.proofs if one.trusted})


def material(
    *,
    programme: Programme,
    people: Sequence[Person],
    cases: Sequence[Case],
    level: str,
    reader: User,
    to_draft: bool = True,
) -> Material:
    """Everything that a dossier on these people may draw on; not `to_draft`: only what shows what is missing."""
    levels = drawn_on(level)
    found = Material(programme, clock.today(), people, cases)
    ids = {one.official.pk for one in people}
    updates = Update.objects.visible_to(reader).current().filter(case__in=cases, level__in=levels)
    updates = updates.filter(kind__in=OF_THE_ABUSE).order_by("occurred_on", "sequence", "pk")
    found.updates = list(updates[:MOST_UPDATES])
    found.involvements = by_official(involved(cases, level, reader).filter(official__in=ids))
    if to_draft:
        _add_what_is_known(found, ids, reader)
        bodies = Q(people__official__in=ids)
        found.bodies = set(nameable(cases, level, reader).filter(bodies).values_list("pk", flat=True))
    said = [one for rows in found.involvements.values() for one in rows]
    found.proofs = _proofs(found.updates, said, levels, reader)
    return found


def _add_what_is_known(found: Material, officials: set[int], reader: User) -> None:
    """Who they are to each other, who has designated them, and which lists are loaded."""
    through = [one.through for one in found.people if one.through]
    relations = OfficialRelation.objects.filter(other__in=officials, official__in=through).order_by("pk")
    for relation in relations.select_related("official", "other"):
        found.relations.setdefault(relation.other_id, []).append(relation)
    for designation in _designations(officials, found.day, reader):
        found.designations.setdefault(designation.official_id, []).append(designation)
    found.lists = _lists(found.day)


def involved(cases: Iterable[Case], level: str, reader: User) -> QuerySet[Involvement]:
    """The parts in these cases that a submission of `level` may name."""
    rows = Involvement.objects.visible_to(reader).filter(case__in=list(cases), level__in=drawn_on(level))
    return rows.select_related("official", "case__prisoner").order_by("case", "since", "pk")


def nameable(cases: Iterable[Case], level: str, reader: User) -> QuerySet[Official]:
    """Whom a submission of `level` on these cases may name beside those recommended for their part in them.

    Whoever the writer sees, and is known by more than what is for fewer people than the submission, or by no case.
    """
    levels = drawn_on(level)
    wide = [one for one in levels if one not in (Level.RESTRICTED, Level.SEALED)]
    known = Q(case__in=list(cases), level__in=levels) | Q(case__level__in=wide, level__in=wide)
    parts = Involvement.objects.filter(official=OuterRef("pk")).order_by()
    seen = Involvement.objects.visible_to(reader).filter(known, official=OuterRef("pk")).order_by()
    return Official.objects.visible_to(reader).filter(Exists(seen) | ~Exists(parts))


def officials_for_dossier() -> QuerySet[Official]:
    """Officials with what their identity says."""
    return Official.objects.select_related("state").prefetch_related("other_names", "positions__body")


def _designations(officials: set[int], day: date, reader: User) -> list[Designation]:
    """What was on record of these officials by `day`, the earliest first."""
    rows = Designation.objects.visible_to(reader).filter(official__in=officials)
    known = [one for one in rows.select_related("programme", "match__entry__source") if one.day <= day]
    return sorted(known, key=lambda one: (one.day, one.pk))


def _lists(day: date) -> list[tuple[str, date]]:
    """Each list that is loaded, with the day of its latest import by `day`."""
    applied = ListSource.objects.filter(snapshots__state=SnapshotState.APPLIED, snapshots__dated__lte=day)
    rows = applied.annotate(dated=Max("snapshots__dated")).order_by("position", "key")
    return list(rows.values_list("name", "dated"))


def _proofs(
    updates: Sequence[Update], involvements: Sequence[Involvement], levels: Sequence[Level], reader: User
) -> list[Proof]:
    """The sources, numbered in the order in which they were first cited: a number, once given, stays as more come."""
    rows = Citation.objects.visible_to(reader).filter(level__in=levels).select_related("source")
    rows = rows.filter(Q(update__in=updates) | Q(involvement__in=involvements)).order_by("pk")
    found: dict[int, Proof] = {}
    for citation in rows:
        proof = found.setdefault(citation.source_id, Proof(len(found) + 1, citation.source))
        proof.citations.append(citation)
    return list(found.values())


def material_of(submission: Submission, reader: User, *, to_draft: bool = True) -> Material:
    """The record behind a submission that is there already, as `reader` may see it."""
    action = submission.action
    cases = Case.objects.visible_to(reader).filter(actions=action).select_related("prisoner", "state")
    officials = officials_for_dossier().in_bulk([one.official_id for one in submission.targets.all()])
    people = [Person(officials[one.official_id], one.kind, one.through) for one in submission.targets.all()]
    return material(
        programme=submission.programme,
        people=people,
        cases=list(cases.prefetch_related("prisoner__ties").order_by("prisoner__name", "pk")),
        level=action.level,
        reader=reader,
        to_draft=to_draft,
    )
