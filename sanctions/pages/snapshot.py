"""What the page of one import shows: its counts as tabs, and of each change what was and what is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.addresses import Address
from sanctions.exporting import as_csv
from sanctions.models import Change, Match, Snapshot
from sanctions.pages.record_words import field_word, said
from sanctions.vocabulary import ChangeKind, SnapshotState

#: By pk, which is the order of the file.
ORDER = [("pk", False)]
SHOWN_FIRST = (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED, ChangeKind.REJECTED)


# --- While a worker is at it
@dataclass(frozen=True)
class Job:
    """How far the worker is, as `components/_progress.html` shows it. `total` is what the last import had, if any."""

    snapshot: Snapshot

    finished = False

    @property
    def text(self) -> str:
        said_of = {"list": self.snapshot.source.name}
        if self.snapshot.state == SnapshotState.APPLYING:
            return _("Applying: %(list)s") % said_of
        if self.snapshot.state == SnapshotState.READING:
            return _("Reading and comparing: %(list)s") % said_of
        return _("Waiting for a worker: %(list)s") % said_of

    @property
    def done(self) -> int:
        return self.snapshot.done

    @property
    def total(self) -> int:
        """Rows; 0 where nobody knows."""
        return max(self.snapshot.total, self.done) if self.snapshot.total else 0

    @property
    def url(self) -> str:
        return self.snapshot.get_absolute_url()


# --- What it would change, or changed
@dataclass(frozen=True)
class Tab:
    kind: ChangeKind
    label: str
    count: int
    url: str
    current: bool


def tabs_of(snapshot: Snapshot, address: Address) -> list[Tab]:
    """One for each kind of change; the one asked for is current, else the first with anything in it."""
    counts = snapshot.counts
    asked = address.query.get("tab", "")
    filled = [kind for kind in SHOWN_FIRST if counts[kind]]
    current = asked if asked in SHOWN_FIRST else (filled or SHOWN_FIRST)[0]
    return [
        Tab(kind, str(kind.label), counts[kind], address.having("tab", kind), kind == current) for kind in SHOWN_FIRST
    ]


def changes_of(snapshot: Snapshot, kind: ChangeKind) -> QuerySet[Change]:
    return snapshot.changes.filter(kind=kind)


@dataclass(frozen=True)
class FieldChange:
    """One field of an entry: what is no longer said, and what is said now."""

    label: str
    gone: list[str]
    come: list[str]


def field_changes(change: Change) -> list[FieldChange]:
    """Field by field; of what there may be several of, only those that went and those that came."""
    return [_field_change(name, was, now) for name, (was, now) in change.fields.items()]


def _field_change(name: str, was: Any, now: Any) -> FieldChange:
    if name == "raw":
        before, after = was or {}, now or {}
        differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        gone = [f"{key}: {before[key]}" for key in differing if key in before]
        return FieldChange(field_word(name), gone, [f"{key}: {after[key]}" for key in differing if key in after])
    gone, come = ([said(name, one) for one in _several(value)] for value in (was, now))
    return FieldChange(
        field_word(name), [text for text in gone if text not in come], [text for text in come if text not in gone]
    )


def _several(value: Any) -> list[Any]:
    if value in (None, "", [], {}):
        return []
    return list(value) if isinstance(value, list) else [value]


@dataclass(frozen=True)
class ChangeRow:
    """A change with the page of its entry, where that exists."""

    change: Change
    url: str
    fields: list[FieldChange]


def rows_of(changes: list[Change], snapshot: Snapshot) -> list[ChangeRow]:
    """What is only to be added has no page yet; what was rejected never has."""
    key = snapshot.source.key
    waits = snapshot.state != SnapshotState.APPLIED
    rows = []
    for change in changes:
        here = change.list_id and not (waits and change.kind == ChangeKind.ADDED and not change.fields)
        url = reverse("sanctions:entry", args=[key, change.list_id]) if here else ""
        told = [] if change.kind == ChangeKind.REJECTED else field_changes(change)
        rows.append(ChangeRow(change, url, told))
    return rows


def left_out(snapshot: Snapshot, kind: ChangeKind) -> str:
    """Says that not all is listed, where that is so: of long lists only the beginning is kept."""
    kept, count = changes_of(snapshot, kind).count(), snapshot.counts[kind]
    if kept >= count:
        return ""
    words = ngettext(
        "Only the first of %(count)s is kept here.", "Only the first %(kept)s of %(count)s are kept here.", kept
    )
    return words % {"kept": kept, "count": count}


@dataclass(frozen=True)
class Touched:
    """A confirmed match whose entry an import changes or takes away, or brings back."""

    match: Match
    change: Change


def touched(snapshot: Snapshot, reader: User) -> list[Touched]:
    """What the import means for our officials, of whom only those are told that the reader may see."""
    matches = Match.objects.visible_to(reader).confirmed().filter(entry__source=snapshot.source_id)
    matches = matches.filter(entry__list_id__in=snapshot.changes.exclude(list_id="").values("list_id"))
    found = {
        one.entry.list_id: one for one in matches.select_related("official", "entry__source").defer("entry__record")
    }
    changes = snapshot.changes.filter(list_id__in=found).exclude(kind=ChangeKind.REJECTED) if found else []
    return [Touched(found[change.list_id], change) for change in changes]


# --- Rejected rows, to take home
def problems_csv(snapshot: Snapshot) -> Iterator[str]:
    """A table of the rows that could not be read: row, column, reason, text."""
    titles = {"line": _("Row"), "column": _("Column"), "reason": _("Reason"), "text": _("Text")}
    rows = changes_of(snapshot, ChangeKind.REJECTED).order_by("pk").values_list("line", "fields")
    told = ({"line": line, **fields} for line, fields in rows.iterator())
    return as_csv(titles.values(), ({title: one.get(name, "") for name, title in titles.items()} for one in told))
