"""Rows of sanctions for tests: as imports and people make them."""

from datetime import date

from django.utils import timezone

from cases.models import Involvement
from cases.vocabulary import Grade, OfficialFunction
from core.partial_dates import PartialDate
from core.search_keys import search_key
from sanctions.importing.comparing import content_hash
from sanctions.models import Designation, Entry, ListSource, Match, NamelessDesignation, Programme, Snapshot
from sanctions.services.deciding import decide
from sanctions.vocabulary import ChangeKind, EntryKind, SnapshotState
from tests.factories import OfficialFactory

DAY = date(2023, 3, 3)


def source(key="us-sdn") -> ListSource:
    return ListSource.objects.get(key=key)


def snapshot(key="us-sdn", dated=DAY, **fields) -> Snapshot:
    """An import that was applied."""
    fields = {"state": SnapshotState.APPLIED, "dated": dated, **fields}
    return Snapshot.objects.create(source=source(key), **fields)


def entry(name="Elena LENSKAYA", key="us-sdn", number="", *, listings=(), seen=DAY, **fields) -> Entry:
    """An entry of a list; `listings` as (tag, ISO day or "") pairs, `record` for what else it says."""
    number = number or str(40_000 + Entry.objects.count())
    record = {
        "list_id": number,
        "number": number,
        "kind": "person",
        "names": [{"text": name, "kind": "primary"}],
        "listings": [{"tag": tag, **({"on": on} if on else {})} for tag, on in listings or [("GLOMAG", "")]],
        **fields.pop("record", {}),
    }
    days = [date.fromisoformat(one["on"]) for one in record["listings"] if one.get("on")]
    values = {
        "list_id": number.lower().replace(" ", "-"),
        "number": number,
        "kind": EntryKind.PERSON,
        "name": name,
        "listed_on": min(days, default=None),
        "record": record,
        "key": search_key(name),
        "content_hash": content_hash(record),
        "first_seen_on": seen,
        "last_seen_on": seen,
        **fields,
    }
    return Entry.objects.create(source=source(key), **values)


def waiting_import(key="ca") -> Snapshot:
    """An import that was read, stopped by a guard, and waits; with a change of each kind."""
    counts = {kind.value: 1 for kind in ChangeKind}
    waiting = snapshot(key, state=SnapshotState.WAITING, guards=["Half of it would be gone."], rows=5, **counts)
    said: dict[str, dict[str, object]] = {
        ChangeKind.CHANGED: {"births": [["1975"], ["1974-10-11"]]},
        ChangeKind.REJECTED: {"reason": "It has no name.", "column": "LastName"},
    }
    for kind in ChangeKind:
        waiting.changes.create(
            kind=kind, list_id="jvcfor/1", name="Elena LENSKAYA", line=7, fields=said.get(kind.value, {})
        )
    return waiting


def eventful_entry(key="ca") -> Entry:
    """An entry that one import changed and a later one did not have, with its history."""
    gone = entry(key=key, listings=[("SEMA", "2022-11-14")], gone_since=date(2023, 4, 3), record={"raw": {"Item": "7"}})
    changed = {"names": [[{"text": "Helena LENSKAYA"}], gone.record["names"]]}
    for day, kind, fields in ((DAY, "changed", changed), (gone.gone_since, "removed", {})):
        snapshot(key, day).changes.create(kind=kind, list_id=gone.list_id, name=gone.name, fields=fields)
    return gone


def match(official, listed: Entry, score=0.95, **fields) -> Match:
    """A proposal that nobody has decided."""
    fields = {"proposed_on": DAY, "explanation": {}, **fields}
    return Match.objects.create(official=official, entry=listed, score=score, **fields)


def confirmed(official, listed: Entry, by) -> Match:
    """A proposal that `by` said is the same; its designations are there."""
    return decide(match=match(official, listed), decision="same", by=by)


def designation(official, programme="EU-GHRSR", listed_on=date(2023, 6, 5), **fields) -> Designation:
    """A designation entered by hand, with its source."""
    fields = {"cited_title": "Official Journal L 147", "list_id": "Annex I, 41", **fields}
    law = Programme.objects.get(key=programme)
    return Designation.objects.create(official=official, programme=law, listed_on=listed_on, **fields)


def nameless(case, programme="LV", count=10, day=date(2023, 4, 17), **fields) -> NamelessDesignation:
    """So many listed over a case, their names not published."""
    fields = {"listed": PartialDate(day), "cited_title": "Foreign ministry of Latvia", **fields}
    law = Programme.objects.get(key=programme)
    return NamelessDesignation.objects.create(case=case, programme=law, count=count, **fields)


def involve(case, official=None, by=None, second=None, *, function=OfficialFunction.REMAND_JUDGE, **fields):
    """An official in a case: approved by `second` where given, else alleged only."""
    official = official or OfficialFactory(state=case.state)
    fields = {"grade": Grade.CORROBORATED, "known_on": date(2023, 1, 1), "level": case.level, **fields}
    approval = {"approved_by": second, "approved_at": timezone.now()} if second else {}
    return Involvement.objects.create(
        case=case, official=official, function=function, proposed_by=by, **approval, **fields
    )
