"""Gaps: who is listed by some and not by others, who by nobody, and whose relations were left out.

Counted are involvements that the reader sees, that a second person approved and that are at least corroborated. What
the reader's organisation does not seek is no gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.grading import ESTABLISHED
from cases.models import Case, Involvement, Official, OfficialRelation
from core.paging import Order
from sanctions.aligned import alignment_of, involvements
from sanctions.models import Designation, NotSought, Submission, WatchedJurisdiction
from sanctions.pages.alignment import AlignmentPage, Face
from sanctions.vocabulary import CellState

#: Seniority runs from 1, the highest; then the most cases.
ORDER: Order = [("seniority", False), ("confirmed_cases", True), ("name", False), ("pk", False)]
SEVERAL = 2


class GapKind(TextChoices):
    """Why somebody stands among the gaps; and, apart, what is not sought."""

    ELSEWHERE = "elsewhere", _("Listed by some, not by others")
    NOBODY = "nobody", _("In several cases, listed by nobody")
    RELATED = "related", _("Relations of listed officials")
    NOT_SOUGHT = "not-sought", _("Not sought")


@dataclass(frozen=True)
class Gap:
    """One official: who lists them, who does not, and why it matters."""

    official: Official
    cases: list[Case]
    listed: list[Face]
    missing: list[Face]
    relations: list[OfficialRelation]
    submissions: list[Submission]
    not_sought: list[NotSought]


def gaps(reader: User, day: date, kind: str = "") -> QuerySet[Official]:
    """Officials with a gap of this kind (of any, where none is named), with `confirmed_cases`; `ORDER` ranks them."""
    rows = Official.objects.visible_to(reader).annotate(confirmed_cases=_cases(reader))
    ours = not_sought(reader).filter(official=OuterRef("pk"))
    if kind == GapKind.NOT_SOUGHT:
        return rows.filter(Exists(ours))
    rows = rows.exclude(Exists(ours.filter(jurisdiction="")))
    kinds = {
        GapKind.ELSEWHERE: _elsewhere(day, ours),
        GapKind.NOBODY: Q(confirmed_cases__gte=SEVERAL) & ~Q(Exists(_in_force(day))),
        GapKind.RELATED: _related(reader, day),
    }
    return rows.filter(kinds[GapKind(kind)] if kind else reduce(or_, kinds.values()))


def not_sought(reader: User) -> QuerySet[NotSought]:
    """What the reader's organisation has decided not to seek."""
    return NotSought.objects.filter(by__organisation=reader.organisation_id, withdrawn_on=None)


def told(officials: Sequence[Official], reader: User, day: date) -> list[Gap]:
    """These officials with what a page tells of them; as many queries however many they are."""
    page = AlignmentPage(alignment_of(officials, reader, day))
    codes = set(WatchedJurisdiction.codes())
    cases = _cases_of(officials, reader)
    relations = _relations_to(officials, reader, day)
    submissions = _submissions_of(officials, reader)
    left_out: dict[int, list[NotSought]] = defaultdict(list)
    for decision in not_sought(reader).filter(official__in=officials).select_related("by"):
        left_out[decision.official_id].append(decision)
    return [
        Gap(
            official=line.row.official,
            cases=cases[line.row.official.pk],
            listed=[face for face in line.faces if _holds(face)],
            missing=[
                face
                for face in line.faces
                if not _holds(face)
                and face.column.code in codes - {one.jurisdiction for one in left_out[line.row.official.pk]}
            ],
            relations=relations[line.row.official.pk],
            submissions=submissions[line.row.official.pk],
            not_sought=left_out[line.row.official.pk],
        )
        for line in page.lines
    ]


def confirmed(reader: User) -> QuerySet[Involvement]:
    """Involvements that the reader sees, approved and at least corroborated."""
    return involvements(reader).filter(approved_at__isnull=False, grade__in=ESTABLISHED)


def _cases(reader: User) -> Coalesce:
    """In how many cases an official's part is confirmed."""
    rows = confirmed(reader).filter(official=OuterRef("pk")).order_by().values("official")
    return Coalesce(Subquery(rows.annotate(many=Count("case", distinct=True)).values("many")), 0)


def _in_force(day: date) -> QuerySet[Designation]:
    return Designation.objects.in_force(day).filter(official=OuterRef("pk"))


def _elsewhere(day: date, ours: QuerySet[NotSought]) -> Q:
    """Confirmed in a case, listed by one of those we watch, and by another neither listed nor given up."""
    codes = WatchedJurisdiction.codes()
    here = [
        ~Q(Exists(_in_force(day).filter(programme__jurisdiction=code))) & ~Q(Exists(ours.filter(jurisdiction=code)))
        for code in codes
    ]
    listed = Q(Exists(_in_force(day).filter(programme__jurisdiction__in=codes)))
    return Q(confirmed_cases__gte=1) & listed & reduce(or_, here, Q(pk__in=[]))


def _related(reader: User, day: date) -> Q:
    """Somebody's family, associate, subordinate or body, not listed themselves."""
    relations = _of_listed(reader, day).filter(other=OuterRef("pk"))
    return Q(Exists(relations)) & ~Q(Exists(_in_force(day)))


def _of_listed(reader: User, day: date) -> QuerySet[OfficialRelation]:
    """Relations of officials whom the reader sees and somebody lists."""
    listed = Exists(Designation.objects.in_force(day).filter(official=OuterRef("official")))
    return OfficialRelation.objects.filter(listed, official__in=Official.objects.visible_to(reader))


def _holds(face: Face) -> bool:
    return face.cell.state in (CellState.LISTED, CellState.LISTED_OTHERWISE)


def _cases_of(officials: Iterable[Official], reader: User) -> dict[int, list[Case]]:
    found: dict[int, list[Case]] = defaultdict(list)
    for row in confirmed(reader).filter(official__in=list(officials)):
        if row.case not in found[row.official_id]:
            found[row.official_id].append(row.case)
    return found


def _relations_to(officials: Iterable[Official], reader: User, day: date) -> dict[int, list[OfficialRelation]]:
    found: dict[int, list[OfficialRelation]] = defaultdict(list)
    for row in _of_listed(reader, day).filter(other__in=list(officials)).select_related("official"):
        found[row.other_id].append(row)
    return found


def _submissions_of(officials: Iterable[Official], reader: User) -> dict[int, list[Submission]]:
    found: dict[int, list[Submission]] = defaultdict(list)
    rows = Submission.objects.visible_to(reader).filter(targets__official__in=list(officials))
    for row in rows.select_related("programme").prefetch_related("targets").distinct():
        for target in row.targets.all():
            found[target.official_id].append(row)
    return found
