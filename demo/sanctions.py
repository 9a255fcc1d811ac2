"""Sanctions of the demonstration: small lists of its own, in official shape, found and compared as real ones are.

Each sample file is imported on its day, as sample data that gives way to the real list. Which entries are the same as
which officials stands in the facts, as a person's decision; namesakes are proposed too, and left to be decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from accounts.models import User
from cases.models import Case, Official
from core import clock
from demo import facts as f
from sanctions.models import Designation, Entry, ListSource, Match, Programme, Snapshot
from sanctions.screening import propose
from sanctions.services.deciding import decide
from sanctions.services.designations import annotate_designation, record_designation, record_nameless
from sanctions.services.imports import import_files
from sanctions.vocabulary import Decision

FOLDER = Path(__file__).parent / "lists"
WHY = "Name, birth date and function agree (demonstration)."
#: The EU's listings of the facts name the regulation.
EU_PROGRAMMES = {"(EU) 2020/1998, Annex I": "EU-GHRSR", "(EU) 2018/1542": "EU-CHEM"}


class Sample(NamedTuple):
    """One sample file: which list, published when."""

    dated: date
    key: str
    path: Path


def samples(until: date) -> Iterator[Sample]:
    """The sample files published by a day, the oldest first: `us-sdn_2023-03-02.csv`."""
    found = []
    for path in FOLDER.iterdir():
        key, _, day = path.stem.partition("_")
        found.append(Sample(date.fromisoformat(day), key, path))
    yield from (sample for sample in sorted(found) if sample.dated <= until)


def load_sanctions(day: date, known: f.Facts, *, officials: Mapping[str, Official], by: User) -> None:
    """Bring lists, matches and designations to `day`. What is there stays, so loading again changes nothing."""
    for sample in samples(day):
        _import(sample, by)
    _propose(officials)
    _decide(known, officials, by)
    _add(day, known, by)
    _enter_by_hand(day, known, officials, by)


def _import(sample: Sample, by: User) -> None:
    """Import a sample once; a jurisdiction of which somebody imported a real list needs none."""
    source = ListSource.objects.get(key=sample.key)
    real = Snapshot.objects.applied().filter(source__jurisdiction=source.jurisdiction, sample=False)
    if not real.exists() and not Snapshot.objects.filter(source=source, dated=sample.dated).exists():
        import_files(source=source, paths={sample.path.name: str(sample.path)}, dated=sample.dated, by=by, sample=True)


def _propose(officials: Mapping[str, Official]) -> None:
    """What screening finds in the samples; the worker does the same with the real lists."""
    known = set(Match.objects.values_list("official", "entry"))
    for one in propose(officials.values(), entries=Entry.objects.current().filter(sample=True)):
        if (one.official, one.entry) not in known:
            Match.objects.create(
                official_id=one.official,
                entry_id=one.entry,
                score=one.scored.score,
                explanation=one.scored.plain(),
                proposed_on=clock.today(),
            )


def _decide(known: f.Facts, officials: Mapping[str, Official], by: User) -> None:
    """What the facts say is the same; a decision that somebody took since stands."""
    for same in known.sanctions.same:
        official = officials.get(same.official)
        if official is None:
            continue
        entries = Entry.objects.filter(source__key=same.list, number__in=same.numbers, sample=True)
        for match in Match.objects.filter(official=official, entry__in=entries, decision=""):
            decide(match=match, decision=Decision.SAME, by=by, why=WHY)


def _add(day: date, known: f.Facts, by: User) -> None:
    for added in known.sanctions.added:
        rows = Designation.objects.filter(match__entry__source__key=added.list, list_id__in=added.numbers)
        for designation in rows.filter(cited_title="", match__entry__sample=True):
            annotate_designation(
                designation=designation,
                listed_on=_by(day, added.listed),
                announced_on=_by(day, added.announced),
                elsewhere=bool(added.elsewhere) or None,
                elsewhere_why=added.elsewhere or None,
                cited_title=_titled(known.sources[added.source]),
                by=by,
            )


def _by(day: date, when: date | None) -> date | None:
    return when if when and when <= day else None


def _titled(source: f.Source) -> str:
    return f"{source.title} ({source.publisher})" if source.publisher else source.title


def _enter_by_hand(day: date, known: f.Facts, officials: Mapping[str, Official], by: User) -> None:
    """The EU's listings, and those without names."""
    for listing in known.listings:
        if listing.official in officials:
            regulation, _comma, annex = listing.regulation.partition(",")
            record_designation(
                official=officials[listing.official],
                programme=Programme.objects.get(key=EU_PROGRAMMES[listing.regulation]),
                list_id=f"{annex.strip()}, {listing.entry}" if listing.entry else regulation,
                listed_on=listing.on,
                elsewhere=listing.regulation != "(EU) 2020/1998, Annex I",
                cited_title=f"Official Journal, Regulation {regulation}",
                by=by,
            )
    for nameless in known.sanctions.nameless:
        if nameless.listed <= day and nameless.case in known.dossiers:
            record_nameless(
                case=Case.objects.get(reference=known.dossiers[nameless.case].case.reference),
                programme=Programme.objects.get(key=nameless.programme),
                count=nameless.count,
                listed=nameless.listed,
                cited_title=_titled(known.sources[nameless.source]),
                by=by,
            )
