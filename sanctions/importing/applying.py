"""Applying what an import would do, in one transaction: entries, their history, and what follows for our officials."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from sanctions.designating import keep_in_step
from sanctions.importing.comparing import SHOWN_ADDED, Comparison, as_text
from sanctions.importing.loading import Value, load
from sanctions.models import Change, Designation, Entry, ListSource, Match, Snapshot
from sanctions.vocabulary import ChangeKind, SnapshotState

BATCH = 1000
#: Of an entry, what its list says, and what we know of it.
SAID = ("list_id", "number", "kind", "name", "listed_on", "record", "key", "content_hash")
OURS = ("source", "sample", "first_seen_on", "last_seen_on", "gone_since")
#: What becomes new when an entry is there again; since when we know it stays.
WRITTEN = (*SAID[1:], "sample", "last_seen_on", "gone_since")
CHANGE = ("snapshot", "kind", "list_id", "name", "line", "fields")


class Overtaken(Exception):
    """Another import of the list was applied meanwhile: compare again."""


def preview(snapshot: Snapshot, made: Comparison) -> None:
    """Keep what the import would do, for somebody to look at before it is applied."""
    _keep_changes(snapshot, made)
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
        # Any real list of a jurisdiction takes the place of all its samples: one person would stand there twice.
        for one in ListSource.objects.filter(jurisdiction=source.jurisdiction):
            drop_samples(one)
    _keep_changes(snapshot, made)
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
    # What a person added with its source stays, until the real entry is found to be the same.
    Designation.objects.filter(match__in=sample).exclude(cited_title="").update(match=None)
    Designation.objects.filter(match__in=sample).delete()
    sample.delete()
    source.entries.filter(sample=True).delete()
    source.snapshots.filter(sample=True).delete()


def _keep_changes(snapshot: Snapshot, made: Comparison) -> None:
    """Everything the import does; of what it adds, the beginning: the snapshot has the number."""
    snapshot.changes.all().delete()
    load(Change, CHANGE, _changes(snapshot, made))
    load(Change, CHANGE, (_added(snapshot, row) for row in islice(made.rows("added"), SHOWN_ADDED)))


def _changes(snapshot: Snapshot, made: Comparison) -> Iterator[tuple[Value, ...]]:
    """Everything the import does but what it merely adds, by the fields of `CHANGE`."""
    key = snapshot.pk
    for bad in made.bad:
        fields = {"reason": bad.reason, "column": bad.column, "text": _storable(bad.text)}
        yield key, ChangeKind.REJECTED.value, "", "", bad.line, as_text(fields)
    for row in made.rows("changed", "back"):
        kind = ChangeKind.ADDED if row["what"] == "back" else ChangeKind.CHANGED
        yield key, kind.value, row["list_id"], row["name"], None, as_text(row["fields"])
    for start in range(0, len(made.missing), BATCH):
        gone = Entry.objects.filter(pk__in=made.missing[start : start + BATCH]).order_by("pk")
        for list_id, name in gone.values_list("list_id", "name"):
            yield key, ChangeKind.REMOVED.value, list_id, name, None, "{}"


def _storable(text: str) -> str:
    """What a broken row says, without what no database stores: it may be broken by just that."""
    return text.replace("\0", "").encode(errors="replace").decode()


def _added(snapshot: Snapshot, row: dict[str, Any]) -> tuple[Value, ...]:
    return snapshot.pk, ChangeKind.ADDED.value, row["list_id"], row["name"], None, "{}"


def _write(source: ListSource, snapshot: Snapshot, made: Comparison) -> None:
    """New entries, and new contents of known ones."""
    day = made.dated.isoformat()
    gone_since = _next_import(source, made.dated) if made.is_history else None
    rest = (source.pk, snapshot.sample, day, day, gone_since.isoformat() if gone_since else None)
    load(Entry, (*SAID, *OURS), ((*_said(row), *rest) for row in made.rows("added")))
    known = (
        Entry(
            **dict(zip(SAID, _said(row), strict=True)) | {"record": json.loads(row["record"])},
            source=source,
            sample=snapshot.sample,
            first_seen_on=made.dated,  # which is not written
            last_seen_on=made.dated,
        )
        for row in made.rows("changed", "back")
    )
    while batch := list(islice(known, BATCH)):
        Entry.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["source", "list_id"], update_fields=WRITTEN
        )
    # A key that now means somebody else: of them it is known since today only.
    moved = (row["list_id"] for row in made.rows("changed", "back") if row["moved"])
    while keys := list(islice(moved, BATCH)):
        source.entries.filter(list_id__in=keys).update(first_seen_on=made.dated)


def _said(row: dict[str, Any]) -> tuple[Value, ...]:
    """What the list says of an entry, by the fields of `SAID`."""
    names = ("list_id", "number", "kind", "name", "listed_on", "record", "key", "hash")
    return tuple(row[name] for name in names)


def _see_and_miss(source: ListSource, made: Comparison) -> None:
    """What is still there was seen again; what is not is gone since this day."""
    for start in range(0, len(made.missing), BATCH):
        Entry.objects.filter(pk__in=made.missing[start : start + BATCH]).update(gone_since=made.dated)
    source.entries.filter(gone_since=None, last_seen_on__lt=made.dated).update(last_seen_on=made.dated)


def _fill_history(source: ListSource, made: Comparison) -> None:
    """An older list tells since when, and until when, entries were there; the present stays as it is."""
    seen, next_import = list(made.seen), _next_import(source, made.dated)
    for start in range(0, len(seen), BATCH):
        those = Entry.objects.filter(pk__in=seen[start : start + BATCH])
        those.filter(first_seen_on__gt=made.dated).update(first_seen_on=made.dated)
        those.filter(last_seen_on__lt=made.dated).update(last_seen_on=made.dated, gone_since=next_import)
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
