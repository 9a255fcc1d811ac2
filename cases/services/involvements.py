"""Saying that an official took part in a case, and the second person who approves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases import grading
from cases.models import Case, Involvement, Official
from cases.services.sourcing import CitationData, check, cite, resolved
from cases.vocabulary import Degree, OfficialFunction, OfficialKind, Seniority
from core import clock, trail
from core.models import EventKind
from core.partial_dates import PartialDate

_F = OfficialFunction
#: How high somebody of this function usually stands, until somebody says better.
USUAL_SENIORITY: dict[str, Seniority] = {
    _F.MINISTER: Seniority.SENIOR,
    _F.LEGISLATOR: Seniority.SENIOR,
    **dict.fromkeys([_F.REMAND_JUDGE, _F.TRIAL_JUDGE, _F.APPEAL_JUDGE], Seniority.MIDDLE),
    **dict.fromkeys([_F.PROSECUTOR, _F.PRISON_HEAD], Seniority.MIDDLE),
    **dict.fromkeys([_F.ARRESTING_OFFICER, _F.INVESTIGATOR, _F.EXPERT_WITNESS, _F.PRISON_DOCTOR], Seniority.LINE),
    **dict.fromkeys([_F.SECURITY_OPERATIVE, _F.PROPAGANDIST], Seniority.LINE),
}


@dataclass(frozen=True, kw_only=True)
class InvolvementData:
    """Who is said to have done what. `official` is one we have; else `name` and what goes with it make a new one."""

    function: str
    official: Official | None = None
    name: str = ""
    native_name: str = ""
    position: str = ""
    kind: str = OfficialKind.PERSON
    degree: str = Degree.UNKNOWN
    since: PartialDate | None = None
    until: PartialDate | None = None
    note: str = ""
    citations: Sequence[CitationData] = ()


@transaction.atomic
def propose_involvement(*, case: Case, data: InvolvementData, by: User) -> Involvement:
    """Say that an official took part: alleged, and inside the owner organisation, until somebody else approves it.

    Raises ValidationError, keyed by field, without a name or a source, or where it is said already.
    """
    check_involvement(data)
    official = data.official or official_row(data, case, by)
    if official.pk is None:
        official.save()
    if Involvement.objects.filter(case=case, official=official, function=data.function).exists():
        raise ValidationError({"official": _("This official is recorded on this case in this function already.")})
    citations = [resolved(citation, case) for citation in data.citations]
    involvement = involvement_row(case, official, data, citations, by)
    involvement.save()
    involvement.named.set(case.named.all())
    for citation in citations:
        cite(citation, involvement=involvement)
    _record("involvement-proposed", involvement, by)
    return involvement


def official_row(data: InvolvementData, case: Case, by: User) -> Official:
    """The official whom `data` names, as a row that is not stored yet."""
    return Official(
        name=data.name.strip(),
        native_name=data.native_name.strip(),
        position=data.position.strip(),
        kind=data.kind,
        state=case.state,
        seniority=USUAL_SENIORITY.get(data.function, Seniority.UNKNOWN),
        added_by_organisation=by.organisation,
    )


def involvement_row(
    case: Case, official: Official, data: InvolvementData, citations: Sequence[CitationData], by: User
) -> Involvement:
    """An involvement as a row that is not stored yet: graded by `citations`, which are those of `data`, resolved."""
    return Involvement(
        official=official,
        case=case,
        function=data.function,
        degree=data.degree,
        since=data.since,
        until=data.until,
        note=data.note.strip(),
        grade=grading.grade_of(citations),
        known_on=clock.today(),
        proposed_by=by,
        level=case.level,
    )


@transaction.atomic
def approve_involvement(*, involvement: Involvement, by: User) -> Involvement:
    """Approve what somebody else of the owner organisation proposed; from then on its partners see it too.

    Raises PermissionDenied for another organisation's people, ValidationError for the one who proposed it.
    """
    involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    if by.organisation_id != involvement.case.owner_id:
        raise PermissionDenied
    if involvement.proposed_by_id == by.pk:
        raise ValidationError(_("A second person approves this: you proposed it."))
    if involvement.approved_at is None:
        involvement.approved_by, involvement.approved_at = by, timezone.now()
        involvement.save()
        _record("involvement-approved", involvement, by, kind=EventKind.DECISION)
    return involvement


def check_involvement(data: InvolvementData) -> None:
    """Refuse, keyed by field, what cannot be said of an official."""
    wrong: dict[str, list[ValidationError]] = {}
    if data.official is None and not data.name.strip():
        wrong["official"] = [ValidationError(_("Name the official or body."))]
    if not data.citations:
        wrong["source"] = [ValidationError(_("An accusation needs a source: give an address, or say who told it."))]
    for citation in data.citations:
        try:
            check(citation)
        except ValidationError as error:
            wrong.setdefault("source", []).append(error)
    if data.since and data.until and data.until.latest < data.since.earliest:
        wrong["until"] = [ValidationError(_("This lies before the day it began."))]
    if wrong:
        raise ValidationError(wrong)


def _record(action: str, involvement: Involvement, by: User, *, kind: EventKind = EventKind.WRITE) -> None:
    facts = {"official": involvement.official.reference, "function": involvement.function}
    trail.record(kind, action, by=by, target=involvement.case.reference, **facts)
