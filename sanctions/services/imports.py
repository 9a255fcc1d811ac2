"""Bringing in a list: stored, read and compared, looked at, applied or dropped; each step safe to repeat."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock, trail
from core.models import EventKind
from sanctions.applying import Overtaken, apply, preview
from sanctions.lists.shapes import NotThisList
from sanctions.models import ListSource, Snapshot, SnapshotFile
from sanctions.reading import Comparison, compare, files_of
from sanctions.services.screening import ask_for_screening
from sanctions.vocabulary import SnapshotState

LEASE = timedelta(seconds=120)
PART = 512 * 1024
#: Of what somebody uploads, compressed or not.
LARGEST_UPLOAD = 400 * 1024 * 1024
TRIES = 3


class Upload(Protocol):
    """A file as a form hands it in (`django.core.files.File`), or one that was fetched."""

    name: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


# --- In the browser: three steps, the long ones the worker's.
@transaction.atomic
def begin_import(
    *, source: ListSource, uploads: Iterable[Upload], by: User | None, dated: date | None = None
) -> Snapshot:
    """Store what was uploaded and put it in the queue. Raises ValidationError for a file that is too large."""
    snapshot = Snapshot.objects.create(
        source=source, dated=dated or clock.real_today(), dated_by_hand=dated is not None, by=by
    )
    names = [_store(snapshot, upload) for upload in uploads]
    snapshot.file_name = ", ".join(names)[:400]
    snapshot.save()
    trail.record(EventKind.WRITE, "list-uploaded", by=by, target=snapshot.reference, list=source.key)
    return snapshot


def _store(snapshot: Snapshot, upload: Upload) -> str:
    """Keep a file in parts, each compressed. Any worker can read them, on any machine."""
    name = os.path.basename(upload.name or "list")[:200]
    size = 0
    for number, chunk in enumerate(upload.chunks(PART)):
        size += len(chunk)
        if size > LARGEST_UPLOAD:
            limit = LARGEST_UPLOAD // (1024 * 1024)
            raise ValidationError(
                _("“%(name)s” has more than %(limit)s MB: compress it with gzip.") % {"name": name, "limit": limit}
            )
        SnapshotFile.objects.create(snapshot=snapshot, name=name, number=number, data=zlib.compress(chunk, 1))
    if not size:
        raise ValidationError(_("“%(name)s” is empty (0 bytes): fetch it again.") % {"name": name})
    return name


def go_on(snapshot: Snapshot) -> bool:
    """Do what the snapshot waits for, unless another worker is at it. Returns whether this one did it."""
    if not _take(snapshot):
        return False
    snapshot.refresh_from_db()
    try:
        if snapshot.state == SnapshotState.APPLYING:
            apply_stored(snapshot)
        else:
            read_stored(snapshot)
    except NotThisList as error:
        _settle(snapshot, SnapshotState.REFUSED, str(error))
    finally:
        Snapshot.objects.filter(pk=snapshot.pk).update(leased_until=None)
    return True


def _take(snapshot: Snapshot) -> bool:
    now = timezone.now()
    free = Snapshot.objects.under_way().filter(Q(leased_until=None) | Q(leased_until__lt=now), pk=snapshot.pk)
    return free.update(leased_until=now + LEASE) == 1


def read_stored(snapshot: Snapshot) -> None:
    """Read and compare what was uploaded; from then on it waits for somebody to look at it."""
    Snapshot.objects.filter(pk=snapshot.pk).update(state=SnapshotState.READING)
    with unpacked(snapshot) as paths:
        snapshot.file_hash = hash_of(paths)
        made = _compared(snapshot, paths)
        with transaction.atomic():
            preview(snapshot, made)
            snapshot.state = SnapshotState.WAITING
            snapshot.save()


def apply_stored(snapshot: Snapshot) -> None:
    """Apply what somebody has looked at. What another import changed meanwhile is compared anew."""
    with unpacked(snapshot) as paths:
        _apply(snapshot, paths)


def decide_import(*, snapshot: Snapshot, by: User, why: str = "") -> Snapshot:
    """Say that an import is to be applied; where it was stopped by a guard, with the reason.

    Raises ValidationError without one, or for an import that does not wait.
    """
    with transaction.atomic():
        snapshot = Snapshot.objects.select_for_update().get(pk=snapshot.pk)
        if snapshot.state in (SnapshotState.APPLYING, SnapshotState.APPLIED):
            return snapshot
        if snapshot.state != SnapshotState.WAITING:
            raise ValidationError(_("This import does not wait to be applied."))
        if snapshot.guards and not why.strip():
            raise ValidationError({"why": _("It was stopped for a reason: say why it is right all the same.")})
        snapshot.state, snapshot.override_reason, snapshot.done = SnapshotState.APPLYING, why.strip(), 0
        snapshot.save()
        kind = EventKind.OVERRIDE if snapshot.guards else EventKind.DECISION
        trail.record(kind, "list-applied", by=by, target=snapshot.reference, reason=why, list=snapshot.source.key)
    return snapshot


@transaction.atomic
def drop_import(*, snapshot: Snapshot, by: User) -> Snapshot:
    """Do not apply it; the files are forgotten. Raises ValidationError for one that was applied."""
    snapshot = Snapshot.objects.select_for_update().get(pk=snapshot.pk)
    if snapshot.state in (SnapshotState.APPLYING, SnapshotState.APPLIED):
        raise ValidationError(_("It is applied already."))
    snapshot.state = SnapshotState.DROPPED
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
) -> Imported:
    """Read `paths` (by file name) as this list and apply it; with `dry_run` only compare.

    Raises NotThisList where it cannot be read, or where a guard stops it and no `why` says that it is right.
    """
    digest = hash_of(paths)
    known = source.snapshots.applied().filter(file_hash=digest, sample=sample).first()
    latest = source.snapshots.applied().filter(sample=sample).first()
    if known is not None and known == latest and dated in (None, known.dated):
        known.added = known.changed = known.removed = known.rejected = 0
        known.unchanged = source.entries.current().count()
        return Imported(known, same=True)
    snapshot = Snapshot(
        source=source, dated=dated or clock.real_today(), file_name=", ".join(paths)[:400], file_hash=digest, by=by
    )
    snapshot.sample, snapshot.override_reason = sample, why
    snapshot.dated_by_hand = dated is not None
    if dry_run:
        made = _compared(snapshot, paths)
        return Imported(_shown(snapshot, made))
    snapshot.save()
    try:
        _apply(snapshot, paths, guarded=not why)
    except BaseException:
        snapshot.delete()
        raise
    trail.record(EventKind.WRITE, "list-imported", by=by, target=snapshot.reference, reason=why, list=source.key)
    return Imported(snapshot)


def _shown(snapshot: Snapshot, made: Comparison) -> Snapshot:
    for name in ("rows", "added", "changed", "removed", "unchanged", "rejected"):
        setattr(snapshot, name, made.counts[name])
    snapshot.dated, snapshot.dated_by, snapshot.guards = made.dated, made.dated_by, made.guards
    return snapshot


def _apply(snapshot: Snapshot, paths: Mapping[str, str], *, guarded: bool = False) -> None:
    for attempt in range(TRIES):
        made = _compared(snapshot, paths)
        if guarded and made.guards:
            raise NotThisList(" ".join(made.guards))
        try:
            apply(snapshot, made)
            break
        except Overtaken:
            if attempt == TRIES - 1:
                raise
    ask_for_screening(because=f"list:{snapshot.source.key}", by=snapshot.by)


def _compared(snapshot: Snapshot, paths: Mapping[str, str]) -> Comparison:
    source = ListSource.objects.get(pk=snapshot.source_id)
    return compare(
        source,
        files_of(source, paths),
        # Once it was looked at, its day stands.
        dated=snapshot.dated if snapshot.dated_by_hand or snapshot.state == SnapshotState.APPLYING else None,
        file_name=snapshot.file_name,
        sample=snapshot.sample,
        progress=lambda done: _progress(snapshot, done),
    )


def _progress(snapshot: Snapshot, done: int) -> None:
    """Say how far it is, and keep the lease."""
    if snapshot.pk is not None:
        Snapshot.objects.filter(pk=snapshot.pk).update(done=done, leased_until=timezone.now() + LEASE)


def _settle(snapshot: Snapshot, state: SnapshotState, message: str) -> None:
    Snapshot.objects.filter(pk=snapshot.pk).update(state=state, message=message[:500])
    SnapshotFile.objects.filter(snapshot=snapshot).delete()


def hash_of(paths: Mapping[str, str]) -> str:
    """One SHA-256 over all files, whatever they are called."""
    digests = []
    for path in paths.values():
        digest = sha256()
        with open(path, "rb") as file:
            while chunk := file.read(1024 * 1024):
                digest.update(chunk)
        digests.append(digest.hexdigest())
    return digests[0] if len(digests) == 1 else sha256("".join(sorted(digests)).encode()).hexdigest()


@contextmanager
def unpacked(snapshot: Snapshot) -> Iterator[dict[str, str]]:
    """The stored files as real ones, by name, for as long as they are read."""
    folder = tempfile.mkdtemp(prefix="list-")
    try:
        paths: dict[str, str] = {}
        for part in SnapshotFile.objects.filter(snapshot=snapshot).order_by("name", "number").iterator(chunk_size=8):
            path = paths.setdefault(part.name, os.path.join(folder, str(len(paths))))
            with open(path, "ab") as file:
                file.write(zlib.decompress(part.data))
        yield paths
    finally:
        shutil.rmtree(folder, ignore_errors=True)
