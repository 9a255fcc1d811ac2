"""Reading what an alignment is made of, through the doors: as many queries whatever the number of officials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice

from django.db.models import Case as Switch
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, When

from accounts.models import User
from cases.models import Case, Involvement, Official
from cases.vocabulary import Grade
from sanctions.alignment import Counts, Matrix, align
from sanctions.models import Designation, Match, NamelessDesignation, Snapshot, WatchedJurisdiction
from sanctions.vocabulary import Decision

#: The most rows without names that one matrix tells of: they hang on cases, and a case has one or two.
MOST_NAMELESS = 50
#: So many officials are read at once for an export.
BATCH = 1000


def case_alignment(
    case: Case, reader: User | None, day: date, *, counts: Counts = lambda programme: True, alleged: bool = True
) -> Matrix:
    """The officials of a case, the most senior first; without the `alleged` ones where it is to be handed out.

    `reader` None is whoever runs a command on the server: they see all.
    """
    rows = involvements(reader).filter(case=case)
    if not alleged:
        rows = rows.filter(approved_at__isnull=False)
    involved = by_official(rows)
    officials = {one.official_id: one.official for ones in involved.values() for one in ones}
    ordered = sorted(officials.values(), key=lambda one: (one.seniority, one.name, one.pk))
    return _aligned(ordered, involved, reader, day, counts, nameless=Q(case=case))


def alignment_of(
    officials: Iterable[Official],
    reader: User | None,
    day: date,
    *,
    counts: Counts = lambda programme: True,
    alleged: bool = True,
    nameless: Q | None = None,
    others: Iterable[str] = (),
) -> Matrix:
    """These officials, in their order, over all cases of theirs that `reader` sees.

    `nameless`: from which cases to tell of listings without names. `others`: columns beside those that are watched.
    """
    officials = list(officials)
    rows = involvements(reader).filter(official__in=[one.pk for one in officials])
    if not alleged:
        rows = rows.filter(approved_at__isnull=False)
    involved = by_official(rows)
    if not alleged:
        officials = [one for one in officials if one.pk in involved]
    return _aligned(officials, involved, reader, day, counts, nameless=nameless, others=others)


def whole_alignment(
    rows: QuerySet[Official],
    reader: User | None,
    day: date,
    *,
    counts: Counts = lambda programme: True,
    alleged: bool = True,
    nameless: Q | None = None,
) -> Iterator[Matrix]:
    """Officials however many, a batch at a time, all batches with the same columns: for an export."""
    listed = (
        Designation.objects.filter(official__in=rows.order_by().values("pk")).with_day().filter(Q(known_on__lte=day))
    )
    others = sorted(listed.order_by().values_list("programme__jurisdiction", flat=True).distinct())
    ordered = rows.select_related("state").order_by("seniority", "name", "pk").iterator(chunk_size=BATCH)
    batch = list(islice(ordered, BATCH))
    yield alignment_of(batch, reader, day, counts=counts, alleged=alleged, nameless=nameless, others=others)
    while batch := list(islice(ordered, BATCH)):
        yield alignment_of(batch, reader, day, counts=counts, alleged=alleged, others=others)


def officials(reader: User | None) -> QuerySet[Official]:
    """Everybody whom a matrix may show to `reader`; not those of whom nothing but what was retracted is known."""
    rows = Official.objects.filter(merged_into=None) if reader is None else Official.objects.visible_to(reader)
    stands = Exists(involvements(reader).filter(official=OuterRef("pk")).order_by())
    return rows.filter(stands | ~Exists(Involvement.objects.filter(official=OuterRef("pk"))))


def involvements(reader: User | None) -> QuerySet[Involvement]:
    """Who is said to have done what, as `reader` may know it; what was retracted accuses nobody any more."""
    rows = Involvement.objects.all() if reader is None else Involvement.objects.visible_to(reader)
    rows = rows.exclude(grade=Grade.RETRACTED).filter(official__merged_into=None)
    return (
        rows.select_related("official__state", "case__prisoner")
        .prefetch_related("case__prisoner__other_names")
        .order_by("official_id", "function", "pk")
    )


def by_official(rows: Iterable[Involvement]) -> dict[int, list[Involvement]]:
    found: dict[int, list[Involvement]] = defaultdict(list)
    for row in rows:
        found[row.official_id].append(row)
    return found


def designations_of(officials: Iterable[Official]) -> dict[int, list[Designation]]:
    """What is on record of officials whom the reader sees already, by their keys, earliest first."""
    rows = Designation.objects.filter(official__in=[one.pk for one in officials])
    rows = rows.select_related("programme", "match__entry__source").order_by("official_id", "pk")
    rows = rows.defer("match__explanation", "match__entry__record", "match__entry__key")
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row.official_id)}


def undecided_of(officials: Iterable[Official], day: date) -> dict[tuple[int, str], int]:
    """How many proposed matches wait for a person, by official and jurisdiction: to entries not listed after `day`."""
    rows = Match.objects.filter(official__in=[one.pk for one in officials], decision__in=["", Decision.UNSURE])
    rows = rows.filter(Q(entry__listed_on=None) | Q(entry__listed_on__lte=day))
    counted = rows.order_by().values_list("official", "entry__source__jurisdiction").annotate(many=Count("pk"))
    return {(official, code): many for official, code, many in counted}


def list_days(day: date) -> dict[str, date]:
    """By jurisdiction, the day of the list that tells who was not listed on `day`: the latest by then, else the next.

    Only lists that hold everybody listed can tell. A list that was closed counts as of its last day, so that it gives
    way to the one that came after it, however late somebody loaded it.
    """
    rows = Snapshot.objects.applied().filter(source__whole=True).exclude(source__jurisdiction="")
    closed = F("source__closed_on")
    rows = rows.annotate(said=Switch(When(source__closed_on__lt=F("dated"), then=closed), default=F("dated")))
    days = (
        rows.order_by()
        .values_list("source__jurisdiction")
        .annotate(by_then=Max("said", filter=Q(said__lte=day)), after=Min("said", filter=Q(said__gt=day)))
    )
    return {code: by_then or after for code, by_then, after in days}


def _aligned(
    officials: list[Official],
    involved: dict[int, list[Involvement]],
    reader: User | None,
    day: date,
    counts: Counts,
    *,
    nameless: Q | None,
    others: Iterable[str] = (),
) -> Matrix:
    return align(
        officials,
        day=day,
        watched=list(dict.fromkeys([*WatchedJurisdiction.codes(), *others])),
        lists=list_days(day),
        designations=designations_of(officials),
        involvements=involved,
        undecided=undecided_of(officials, day),
        nameless=_nameless(reader, day, nameless, counts),
        counts=counts,
    )


def _nameless(reader: User | None, day: date, where: Q | None, counts: Counts) -> Iterable[NamelessDesignation]:
    if where is None:
        return ()
    rows = NamelessDesignation.objects.all() if reader is None else NamelessDesignation.objects.visible_to(reader)
    rows = rows.filter(where, listed_on__lte=day).select_related("programme", "case__prisoner")
    return [row for row in rows.order_by("listed_on", "pk")[:MOST_NAMELESS] if counts(row.programme)]
