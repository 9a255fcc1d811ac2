"""Key dates: entering, settling and postponing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, KeyDate, Update
from cases.vocabulary import Level
from core import clock, slots, trail
from core.models import EventKind
from core.partial_dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class ExpectedData:
    """What is expected, and when."""

    kind: str
    due: PartialDate
    summary: str = ""
    level: str = ""  # empty: as the case


@transaction.atomic
def enter_key_date(
    *,
    case: Case,
    kind: str,
    due: PartialDate,
    summary: str,
    by: User | None,
    level: str = "",
    entered_on: date | None = None,
) -> KeyDate:
    """Enter what is expected on `case`; entered twice in the same words it is one date."""
    data = ExpectedData(kind=kind, due=due, summary=summary, level=level)
    check_expected(data, case)
    same = KeyDate.objects.filter(case=case, kind=kind, due=due, summary=summary, entered_by=by).first()
    if same is not None:
        return same
    key_date = key_date_row(case, data, by, entered_on or clock.today())
    key_date.save()
    key_date.named.set(case.named.all() if key_date.level == Level.SEALED else [])
    _after(key_date, "key-date-entered", by)
    return key_date


def check_expected(data: ExpectedData, case: Case) -> None:
    if (data.level or case.level) == Level.PUBLIC:
        raise ValidationError({"level": _("Nothing can be made public yet: no consent is recorded.")})


def key_date_row(case: Case, data: ExpectedData, by: User | None, entered_on: date) -> KeyDate:
    """A key date as a row that is not stored yet."""
    return KeyDate(
        case=case,
        kind=data.kind,
        due=data.due,
        summary=data.summary,
        entered_by=by,
        entered_on=entered_on,
        level=data.level or case.level,
    )


@transaction.atomic
def settle_key_date(*, key_date: KeyDate, outcome: str, by: User, update: Update | None = None) -> KeyDate:
    """Say what came of it. Raises ValidationError without an outcome."""
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say what came of it, or that it is unknown and who was asked.")})
    if key_date.resolved_on is None:
        key_date.resolved_on, key_date.outcome, key_date.resolved_by = clock.today(), outcome.strip(), update
        key_date.save()
        _after(key_date, "key-date-settled", by)
    return key_date


@transaction.atomic
def postpone_key_date(*, key_date: KeyDate, due: PartialDate, why: str, by: User) -> KeyDate:
    """Move it to another day; the earlier one stays in its history."""
    if not why.strip():
        raise ValidationError({"why": _("Say why it moves, or who said so.")})
    key_date.due = due
    key_date._change_reason = why[:100]  # type: ignore[attr-defined]  # simple-history reads it
    key_date.save()
    _after(key_date, "key-date-postponed", by, why)
    return key_date


def _after(key_date: KeyDate, action: str, by: User | None, reason: str = "") -> None:
    case = key_date.case
    trail.record(EventKind.WRITE, action, by=by, target=case.reference, reason=reason, key_date=key_date.reference)
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
