"""Comparing a list with what we have of it, entry by entry, without writing: what is new, changed, gone, suspicious.

What differs is put aside in a temporary file, so memory does not grow with the list, and the transaction that applies
it is short.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.search_keys import search_key
from sanctions.lists.likeness import share_a_name
from sanctions.lists.shapes import BadRow, Item, ListFormat, NotThisList, ParsedEntry, plain
from sanctions.models import Entry, ListSource, Snapshot

#: An import that would lose more than this share of a list, or of what its entries say, is stopped and looked at.
VANISHING, COLLAPSING = 0.10, 0.25
#: Below so many entries a share says nothing.
FEWEST = 20
BATCH = 500
#: Of what is added, so many are shown before it is applied; of rows that could not be read, so many are kept.
SHOWN_ADDED, KEPT_BAD = 500, 10_000
#: What the columns of an entry hold.
LONGEST_NUMBER, LONGEST_NAME = 120, 300
#: The longest name that any list has takes 239 letters. Comparing one of a million would end the worker.
LONGEST_READ = 2000

Progress = Callable[[int], None]


class Known(NamedTuple):
    """What is compared of an entry that we have."""

    pk: int
    content_hash: str
    gone: bool


@dataclass
class Comparison:
    """What an import would do. `aside` holds what is to be written, in two lines each."""

    source: ListSource
    version: int
    dated: date
    dated_by: str
    is_history: bool  # older than what we have: it fills history and leaves the present alone
    aside: IO[str]
    counts: Counter[str] = field(default_factory=Counter)
    fills: dict[str, float] = field(default_factory=dict)
    guards: list[str] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    missing: list[int] = field(default_factory=list)

    def rows(self, *wanted: str) -> Iterator[dict[str, Any]]:
        """What is to be written ("added", "changed", "back"), in the order of the file; "record" is JSON as text."""
        self.aside.seek(0)
        for line in self.aside:
            record = next(self.aside)
            what, _space, rest = line.partition(" ")
            if what in wanted:
                yield {"what": what, **json.loads(rest), "record": record.rstrip("\n")}


as_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def content_hash(record: Mapping[str, Any]) -> str:
    return _hash(as_text(record))


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def known_entries(source: ListSource, *, sample: bool = False) -> dict[str, Known]:
    """What we have of a list, by key. Sample data gives way to the real list: to it, they are not there."""
    rows = source.entries.all() if sample else source.entries.filter(sample=False)
    columns = rows.order_by().values_list("list_id", "pk", "content_hash", "gone_since")
    return {list_id: Known(pk, digest, gone is not None) for list_id, pk, digest, gone in columns.iterator()}


class Comparing:
    """One pass over a list."""

    def __init__(self, made: Comparison, wanted: ListFormat, sample: bool, progress: Progress) -> None:
        self.made, self.wanted, self.progress = made, wanted, progress
        self.known = known_entries(made.source, sample=sample)
        self.in_file: set[str] = set()
        self.filled: Counter[str] = Counter()
        self.changed: list[tuple[Known, ParsedEntry, str, str]] = []

    def read(self, items: Iterator[Item]) -> None:
        for item in items:
            if isinstance(item, ParsedEntry):
                self._entry(item)
            elif isinstance(item, BadRow):
                self._bad(item)
            if self.made.counts["rows"] % BATCH == 0:
                self.progress(self.made.counts["rows"])
        self._settle_changed()
        if not self.in_file:
            raise NotThisList(_nothing_read(self.made.bad))
        self._missing()
        self.made.fills = {name: self.filled[name] / len(self.in_file) for name in self.wanted.guarded}
        self.progress(self.made.counts["rows"])

    def _entry(self, entry: ParsedEntry) -> None:
        counts = self.made.counts
        counts["rows"] += 1
        text = as_text(plain(entry))
        if reason := self._complaint(entry, text):
            self._count_bad(BadRow(entry.line, reason, text=f"{entry.number} {entry.name}"[:200]))
            return
        self.in_file.add(entry.list_id)
        self.filled.update(name for name in self.wanted.guarded if getattr(entry, name))
        digest = _hash(text)
        known = self.known.get(entry.list_id)
        if known is None:
            counts["added"] += 1
            self._aside("added", entry, text, digest)
            return
        same = known.content_hash == digest
        if (same and not known.gone) or (self.made.is_history and (same or not self.wanted.keys_move)):
            self.made.seen.add(known.pk)
            counts["unchanged"] += 1
            return
        self.changed.append((known, entry, text, digest))
        if len(self.changed) >= BATCH:
            self._settle_changed()

    def _complaint(self, entry: ParsedEntry, text: str) -> str:
        """What keeps an entry from being taken; "" where nothing does."""
        if not entry.name.strip():
            return _("It has no name.")
        if entry.list_id in self.in_file:
            return _("This number stands in the list twice.")
        if max(len(entry.list_id), len(entry.number)) > LONGEST_NUMBER:
            return _("Its number is longer than any.")
        if any(len(name.text) > LONGEST_READ for name in entry.names):
            return _("One of its names is longer than any.")
        try:
            text.encode()
        except UnicodeEncodeError:
            return _("It holds characters that are none.")
        # PostgreSQL stores no text with this in it; only a file made to do harm has it.
        return _("It holds characters that are none.") if r"\u0000" in text else ""

    def _bad(self, row: BadRow) -> None:
        self.made.counts["rows"] += 1
        self._count_bad(row)

    def _count_bad(self, row: BadRow) -> None:
        self.made.counts["rejected"] += 1
        if len(self.made.bad) < KEPT_BAD:
            self.made.bad.append(row)

    def _settle_changed(self) -> None:
        """Put changed entries aside, each with its old and new values."""
        if not self.changed:
            return
        old = dict(Entry.objects.filter(pk__in=[one[0].pk for one in self.changed]).values_list("pk", "record"))
        for known, entry, text, digest in self.changed:
            record = old.get(known.pk, {})
            moved = self.wanted.keys_move and _is_another(record, entry)
            if self.made.is_history:
                self.made.counts["unchanged"] += 1
                self.made.seen.update([] if moved else [known.pk])  # of whom the key meant then it says nothing
                continue
            fields = differences(record, json.loads(text))
            if known.gone:
                self.made.counts["added"] += 1  # it is back
            else:
                self.made.counts["changed"] += 1
            self._aside("back" if known.gone else "changed", entry, text, digest, fields=fields, moved=moved)
        self.changed.clear()

    def _aside(self, what: str, entry: ParsedEntry, text: str, digest: str, **more: Any) -> None:
        row = {
            "list_id": entry.list_id,
            "number": entry.number,
            "kind": entry.kind,
            "name": entry.name[:LONGEST_NAME],
            "listed_on": entry.listed_on or None,
            "key": " | ".join(dict.fromkeys(search_key(name.text) for name in entry.names)),
            "hash": digest,
            **more,
        }
        self.made.aside.write(f"{what} {as_text(row)}\n{text}\n")

    def _missing(self) -> None:
        if self.made.is_history:
            return
        missing = [row.pk for list_id, row in self.known.items() if not row.gone and list_id not in self.in_file]
        self.made.missing = missing
        self.made.counts["removed"] = len(missing)


def _is_another(record: Mapping[str, Any], entry: ParsedEntry) -> bool:
    """Whether a key that we know now means somebody else: none of the names is the same."""
    known = [name["text"] for name in record.get("names", [])]
    return not share_a_name(known, [name.text for name in entry.names])


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field by field what was and what is; of the raw row only where nothing else tells."""
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    telling = [name for name in names if name != "raw"] or names
    return {name: [old.get(name), new.get(name)] for name in telling}


def _nothing_read(bad: list[BadRow]) -> str:
    if not bad:
        return _("No entry was found in the file: it is empty, or another file.")
    first = bad[0]
    words = ngettext(
        "No entry could be read. Row %(row)s: %(reason)s",
        "No entry could be read; %(count)s rows are broken. The first, row %(row)s: %(reason)s",
        len(bad),
    )
    return words % {"count": len(bad), "row": first.line, "reason": first.reason}


def guard(made: Comparison, wanted: ListFormat, latest: Snapshot | None) -> None:
    """Say what looks like a broken file rather than like a government's decision."""
    if latest is None or made.is_history:
        return
    there = made.counts["removed"] + made.counts["unchanged"] + made.counts["changed"]
    if there >= FEWEST and made.counts["removed"] > VANISHING * there:
        share = round(100 * made.counts["removed"] / there)
        made.guards.append(
            _("%(count)s of %(there)s entries would be gone (%(share)s %%).")
            % {"count": made.counts["removed"], "there": there, "share": share}
        )
    for name in wanted.guarded if there >= FEWEST else ():
        before, now = latest.fills.get(name, 0), made.fills.get(name, 0)
        if before and now < before * (1 - COLLAPSING):
            said = {"field": name.replace("_", " "), "before": round(100 * before), "now": round(100 * now)}
            made.guards.append(
                _("“%(field)s” was given for %(before)s %% of the entries, and now for %(now)s %%.") % said
            )
