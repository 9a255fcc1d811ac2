"""A case with officials, accounts and sources, and submissions on it: what the tests of submissions share."""

from datetime import date

from cases.models import Citation, Update
from cases.vocabulary import Grade, Level, SourceKind, UpdateKind
from core.partial_dates import parse_partial_date
from sanctions.models import Programme
from sanctions.services.submissions import SubmissionData, start_submission
from tests.factories import OfficialFactory, SourceFactory
from tests.sanctions.factories import involve


def happened(case, day, summary, kind=UpdateKind.ARREST, level="", **fields) -> Update:
    """A dated account on the timeline of `case`."""
    said = {"grade": Grade.CORROBORATED, "logged_on": date(2023, 4, 1), **fields}
    return Update.objects.create(
        case=case, kind=kind, summary=summary, occurred=parse_partial_date(day), level=level or case.level, **said
    )


def cite(told, source=None, **fields) -> Citation:
    """What a source says of an update or of an official's part."""
    fields = {"level": told.level, **fields}
    on = {"update": told} if isinstance(told, Update) else {"involvement": told}
    return Citation.objects.create(source=source or SourceFactory(organisation=told.case.owner), **on, **fields)


def told_by_somebody(case, who="The wife", **fields):
    """Somebody who told us: confidential, for the members of the case only."""
    said = {"told_by": who, "title": "Call with the wife", "address": "", "kind": SourceKind.INTERVIEW, **fields}
    return SourceFactory(organisation=case.owner, case=case, level=Level.RESTRICTED, **said)


def programme(key="US-GLOMAG") -> Programme:
    return Programme.objects.get(key=key)


def approved(case, by, second, name="Elena Lenskaya", **fields):
    """An approved part of an official with an identity."""
    known = {"native_name": "Елена Ленская", "position": "Judge", "birth": parse_partial_date("1975")}
    official = OfficialFactory(name=name, state=case.state, **known)
    return involve(case, official, by, second, **fields)


def submission(case, *officials, by, key="US-GLOMAG", **fields):
    """A submission that recommends these officials for their part in `case`."""
    data = SubmissionData(programme=programme(key), officials=list(officials), **fields)
    return start_submission(data=data, cases=[case], by=by)


def section(made, kind, official=None):
    rows = made.sections.filter(kind=kind)
    return rows.get(target__official=official) if official else rows.get(target=None)
