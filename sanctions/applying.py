"""Applying what an import would do, in one transaction: entries, their history, and what follows for our officials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from sanctions.designating import keep_in_step
from sanctions.models import Change, Designation, Entry, ListSource, Match, Snapshot
from sanctions.reading import SHOWN_ADDED, Comparison
from sanctions.vocabulary import ChangeKind, SnapshotState

BATCH = 1000
WRITTEN = [
    "name",
    "number",
    "kind",
    "listed_on",
    "record",
    "key",
    "content_hash",
    "gone_since",
    "last_seen_on",
    "sample",
]


class Overtaken(Exception):
    """Another import of the list was applied meanwhile: compare again."""


def preview(snapshot: Snapshot, made: Comparison) -> None:
    """Keep what the import would do, for somebody to look at before it is applied."""
    snapshot.changes.all().delete()
    _bulk(Change, _changes(snapshot, made))
    added = (row for row in made.rows() if row["what"] == "added")
    _bulk(Change, (_added(snapshot, row) for row in islice(added, SHOWN_ADDED)))
    _sum_up(snapshot, made)


@transaction.atomic
def apply(snapshot: Snapshot, made: Comparison) -> None:
    """Make the list what the comparison says, and the snapshot its record.

    Raises Overtaken; then nothing is written.
    """
    source = ListSource.objects.select_for_update().get(pk=snapshot.source_id)
    if source.version != made.version:
        raise Overtaken(source.key)
    if not snapshot.sample:
        drop_samples(source)
    snapshot.changes.all().delete()
    _bulk(Change, _changes(snapshot, made))
    _write(source, snapshot, made)
    if made.is_history:
        _fill_history(source, made)
    else:
        _see_and_miss(source, made)
    _sum_up(snapshot, made)
    snapshot.state, snapshot.applied_at = SnapshotState.APPLIED, timezone.now()
    snapshot.save()
    snapshot.files.all().delete()
    ListSource.objects.filter(pk=source.pk).update(version=F("version") + 1)
    keep_in_step(Match.objects.confirmed().filter(entry__source=source))


def drop_samples(source: ListSource) -> None:
    """Sample data of a demonstration gives way to the real list, with whatever was concluded from it."""
    sample = Match.objects.filter(entry__source=source, entry__sample=True)
    if not source.entries.filter(sample=True).exists():
        return
    Designation.objects.filter(match__in=sample).delete()
    sample.delete()
    source.entries.filter(sample=True).delete()
    source.snapshots.filter(sample=True).delete()


def _changes(snapshot: Snapshot, made: Comparison) -> Iterator[Change]:
    """Everything the import does but what it merely adds."""
    for bad in made.bad:
        fields = {"reason": bad.reason, "column": bad.column, "text": bad.text}
        yield Change(snapshot=snapshot, kind=ChangeKind.REJECTED, line=bad.line, fields=fields)
    for row in made.rows():
        if row["what"] != "added":
            kind = ChangeKind.ADDED if row["what"] == "back" else ChangeKind.CHANGED
            yield Change(snapshot=snapshot, kind=kind, list_id=row["list_id"], name=row["name"], fields=row["fields"])
    for start in range(0, len(made.missing), BATCH):
        gone = Entry.objects.filter(pk__in=made.missing[start : start + BATCH]).order_by("pk")
        for list_id, name in gone.values_list("list_id", "name"):
            yield Change(snapshot=snapshot, kind=ChangeKind.REMOVED, list_id=list_id, name=name)


def _added(snapshot: Snapshot, row: dict[str, Any]) -> Change:
    return Change(snapshot=snapshot, kind=ChangeKind.ADDED, list_id=row["list_id"], name=row["name"])


def _write(source: ListSource, snapshot: Snapshot, made: Comparison) -> None:
    """New entries, and new contents of known ones."""
    gone_since = _next_import(source, made.dated) if made.is_history else None
    new = (_entry(source, snapshot, made, row, gone_since) for row in made.rows() if row["what"] == "added")
    _bulk(Entry, new)
    known = (_entry(source, snapshot, made, row, None) for row in made.rows() if row["what"] != "added")
    while batch := list(islice(known, BATCH)):
        Entry.objects.bulk_update(batch, WRITTEN, batch_size=BATCH // 4)


def _entry(
    source: ListSource, snapshot: Snapshot, made: Comparison, row: dict[str, Any], gone_since: date | None
) -> Entry:
    return Entry(
        pk=row.get("pk"),
        source=source,
        list_id=row["list_id"],
        number=row["number"],
        kind=row["kind"],
        name=row["name"],
        listed_on=date.fromisoformat(row["listed_on"]) if row["listed_on"] else None,
        record=row["record"],
        key=row["key"],
        content_hash=row["hash"],
        sample=snapshot.sample,
        first_seen_on=made.dated,  # of those we have it is not written
        last_seen_on=made.dated,
        gone_since=gone_since,
    )


def _see_and_miss(source: ListSource, made: Comparison) -> None:
    """What is still there was seen again; what is not is gone since this day."""
    for start in range(0, len(made.missing), BATCH):
        Entry.objects.filter(pk__in=made.missing[start : start + BATCH]).update(gone_since=made.dated)
    source.entries.filter(gone_since=None, last_seen_on__lt=made.dated).update(last_seen_on=made.dated)


def _fill_history(source: ListSource, made: Comparison) -> None:
    """An older list tells since when, and until when, entries were there; the present stays as it is."""
    seen = list(made.seen)
    for start in range(0, len(seen), BATCH):
        those = Entry.objects.filter(pk__in=seen[start : start + BATCH])
        those.filter(first_seen_on__gt=made.dated).update(first_seen_on=made.dated)
        those.filter(last_seen_on__lt=made.dated).update(
            last_seen_on=made.dated, gone_since=_next_import(source, made.dated)
        )
    # Gone by this list already, and not only by the next one.
    source.entries.filter(last_seen_on__lt=made.dated, gone_since__gt=made.dated).update(gone_since=made.dated)


def _next_import(source: ListSource, day: date) -> date | None:
    later = source.snapshots.applied().filter(dated__gt=day)
    found: date | None = later.aggregate(first=Min("dated"))["first"]
    return found


def _sum_up(snapshot: Snapshot, made: Comparison) -> None:
    for name in ("rows", "added", "changed", "removed", "unchanged", "rejected"):
        setattr(snapshot, name, made.counts[name])
    snapshot.dated, snapshot.dated_by = made.dated, made.dated_by
    snapshot.fills, snapshot.guards = made.fills, made.guards
    snapshot.done = snapshot.total = made.counts["rows"]


def _bulk(model: Any, rows: Iterable[Any]) -> None:
    """Write rows a batch at a time, never all at once."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)
