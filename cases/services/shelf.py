"""The sources of many cases on their way in: found again in memory as they would be found in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from sys import maxsize

from django.db.models import Exists, OuterRef, Q

from cases.models import Case, Citation, Involvement, Source, Update
from cases.services.sourcing import TEAM, levels_in_sight, seen_by_team


class Shelf:
    """A library (`cases.services.sourcing.Library`) for new cases of some owners, which cite some addresses.

    `new` are the sources it was given. Whoever cites one says so (`cited`), as a stored citation would.
    """

    def __init__(self, owners: Iterable[int], addresses: Iterable[str]) -> None:
        self.new: list[Source] = []
        self._at: defaultdict[tuple[int, str], list[Source]] = defaultdict(list)
        self._tellers: defaultdict[int, list[Source]] = defaultdict(list)
        # By what they are in memory: rows that are not stored have no keys. They live as long as the shelf.
        self._team: set[int] = set()
        self._in: set[tuple[int, int]] = set()
        for source in _known(set(owners), set(addresses)):
            self._at[(source.organisation_id, source.address)].append(source)
            self._team.add(id(source))

    def tellers(self, case: Case) -> Iterable[Source]:
        return self._tellers[id(case)]

    def at_address(self, address: str, case: Case, record: Update | Involvement | None) -> Source | None:
        found = [one for one in self._at[(case.owner_id, address)] if self._in_sight(one, case, record)]
        return min(found, key=lambda source: source.pk or maxsize, default=None)

    def _in_sight(self, source: Source, case: Case, record: Update | Involvement | None) -> bool:
        team = id(source) in self._team and bool(seen_by_team(case))
        return team or (id(source), id(case)) in self._in or (id(source), id(record)) in self._in

    def add(self, source: Source) -> None:
        self.new.append(source)
        if source.told_by and source.case is not None:
            self._tellers[id(source.case)].append(source)
        elif source.address:
            self._at[(source.organisation_id, source.address)].append(source)

    def cited(self, source: Source, record: Update | Involvement) -> None:
        """Note that `source` is cited in `record`, and so in sight of whoever sees that."""
        self._in.add((id(source), id(record)))
        if record.level in levels_in_sight(record.case):
            self._in.add((id(source), id(record.case)))
        if record.level in TEAM and record.case.level in TEAM:
            self._team.add(id(source))
        here = self._at[(source.organisation_id, source.address)]
        if source.address and source.case_id is None and all(source is not one for one in here):
            here.append(source)  # one that its citation named


def _known(owners: set[int], addresses: set[str]) -> Iterable[Source]:
    """What the owners' teams see cited already; no record of a new case is stored, so nothing else counts."""
    seen = Q()
    for name in ("update", "involvement"):
        seen |= Q(**{f"{name}__level__in": TEAM, f"{name}__case__level__in": TEAM})
    cited = Exists(Citation.objects.filter(seen, source=OuterRef("pk")))
    rows = Source.objects.filter(organisation__in=owners, case=None, address__in=addresses - {""})
    return rows.filter(cited).order_by("pk")
