"""What an update says, what it would lead to, and what is refused, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from cases import folding, grading
from cases.models import Case, Facility, Update
from cases.models.update import SOURCELESS
from cases.services.sourcing import STORED, CitationData, Library, check, resolved
from cases.status import Happening, contradictions, fold, state_on
from cases.visibility import stricter
from cases.vocabulary import DETAILS, MAY_LACK_DETAIL, Grade, Level, Status, UpdateKind
from core import clock
from core.partial_dates import PartialDate


class ConsentMissing(ValidationError):
    """A record was to be made public and nobody's valid consent covers that."""


@dataclass(frozen=True, kw_only=True)
class UpdateData:
    """What one update says. `occurred` may be partial; `grade` empty means: work it out from the sources."""

    kind: str
    occurred: PartialDate
    summary: str
    detail: str = ""
    citations: Sequence[CitationData] = ()
    account: str = ""
    asked: str = ""
    place: str = ""
    facility: Facility | None = None
    sequence: int = 0
    level: str = ""  # empty: as the case
    named: Sequence[User] = ()
    grade: str = ""

    def happening(self, logged_on: date) -> Happening:
        return Happening(
            self.occurred,
            logged_on,
            self.kind,
            self.detail,
            self.sequence,
            self.facility.pk if self.facility else None,
        )


def status_after(*, case: Case, data: UpdateData, instead_of: Update | None = None) -> Status:
    """The status the case would have today with `data` logged: shown before saving when it would change."""
    level = data.level or case.level
    if level == Level.SEALED or stricter(level, case.level):
        return Status(case.status)
    happened = _happenings(case, instead_of)
    return state_on(fold([*happened, data.happening(clock.today())]), clock.today()).status


def grade_after(*, case: Case, data: UpdateData) -> Grade:
    """The grade that the sources of `data` would give it: shown before saving."""
    return grading.grade_of([resolved(citation, case) for citation in data.citations])


def check_update(
    *,
    case: Case,
    data: UpdateData,
    logged_on: date,
    instead_of: Update | None = None,
    judge_order: bool = True,
    among: Library = STORED,
) -> None:
    """Refuse, keyed by field, what cannot be logged. Raises ValidationError with everything wrong at once."""
    wrong: dict[str, list[ValidationError]] = {}

    def refuse(field: str, message: str, **params: Any) -> None:
        wrong.setdefault(field, []).append(ValidationError(message, params=params or None))

    if data.occurred.earliest > clock.today():
        refuse(
            "occurred",
            _("%(date)s lies in the future. Log what has happened; what is expected belongs under key dates."),
            date=str(data.occurred),
        )
    _check_kind(data, refuse)
    if not data.summary.strip():
        refuse("summary", _("Say in one line what happened."))
    if not data.citations and data.kind not in SOURCELESS:
        refuse("citations", _("Every account needs a source: give an address, or say who told it."))
    for citation in data.citations:
        try:
            check(citation)
        except ValidationError as error:
            wrong.setdefault("citations", []).append(error)
    if _named_twice(case, data.citations, among):
        refuse("citations", _("The same source is named twice. Say what it says in one place."))
    try:
        check_level(data.level or case.level, data.named or (), inherited=not data.level)
    except ConsentMissing:
        raise
    except ValidationError as error:
        wrong.setdefault("level", []).append(error)
    if judge_order and not wrong:
        for message in _contradictions(case, data, logged_on, instead_of):
            refuse("occurred", message)
    if wrong:
        raise ValidationError(wrong)


def _named_twice(case: Case, citations: Sequence[CitationData], among: Library) -> bool:
    """Whether two citations go to one source: it is cited once for one update."""
    if len(citations) < 2:
        return False
    known = [resolved(one, case, among) for one in citations]
    named = [one.source or (one.told_by.casefold(), one.connection, one.address, one.title) for one in known]
    return any(one == other for one, other in combinations(named, 2))


def _check_kind(data: UpdateData, refuse: Any) -> None:
    allowed = DETAILS.get(UpdateKind(data.kind), ())
    left_out = not data.detail and data.kind in MAY_LACK_DETAIL
    if allowed and data.detail not in allowed and not left_out:
        refuse("detail", _("Say more closely what kind it was."))
    if not allowed and data.detail:
        refuse("detail", _("This kind takes no closer description."))
    if data.kind == UpdateKind.NIL_CHECK and not data.asked:
        refuse("asked", _("Say who was asked: that is what makes “nothing new” worth something."))


def check_level(level: str, named: Sequence[User], *, inherited: bool = False) -> None:
    """Refuse what nobody has agreed to or nobody could read. Raises ConsentMissing or ValidationError."""
    if level == Level.PUBLIC and not inherited:
        raise ConsentMissing(
            {"level": _("Nothing can be made public yet: no consent of the prisoner or family is recorded.")}
        )
    if level == Level.SEALED and not named and not inherited:
        raise ValidationError(_("Name at least one person who may read a sealed record."))


def _contradictions(case: Case, data: UpdateData, logged_on: date, instead_of: Update | None) -> list[str]:
    """What `data` newly contradicts: a record that was already at odds does not keep others from logging."""
    before = _happenings(case, instead_of)
    known = {str(found.message) for found in contradictions(before)}
    after = contradictions([*before, data.happening(logged_on)])
    return [str(found.message) for found in after if str(found.message) not in known]


def _happenings(case: Case, without: Update | None) -> list[Happening]:
    updates = Update.objects.filter(case=case).counted()
    return folding.happenings(case, updates.exclude(pk=without.pk) if without else updates)
