"""Keeping a case row and its periods in step with its updates.

Only this module writes `SUMMARY_FIELDS` and `StatusPeriod`, always in the transaction of what they sum up. It folds the
updates that everyone who may see the case may see: a stricter one counts only once somebody with the right has said
*reflect in status*. So nothing summed up on a case carries what one of its readers may not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from cases.models import Case, StatusPeriod, Update
from cases.models.case import SUMMARY_FIELDS
from cases.status import RELEASED, Happening, Period, State, confines, fold, moves_status, state_on
from cases.visibility import stricter
from cases.vocabulary import Level
from core import clock
from core.partial_dates import PartialDate

PERIOD_FIELDS = ("status", "liberty", "stage", "place_known", "contact", "in_custody_since", "place_unknown_since")


def counts(update: Update, case: Case) -> bool:
    """Whether `update` may move what every reader of `case` sees.

    A sealed update never does by itself: its named people need not be those of a sealed case.
    """
    if update.reflected:
        return True
    return update.level != Level.SEALED and not stricter(update.level, case.level)


def happenings(case: Case, updates: Iterable[Update] | None = None) -> list[Happening]:
    """What the fold needs of the case's counted updates."""
    rows = Update.objects.filter(case=case).counted() if updates is None else updates
    return [Happening(row.occurred, row.logged_on, row.kind, row.detail, row.sequence, row.facility_id) for row in rows]


def public_status(case: Case) -> str:
    """The status that follows from public updates alone: what a public page may say."""
    periods = fold(happenings(case, Update.objects.filter(case=case, level=Level.PUBLIC).current()))
    return state_on(periods, clock.today()).status


@dataclass(frozen=True)
class Drift:
    """A difference between what is stored for a case and what its updates say."""

    reference: str
    what: str
    stored: Any
    folded: Any


def _first_confined(periods: list[Period]) -> date | None:
    return next((period.starts_on for period in periods if period.state.confined), None)


def _as_known(happened: list[Happening], day: date | None, matters: Callable[[Happening], bool]) -> PartialDate | None:
    """The date, as the record gives it, of what took effect on `day`; the earliest where several did."""
    began = (one.occurred for one in happened if one.effective_on == day and matters(one))
    return next(iter(sorted(began, key=lambda when: when.earliest)), None)


def _status_since(periods: list[Period]) -> date | None:
    """First day of the unbroken run of the last status; a change of place or contact does not begin a new one."""
    since = None
    for period in reversed(periods):
        if period.state.status != periods[-1].state.status:
            break
        since = period.starts_on
    return since


def _released_on(periods: list[Period]) -> date | None:
    """First day of freedom, where the last word is that the prisoner is free or died free."""
    last_confined = max((place for place, period in enumerate(periods) if period.state.confined), default=-1)
    after = (period for period in periods[last_confined + 1 :] if period.state.liberty in RELEASED)
    return next((period.starts_on for period in after), None)


def summary_of(case: Case, happened: list[Happening], periods: list[Period]) -> dict[str, Any]:
    """The values of SUMMARY_FIELDS as the updates have them."""
    latest = (
        Update.objects.filter(case=case)
        .counted()
        .aggregate(
            last_update_on=Max("occurred_on"),
            last_reliable_on=Max("occurred_on", filter=Q(reliable=True)),
            last_contact_on=Max("occurred_on", filter=Q(contact=True)),
        )
    )
    return {**summary_folded(happened, periods), **latest}


def summary_of_new(updates: Sequence[Update], happened: list[Happening], periods: list[Period]) -> dict[str, Any]:
    """The values of SUMMARY_FIELDS for a case that is not stored yet, from all its `updates` that count."""
    latest = {
        "last_update_on": max((one.occurred_on for one in updates), default=None),
        "last_reliable_on": max((one.occurred_on for one in updates if one.reliable), default=None),
        "last_contact_on": max((one.occurred_on for one in updates if one.contact), default=None),
    }
    return {**summary_folded(happened, periods), **latest}


def summary_folded(happened: list[Happening], periods: list[Period]) -> dict[str, Any]:
    """The part of the summary that follows from the fold alone."""
    state = periods[-1].state if periods else State()
    first, since = _first_confined(periods), _status_since(periods)
    return {
        "status": state.status.value,
        "liberty": state.liberty.value,
        "stage": state.stage.value,
        "place_known": state.place_known,
        "contact": state.contact.value,
        "status_since": since,
        "status_began": _as_known(happened, since, moves_status),
        "in_custody_since": state.in_custody_since,
        "place_unknown_since": state.place_unknown_since,
        "facility_id": state.facility,
        "arrested_on": first,
        "arrested": _as_known(happened, first, confines),
        "custody_began": _as_known(happened, state.in_custody_since, confines),
        "released_on": _released_on(periods),
    }


def rows_of(case: Case, periods: list[Period]) -> list[StatusPeriod]:
    """The periods as rows to store."""
    return [
        StatusPeriod(
            case=case,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            **{name: _plain(getattr(period.state, name)) for name in PERIOD_FIELDS},
        )
        for period in periods
    ]


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


def _signature(row: StatusPeriod) -> tuple[Any, ...]:
    return (row.starts_on, row.ends_on, *(_plain(getattr(row, name)) for name in PERIOD_FIELDS))


@transaction.atomic
def refold(case: Case) -> list[Drift]:
    """Rebuild the case's summary and periods from its updates; the drift that was mended is returned."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    happened = happenings(case)
    found = list(drift(case, happened))
    if not found:
        return []
    periods = fold(happened)
    summary = summary_of(case, happened, periods)
    # Not `save()`: the summary has no history of its own, its updates have.
    Case.objects.filter(pk=case.pk).update(**summary)
    case.periods.all().delete()
    StatusPeriod.objects.bulk_create(rows_of(case, periods))
    for name, value in summary.items():
        setattr(case, name, value)
    return found


def drift(case: Case, happened: list[Happening] | None = None) -> Iterator[Drift]:
    """What is stored for `case` and differs from what its updates say."""
    happened = happenings(case) if happened is None else happened
    periods = fold(happened)
    summary = summary_of(case, happened, periods)
    stored = Case.objects.values(*(name if name != "facility" else "facility_id" for name in SUMMARY_FIELDS)).get(
        pk=case.pk
    )
    for name, value in summary.items():
        if stored[name] != value:
            yield Drift(case.reference, name, stored[name], value)
    kept = [_signature(row) for row in case.periods.order_by("starts_on")]
    folded = [_signature(row) for row in rows_of(case, periods)]
    if kept != folded:
        yield Drift(case.reference, "periods", len(kept), len(folded))


def recount(case: Case) -> None:
    """Decide anew which updates count, after a level changed; then refold."""
    for update in Update.objects.filter(case=case):
        if update.counted != counts(update, case):
            Update.objects.filter(pk=update.pk).update(counted=not update.counted)
    refold(case)
