"""Logging what happened, and correcting it.

Every write here is one transaction: the update, its citations, the case's status and periods, the event trail. Saved
twice under one `form_key` it is saved once, so a page that never came back may be sent again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases import folding, grading
from cases.models import Case, KeyDate, Update
from cases.services.judging import UpdateData, check_level, check_update
from cases.services.sourcing import CitationData, cite, resolved
from cases.status import is_contact
from cases.vocabulary import Grade, Level, UpdateKind
from core import clock, slots, trail
from core.models import EventKind
from core.partial_dates import PartialDate


class AlreadyCorrected(ValidationError):
    """Somebody else corrected the update first; `newer` is what stands now."""

    def __init__(self, newer: Update) -> None:
        super().__init__(_("Somebody corrected this update while you were writing. Your text is kept below."))
        self.newer = newer


@transaction.atomic
def log_update(
    *,
    case: Case,
    data: UpdateData,
    by: User,
    form_key: uuid.UUID | None = None,
    event: uuid.UUID | None = None,
    logged_on: date | None = None,
) -> Update:
    """Log what happened on `case` and refold its status.

    `form_key` makes it safe to repeat; `event` ties the updates of one event on many cases; `logged_on` is today unless
    a record is brought in from elsewhere. Raises ValidationError (keyed by field where one is to blame) and saves
    nothing when the update contradicts the record, names no source, or lies in the future; ConsentMissing when
    `public` is asked for and no valid consent covers it.
    """
    form_key = form_key or uuid.uuid4()
    if (saved := Update.objects.filter(case=case, form_key=form_key).first()) is not None:
        return saved
    _lock(case)
    logged_on = logged_on or clock.today()
    check_update(case=case, data=data, logged_on=logged_on)
    update = _store(case, data, by=by, form_key=form_key, event=event, logged_on=logged_on)
    settle_key_dates(update)
    _after(case, update, "update-logged", by)
    return update


@transaction.atomic
def log_event(*, cases: Iterable[Case], data: UpdateData, by: User, form_key: uuid.UUID) -> list[Update]:
    """Log one event on many cases: all of them or none. The updates share `event`."""
    return [log_update(case=case, data=data, by=by, form_key=form_key, event=form_key) for case in cases]


@dataclass(frozen=True, kw_only=True)
class Brought:
    """An account known already elsewhere: what it says, the day it became known, and a key that stays the same."""

    data: UpdateData
    logged_on: date
    form_key: uuid.UUID


@transaction.atomic
def bring_in(*, case: Case, accounts: Iterable[Brought], by: User) -> list[Update]:
    """Log accounts that were kept elsewhere, and refold once. What was brought in before is passed over.

    Raises ValidationError as `log_update` does, except that the order of custody is not judged: it is what was kept.
    """
    _lock(case)
    known = set(Update.objects.filter(case=case).values_list("form_key", flat=True))
    new = [account for account in accounts if account.form_key not in known]
    for account in new:
        check_update(case=case, data=account.data, logged_on=account.logged_on, judge_order=False)
    updates = [
        _store(case, account.data, by=by, form_key=account.form_key, event=None, logged_on=account.logged_on)
        for account in new
    ]
    if updates:
        folding.refold(case)
        trail.record(EventKind.WRITE, "updates-brought-in", by=by, target=case.reference, count=len(updates))
        transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
    return updates


@transaction.atomic
def check_nothing_new(*, case: Case, asked: str, by: User, form_key: uuid.UUID | None = None) -> Update:
    """Put on record that somebody asked and there is nothing new: it ends the wait for news, not for contact."""
    data = UpdateData(
        kind=UpdateKind.NIL_CHECK,
        occurred=PartialDate(clock.today()),
        summary=_("Checked, nothing new."),
        asked=asked.strip(),
    )
    return log_update(case=case, data=data, by=by, form_key=form_key)


@transaction.atomic
def correct_update(
    *,
    update: Update,
    data: UpdateData,
    by: User,
    why: str,
    form_key: uuid.UUID | None = None,
    judge_order: bool = True,
) -> Update:
    """Supersede `update` by a corrected one; the earlier words stay readable beside it.

    `judge_order`: not where this is one step of several that were judged together. Raises AlreadyCorrected when
    somebody superseded it first, and ValidationError as `log_update` does.
    """
    form_key = form_key or uuid.uuid4()
    if (saved := Update.objects.filter(case=update.case, form_key=form_key).first()) is not None:
        return saved
    case = _lock(update.case)
    update = Update.objects.get(pk=update.pk)
    if update.superseded_by_id is not None or update.retracted_at is not None:
        raise AlreadyCorrected(latest_of(update))
    # Seen by whoever saw what it corrects: else the old words would stand for some and vanish for others.
    data = _at_level(data, update)
    logged_on = max(update.logged_on, data.occurred.earliest)
    check_update(case=case, data=data, logged_on=logged_on, instead_of=update, judge_order=judge_order)
    corrected = _store(
        case, data, by=by, form_key=form_key, event=update.event, logged_on=logged_on, reflected=update.reflected
    )
    update.superseded_by = corrected
    update._change_reason = why[:100]  # type: ignore[attr-defined]  # simple-history reads it
    update.save()
    KeyDate.objects.filter(resolved_by=update).update(resolved_by=corrected)
    _after(case, corrected, "update-corrected", by, reason=why, supersedes=update.reference)
    return corrected


@transaction.atomic
def retract_update(*, update: Update, why: str, by: User) -> Update:
    """Take an update back: it stays readable, struck through, with the reason, and counts for nothing."""
    if not why.strip():
        raise ValidationError({"why": _("Say why it is taken back; the reason stays on record.")})
    case = _lock(update.case)
    update = Update.objects.get(pk=update.pk)
    if update.superseded_by_id is not None:
        raise AlreadyCorrected(latest_of(update))
    if update.retracted_at is None:
        update.retracted_at, update.retracted_why = timezone.now(), why.strip()[:300]
        update.grade = Grade.RETRACTED
        update.save()
        KeyDate.objects.filter(resolved_by=update).update(resolved_by=None, resolved_on=None, outcome="")
        _after(case, update, "update-retracted", by, reason=why)
    return update


@transaction.atomic
def reflect_in_status(*, update: Update, by: User, why: str) -> Update:
    """Let an update that not every reader of the case may see count in the status they all see."""
    case = _lock(update.case)
    if not update.reflected:
        update.reflected = update.counted = True
        update.save()
        _after(case, update, "status-reflected", by, reason=why, kind=EventKind.DECISION)
    return update


@transaction.atomic
def set_update_level(*, update: Update, level: str, named: Sequence[User], by: User, why: str) -> Update:
    """Change who may see an update and the earlier wordings that it supersedes; what counts is decided anew."""
    check_level(level, named)
    case = _lock(update.case)
    chain = [update, *earlier_wordings(update)]
    for one in chain:
        one.level = level
        one.counted = folding.counts(one, case)
        one._change_reason = why[:100]  # type: ignore[attr-defined]
        one.save()
        one.named.set(_named(level, named, by))
    _after(case, update, "level-set", by, reason=why, kind=EventKind.DECISION, level=level)
    return update


def latest_of(update: Update) -> Update:
    """The wording that stands now."""
    while update.superseded_by is not None:
        update = update.superseded_by
    return update


def earlier_wordings(update: Update) -> list[Update]:
    """What `update` superseded, latest first."""
    earlier: list[Update] = []
    waiting = list(update.supersedes.all())
    while waiting:
        one = waiting.pop()
        earlier.append(one)
        waiting.extend(one.supersedes.all())
    return earlier


# --- How it is stored.
def _lock(case: Case) -> Case:
    """Hold the case's row until the transaction ends, so that two writers fold one after the other."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _at_level(data: UpdateData, update: Update) -> UpdateData:
    return replace(data, level=update.level, named=tuple(update.named.all()))


def _named(level: str, named: Sequence[User], by: User) -> list[User]:
    """Who may read a sealed record: those named, and whoever sealed it."""
    return [*{person.pk: person for person in [*named, by]}.values()] if level == Level.SEALED else []


def _store(
    case: Case,
    data: UpdateData,
    *,
    by: User,
    form_key: uuid.UUID,
    event: uuid.UUID | None,
    logged_on: date,
    reflected: bool = False,
) -> Update:
    citations = [resolved(citation, case) for citation in data.citations]
    update = update_row(
        case, data, citations, by=by, form_key=form_key, event=event, logged_on=logged_on, reflected=reflected
    )
    update.save()
    update.named.set(readers_named(update, data, by, case.named.all() if not data.level else ()))
    for citation in citations:
        cite(citation, update=update)
    return update


def update_row(
    case: Case,
    data: UpdateData,
    citations: Sequence[CitationData],
    *,
    by: User,
    form_key: uuid.UUID,
    logged_on: date,
    event: uuid.UUID | None = None,
    reflected: bool = False,
) -> Update:
    """An update as a row that is not stored yet: graded by `citations`, which are those of `data`, resolved."""
    worked_out = grading.grade_of(citations)
    update = Update(
        case=case,
        kind=data.kind,
        detail=data.detail,
        occurred=data.occurred,
        logged_on=logged_on,
        sequence=data.sequence,
        summary=data.summary.strip(),
        account=data.account.strip(),
        asked=data.asked,
        place=data.place.strip(),
        facility=data.facility,
        grade=data.grade or worked_out,
        grade_set_by_hand=bool(data.grade) and data.grade != worked_out,
        reflected=reflected,
        level=data.level or case.level,
        event=event,
        author=by,
        form_key=form_key,
    )
    update.contact = is_contact(data.kind, data.detail)
    asked = data.kind == UpdateKind.NIL_CHECK
    update.reliable = asked or grading.is_reliable(update.grade, citations)
    update.counted = folding.counts(update, case)
    return update


def readers_named(update: Update, data: UpdateData, by: User, on_the_case: Iterable[User]) -> list[User]:
    """Who may read `update` where it is sealed: those its writer named, else those named on its case."""
    return _named(update.level, list(data.named or on_the_case), by)


# A kind of update settles the key dates that expected it.
SETTLES: dict[str, tuple[str, ...]] = {
    UpdateKind.HEARING: ("hearing",),
    UpdateKind.TRIAL_OPENED: ("hearing",),
    UpdateKind.VERDICT: ("hearing", "remand_expiry"),
    UpdateKind.APPEAL_FILED: ("appeal_limit",),
    UpdateKind.APPEAL_DECIDED: ("hearing", "appeal_limit"),
    UpdateKind.RESTRAINT: ("remand_expiry", "hearing"),
    UpdateKind.RELEASE: ("remand_expiry", "hearing", "appeal_limit", "parole", "sentence_end"),
    UpdateKind.DEATH: ("remand_expiry", "hearing", "appeal_limit", "parole", "sentence_end"),
    UpdateKind.TERM_EXPIRED: ("sentence_end",),
}
# What ends a case settles dates still far off; anything else settles only what was due by then.
ENDS = frozenset({UpdateKind.RELEASE, UpdateKind.DEATH})


def settle_key_dates(update: Update) -> None:
    """Settle the open key dates that this update answers, where everyone who sees the date sees the update."""
    kinds = SETTLES.get(update.kind, ())
    if not kinds or not update.counted:
        return
    dates = KeyDate.objects.filter(case=update.case, kind__in=kinds).open().filter(entered_on__lte=update.logged_on)
    if update.kind not in ENDS:
        # Custody is extended some days before it would end.
        dates = dates.filter(due_from__lte=date.fromordinal(update.occurred_on.toordinal() + 14))
    for key_date in dates:
        key_date.resolved_on, key_date.resolved_by = update.occurred_on, update
        key_date.save()


def _after(
    case: Case,
    update: Update,
    action: str,
    by: User,
    *,
    reason: str = "",
    kind: EventKind = EventKind.WRITE,
    **facts: Any,
) -> None:
    """What follows every write: the status anew, the event trail, and word to the apps above once it is saved."""
    folding.refold(case)
    trail.record(kind, action, by=by, target=case.reference, reason=reason, update=update.reference, **facts)
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
