"""Bringing in a list: stored, read and compared, looked at, applied or dropped; each step safe to repeat.

From the browser, and fetched by itself, it takes steps: the long ones are the worker's, `go_on`. From a file, as the
command and the demonstration do it, it is done at once: `import_files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock, trail
from core.kept_files import Upload, hash_of, hash_of_uploads, named, store, unpacked
from core.leasing import Lease, LeaseLost, carry_on
from core.models import EventKind
from sanctions.importing.applying import Overtaken, apply, preview
from sanctions.importing.comparing import Comparison, Progress
from sanctions.importing.fetching import LARGEST, note_failure, note_success
from sanctions.importing.reading import compare, files_of
from sanctions.lists.shapes import NotThisList
from sanctions.models import ListSource, Snapshot
from sanctions.services.screening import ask_for_screening
from sanctions.vocabulary import UNDER_WAY, SnapshotState

#: So often an import is compared anew because another was applied meanwhile.
COMPARISONS = 3
COUNTS = ("rows", "added", "changed", "removed", "unchanged", "rejected")


# --- In the browser, and fetched (`by` is None): stored, then the worker's, then somebody's decision.
def begin_import(
    *, source: ListSource, uploads: Iterable[Upload], by: User | None, dated: date | None = None
) -> Snapshot:
    """Store what was uploaded and put it in the queue.

    Files that wait already, or that were the last to be applied, are not stored again: that import is given back, so
    a form sent twice is one import. Raises ValidationError for what cannot be stored.
    """
    files = named(uploads)
    digest = hash_of_uploads(files, largest=LARGEST, instead=_("compress it with gzip."))
    with transaction.atomic():
        # Two at once: the second waits here, and then finds the first.
        source = ListSource.objects.select_for_update().get(pk=source.pk)
        if known := _same_files(source, digest, dated, fetched=by is None):
            return known
        snapshot = Snapshot.objects.create(
            source=source,
            dated=dated or clock.real_today(),
            dated_by_hand=dated is not None,
            file_name=", ".join(files)[:400],
            file_hash=digest,
            by=by,
        )
        store(snapshot.files, files)
        trail.record(EventKind.WRITE, "list-uploaded", by=by, target=snapshot.reference, list=source.key)
    return snapshot


def _same_files(source: ListSource, digest: str, dated: date | None, *, fetched: bool) -> Snapshot | None:
    """The import of these very files that waits, or was applied last. Fetched again, they may be of another day."""
    there = source.snapshots.filter(sample=False)
    waiting = there.filter(file_hash=digest, state__in=[*UNDER_WAY, SnapshotState.WAITING])
    if dated is not None:
        waiting = waiting.filter(dated=dated)
    if (found := waiting.first()) or fetched:
        return found
    latest = there.applied().first()
    same = latest is not None and latest.file_hash == digest and dated in (None, latest.dated)
    return latest if same else None


def go_on(snapshot: Snapshot) -> bool:
    """Do what the snapshot waits for, unless another worker is at it. Returns whether this one did it."""
    return carry_on(snapshot, _work, _refuse, unreadable=NotThisList)


def _work(snapshot: Snapshot, lease: Lease[Snapshot]) -> None:
    with unpacked(snapshot.files) as paths:
        if snapshot.state == SnapshotState.APPLYING or _read(snapshot, paths, lease):
            _apply_stored(snapshot, paths, lease)


def _read(snapshot: Snapshot, paths: Mapping[str, str], lease: Lease[Snapshot]) -> bool:
    """Read and compare; from then on it waits for somebody to look at it. Returns whether it need not wait.

    What was fetched need not: it is applied by itself, unless a guard speaks.
    """
    last = snapshot.source.snapshots.applied().filter(sample=False).first()
    Snapshot.objects.filter(pk=snapshot.pk).update(state=SnapshotState.READING, done=0, total=last.rows if last else 0)
    with closing(_Read(snapshot, paths, lease.keep)) as read, transaction.atomic():
        held = lease.locked()
        fetched = held.by_id is None
        if fetched:
            note_success(held.source)
        if fetched and last is not None and read.tells_nothing_after(last):
            held.delete()
            return False
        if last is not None and read.lacks_files_of(last):
            read.made.guards.append(
                _("The last import had more files: names or addresses may be missing from this one.")
            )
        held.message, held.override_reason = "", ""
        preview(held, read.made)
        held.state = SnapshotState.APPLYING if fetched and not held.guards else SnapshotState.WAITING
        held.save()
    snapshot.refresh_from_db()
    return snapshot.state == SnapshotState.APPLYING


def _apply_stored(snapshot: Snapshot, paths: Mapping[str, str], lease: Lease[Snapshot]) -> None:
    """Apply what somebody has looked at. Where the list has moved since, they are shown what would happen now."""
    for _attempt in range(COMPARISONS):
        with closing(_Read(snapshot, paths, lease.keep)) as read:
            try:
                with transaction.atomic():
                    held = lease.locked()
                    if _needs_another_look(held, read.made):
                        preview(held, read.made)
                        held.state, held.override_reason = SnapshotState.WAITING, ""
                        held.message = _("The list has changed here since this was shown: look at it again.")
                        held.save()
                    else:
                        apply(held, read.made)
                        ask_for_screening(because=f"list:{held.source.key}", by=held.by)
                return
            except Overtaken:
                continue


def _needs_another_look(held: Snapshot, made: Comparison) -> bool:
    if held.by_id is None and not held.override_reason:
        return bool(made.guards)  # nobody has looked: only a guard asks for somebody
    return any(getattr(held, name) != made.counts[name] for name in COUNTS)


class _Read:
    """What reading the stored files came to; closed, it forgets what it has put aside."""

    def __init__(self, snapshot: Snapshot, paths: Mapping[str, str], progress: Progress) -> None:
        settled = snapshot.state == SnapshotState.APPLYING  # once it was looked at, its day stands
        self.paths = paths
        self.made = _compared(
            snapshot, paths, dated=snapshot.dated if settled or snapshot.dated_by_hand else None, progress=progress
        )
        if settled:
            self.made.dated_by = snapshot.dated_by

    def tells_nothing_after(self, last: Snapshot) -> bool:
        counts = self.made.counts
        return self.made.dated == last.dated and not (counts["added"] or counts["changed"] or counts["removed"])

    def lacks_files_of(self, last: Snapshot) -> bool:
        return not self.made.is_history and len(self.paths) < len(last.file_name.split(", "))

    def close(self) -> None:
        self.made.aside.close()


def _refuse(lease: Lease[Snapshot], why: str) -> None:
    """End it with a sentence; nothing of it is kept but that it was tried."""
    with transaction.atomic():
        try:
            held = lease.locked()
        except LeaseLost:
            return
        held.state, held.message = SnapshotState.REFUSED, why[:500]
        held.save()
        held.files.all().delete()
        if held.by_id is None:
            note_failure(held.source, why)


@transaction.atomic
def decide_import(*, snapshot: Snapshot, by: User, why: str = "") -> Snapshot:
    """Say that an import is to be applied; where it was stopped by a guard, with the reason.

    Raises ValidationError without one, or for an import that does not wait.
    """
    snapshot = Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    if snapshot.state in (SnapshotState.APPLYING, SnapshotState.APPLIED):
        return snapshot
    if snapshot.state != SnapshotState.WAITING:
        raise ValidationError(_("This import does not wait to be applied."))
    if snapshot.guards and not why.strip():
        raise ValidationError({"why": _("It was stopped for a reason: say why it is right all the same.")})
    snapshot.state, snapshot.override_reason = SnapshotState.APPLYING, why.strip()
    snapshot.done, snapshot.tries, snapshot.message = 0, 0, ""
    snapshot.save()
    kind = EventKind.OVERRIDE if snapshot.guards else EventKind.DECISION
    trail.record(kind, "list-applied", by=by, target=snapshot.reference, reason=why.strip(), list=snapshot.source.key)
    return snapshot


@transaction.atomic
def drop_import(*, snapshot: Snapshot, by: User) -> Snapshot:
    """Do not apply it; the files are forgotten, and a worker that reads them stops.

    Raises ValidationError for one that is applied, or about to be.
    """
    snapshot = Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    if snapshot.state in (SnapshotState.DROPPED, SnapshotState.REFUSED):
        return snapshot
    if snapshot.state in (SnapshotState.APPLYING, SnapshotState.APPLIED):
        raise ValidationError(_("Somebody has said that it is to be applied: it cannot be dropped any more."))
    snapshot.state, snapshot.leased_until, snapshot.message = SnapshotState.DROPPED, None, ""
    snapshot.save()
    snapshot.files.all().delete()
    snapshot.changes.all().delete()
    trail.record(EventKind.DECISION, "list-dropped", by=by, target=snapshot.reference, list=snapshot.source.key)
    return snapshot


# --- From a file, at once: the command, and the demonstration.
@dataclass(frozen=True)
class Imported:
    """What came of an import. `same`: the file was imported before, and nothing was read."""

    snapshot: Snapshot
    same: bool = False


def import_files(
    *,
    source: ListSource,
    paths: Mapping[str, str],
    dated: date | None = None,
    by: User | None = None,
    why: str = "",
    sample: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Read `paths` (by file name) as this list and apply it; with `dry_run` only compare.

    Until it is applied nothing of it is in the database, so one that is ended half-way leaves nothing behind.
    Raises NotThisList where it cannot be read, or where a guard stops it and no `why` says that it is right.
    """
    digest = hash_of(paths)
    latest = source.snapshots.applied().filter(sample=sample).first()
    if latest is not None and latest.file_hash == digest and dated in (None, latest.dated):
        latest.added = latest.changed = latest.removed = latest.rejected = 0
        latest.unchanged = source.entries.current().count()
        return Imported(latest, same=True)
    for _attempt in range(COMPARISONS):
        snapshot = Snapshot(source=source, file_name=", ".join(paths)[:400], file_hash=digest, by=by, sample=sample)
        snapshot.dated_by_hand, snapshot.override_reason = dated is not None, why
        made = _compared(snapshot, paths, dated=dated, progress=progress)
        with closing(made.aside):
            _show(snapshot, made)
            if dry_run:
                return Imported(snapshot)
            if made.guards and not why:
                raise NotThisList(" ".join(made.guards))
            try:
                _apply_at_once(snapshot, made, by)
            except Overtaken:
                continue
            return Imported(snapshot)
    raise NotThisList(_("Other imports of this list were applied meanwhile: try again."))


@transaction.atomic
def _apply_at_once(snapshot: Snapshot, made: Comparison, by: User | None) -> None:
    snapshot.state = SnapshotState.DROPPED  # until it is applied, and nobody sees it before; no worker's either
    snapshot.save()
    apply(snapshot, made)
    source, why = snapshot.source, snapshot.override_reason
    kind = EventKind.OVERRIDE if made.guards else EventKind.WRITE
    trail.record(kind, "list-imported", by=by, target=snapshot.reference, reason=why, list=source.key)
    ask_for_screening(because=f"list:{source.key}", by=by)


def _show(snapshot: Snapshot, made: Comparison) -> None:
    for name in COUNTS:
        setattr(snapshot, name, made.counts[name])
    snapshot.dated, snapshot.dated_by, snapshot.guards = made.dated, made.dated_by, made.guards


def _compared(
    snapshot: Snapshot, paths: Mapping[str, str], *, dated: date | None, progress: Progress | None
) -> Comparison:
    source = ListSource.objects.get(pk=snapshot.source_id)  # with its version of this moment
    return compare(
        source,
        files_of(source, paths),
        dated=dated,
        file_name=snapshot.file_name,
        sample=snapshot.sample,
        progress=progress,
    )
