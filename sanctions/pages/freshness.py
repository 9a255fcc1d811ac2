"""How fresh each list is: its latest import, how old that is, and what stands in the way of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Count, OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advocacy.jurisdictions import name_of
from sanctions.models import Entry, ListSource, Snapshot
from sanctions.vocabulary import UNDER_WAY, SnapshotState

#: Days after which a list that is still published counts as stale (rule R22).
STALE_AFTER = 90


class Standing(Enum):
    """How a list stands; the first that is true is said. Value: word, tone, icon."""

    WAITING = (_("Import waits"), "info", "eye")
    UNDER_WAY = (_("Import under way"), "info", "loader")
    FAILING = (_("Fetching fails"), "danger", "octagon-alert")
    MISSING = (_("Never imported"), "neutral", "circle-dashed")
    SAMPLE = (_("Sample data only"), "info", "flask-conical")
    CLOSED = (_("Closed"), "neutral", "archive")
    STALE = (_("Stale"), "warning", "clock-alert")
    FRESH = (_("Up to date"), "success", "check")

    @property
    def label(self) -> Promise:
        return self.value[0]

    @property
    def tone(self) -> str:
        return self.value[1]

    @property
    def icon(self) -> str:
        return self.value[2]


@dataclass(frozen=True)
class ListRow:
    """A list with its latest applied import and the one that is not over yet."""

    source: ListSource
    latest: Snapshot | None
    pending: Snapshot | None
    entries: int
    today: date

    @property
    def days(self) -> int | None:
        """How old the latest import is; None without one, and where it is of a day to come (a demonstration's)."""
        if self.latest is None or self.latest.dated > self.today:
            return None
        return (self.today - self.latest.dated).days

    @property
    def jurisdiction(self) -> str:
        return name_of(self.source.jurisdiction) if self.source.jurisdiction else ""

    @property
    def is_stale(self) -> bool:
        return self.source.closed_on is None and (self.days or 0) > STALE_AFTER

    @property
    def standing(self) -> Standing:
        if self.pending is not None:
            return Standing.WAITING if self.pending.state == SnapshotState.WAITING else Standing.UNDER_WAY
        if self.source.failing_since is not None:
            return Standing.FAILING
        if self.latest is None:
            return Standing.MISSING
        if self.latest.sample:
            return Standing.SAMPLE
        if self.is_stale:
            return Standing.STALE
        return Standing.CLOSED if self.source.closed_on else Standing.FRESH


def list_rows(today: date, *, only: str = "") -> list[ListRow]:
    """Every list (or the one with this key) and how it stands, in their order."""
    applied = Snapshot.objects.applied().filter(source=OuterRef("pk")).order_by("-dated", "-pk")
    rows = ListSource.objects.annotate(latest_pk=Subquery(applied.values("pk")[:1]))
    sources = list(rows.filter(key=only) if only else rows)
    latest = Snapshot.objects.in_bulk([source.latest_pk for source in sources if source.latest_pk])
    pending = _pending(sources)
    entries = _entries(sources)
    return [
        ListRow(source, latest.get(source.latest_pk), pending.get(source.pk), entries.get(source.pk, 0), today)
        for source in sources
    ]


def _pending(sources: Sequence[ListSource]) -> dict[int, Snapshot]:
    """Of each list the import that waits for somebody, else one that is under way."""
    states = [*UNDER_WAY, SnapshotState.WAITING]
    rows = Snapshot.objects.filter(source__in=sources, state__in=states).select_related("source").order_by("pk")
    return {row.source_id: row for row in sorted(rows, key=lambda row: row.state == SnapshotState.WAITING)}


def _entries(sources: Sequence[ListSource]) -> dict[int, int]:
    rows = Entry.objects.current().filter(source__in=sources).order_by()
    return dict(rows.values("source").annotate(count=Count("pk")).values_list("source", "count"))
