"""The review queue: its order, what comes before and after a match in it, and what can be confirmed in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import QueryDict

from accounts.models import User
from core.paging import CURSORS, Order
from sanctions.forms.review import QueueFilter
from sanctions.models import Entry, Match
from sanctions.models.match import MatchQuerySet
from sanctions.pages.explaining import EXACT, Explained, explained, is_exact, percent
from sanctions.pages.identity import may_be_born

ORDER: Order = [("score", True), ("pk", False)]
#: So many of the best are looked through for exact ones, so many are offered at once.
LOOKED_THROUGH, OFFERED = 200, 50
#: What of an address belongs to the queue: the rest is about one page of it.
NOT_OF_THE_QUEUE = (*CURSORS, "size", "done")


@dataclass(frozen=True)
class Row:
    """A match as the list shows it."""

    match: Match
    told: Explained = field(repr=False)
    #: Its number is confirmed for this official in another list of the jurisdiction.
    known_number: bool = False

    @property
    def percent(self) -> int:
        return percent(self.match.score)


def rows_of(matches: Iterable[Match]) -> list[Row]:
    return [Row(match, explained(match)) for match in matches]


def queue_query(query: QueryDict) -> str:
    """The filters of an address alone, to be carried from match to match."""
    kept = query.copy()
    for name in NOT_OF_THE_QUEUE:
        kept.pop(name, None)
    return kept.urlencode()


def after(queue: MatchQuerySet, match: Match) -> Match | None:
    """The next one in the queue, whether or not `match` itself still stands in it."""
    beyond = queue.filter(Q(score__lt=match.score) | Q(score=match.score, pk__gt=match.pk))
    return beyond.order_by("-score", "pk").first()


def before(queue: MatchQuerySet, match: Match) -> Match | None:
    beyond = queue.filter(Q(score__gt=match.score) | Q(score=match.score, pk__lt=match.pk))
    return beyond.order_by("score", "-pk").first()


def exact_ones(queue: MatchQuerySet) -> list[Row]:
    """Of those that nobody has decided yet: name and birth date agree, and nothing speaks against.

    An entry whose number is confirmed for the same official in another list of its jurisdiction needs no birth date.
    """
    best = queue.filter(decision="", score__gte=EXACT).for_page().defer("entry__record").order_by("-score", "pk")
    some = list(best[:LOOKED_THROUGH])
    known = _known_numbers(some)
    rows = [Row(one, explained(one), _number(one) in known) for one in some]
    exact = [row for row in rows if is_exact(row.match, known_number=row.known_number)][:OFFERED]
    # What the screening found may be older than the birth date that somebody has entered since.
    entries = Entry.objects.filter(pk__in=[row.match.entry_id for row in exact])
    births = dict(entries.values_list("pk", "record__births"))
    return [row for row in exact if may_be_born(row.match.official, births.get(row.match.entry_id) or [])]


def exact_among(references: Iterable[str], reader: User) -> list[Match]:
    """Those of `references` that the reader may see and that are still undecided and exact."""
    queue = QueueFilter({}, reader=reader).found().filter(reference__in=list(references))
    return [row.match for row in exact_ones(queue)]


def _number(match: Match) -> tuple[int, str, str]:
    return match.official_id, match.entry.source.jurisdiction, match.entry.number


def _known_numbers(matches: list[Match]) -> set[tuple[int, str, str]]:
    """Official, jurisdiction and number of what is confirmed already, for the officials of `matches`."""
    if not matches:
        return set()
    confirmed = Match.objects.confirmed().filter(official__in={one.official_id for one in matches})
    return set(confirmed.values_list("official", "entry__source__jurisdiction", "entry__number"))
