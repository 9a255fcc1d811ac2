"""Rows of sanctions for tests: as imports and people make them."""

from datetime import date

from django.utils import timezone

from cases.models import Involvement
from cases.vocabulary import Grade, OfficialFunction
from core.search_keys import search_key
from sanctions.models import Designation, Entry, ListSource, Match, Programme, Snapshot
from sanctions.reading import content_hash
from sanctions.services.deciding import decide
from sanctions.vocabulary import EntryKind, SnapshotState
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


def involve(case, official=None, by=None, second=None, *, function=OfficialFunction.REMAND_JUDGE, **fields):
    """An official in a case: approved by `second` where given, else alleged only."""
    official = official or OfficialFactory(state=case.state)
    fields = {"grade": Grade.CORROBORATED, "known_on": date(2023, 1, 1), "level": case.level, **fields}
    approval = {"approved_by": second, "approved_at": timezone.now()} if second else {}
    return Involvement.objects.create(
        case=case, official=official, function=function, proposed_by=by, **approval, **fields
    )
