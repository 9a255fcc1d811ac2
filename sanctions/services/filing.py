"""What must be settled before a submission is filed: consent, the warning about its evidence, what is missing.

An action that has a submission cannot be said to be sent in any other way either: `refuse_unready` stands in the slot
"action-to-be-sent" of `advocacy`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from advocacy.models import Action
from advocacy.services.actions import send_action
from advocacy.vocabulary import UNSENT
from cases.models import Case
from cases.services.judging import ConsentMissing
from core import clock, trail
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from sanctions.dossiers.completeness import Gap, gaps_of, sections_of
from sanctions.dossiers.material import material_of
from sanctions.models import Submission
from sanctions.services.submissions import insist_unsent

#: By jurisdiction, the procedure whose clock reminds us to ask again; elsewhere nobody gave a number of days.
PROCEDURES = {"US": "magnitsky"}
WITHOUT_CONSENT, WITH_GAPS = "submission-without-consent", "submission-with-gaps"


# --- Consent for the scope "sanctions file".
@transaction.atomic
def ask_consent(*, submission: Submission, asked_on: date, by: User) -> Submission:
    """Say that whoever speaks for the prisoner was asked. Raises ValidationError for a day still to come."""
    submission = _held(submission)
    _not_to_come("asked_on", asked_on)
    return _consent(submission, by, "consent-asked", consent_asked_on=asked_on)


@transaction.atomic
def record_consent(*, submission: Submission, given_on: date, words: str, by: User) -> Submission:
    """Record that consent was given: the day, who gave it and in what words. Said twice it is said once.

    Raises ValidationError, keyed by field: no words, a day still to come or before it was asked.
    """
    submission = _held(submission)
    _not_to_come("given_on", given_on)
    if not words.strip():
        raise ValidationError({"words": _("Say who consented and in what words: this is what we show if asked.")})
    if submission.consent_asked_on and given_on < submission.consent_asked_on:
        raise ValidationError({"given_on": _("This lies before the day it was asked.")})
    said = {"consent_given_on": given_on, "consent_words": words.strip()}
    return _consent(submission, by, "consent-given", **said)


@transaction.atomic
def refuse_consent(*, submission: Submission, words: str, by: User) -> Submission:
    """Record that they said no, or took their consent back, and in what words. It counts at once, filed or not."""
    submission = _held(submission)
    if not words.strip():
        raise ValidationError({"words": _("Say who refused or took it back, when, and in what words.")})
    said = {"consent_given_on": None, "consent_words": words.strip()}
    return _consent(submission, by, "consent-refused", **said)


def _consent(submission: Submission, by: User, what: str, **said: Any) -> Submission:
    if any(getattr(submission, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(submission, name, value)
        submission.consent_by = by
        submission.save()
        trail.record(EventKind.DECISION, f"submission-{what}", by=by, target=submission.reference)
    return submission


@transaction.atomic
def take_warning(*, submission: Submission, by: User) -> Submission:
    """Keep that the warning was read: under this programme the evidence may reach the listed person."""
    submission = _held(submission)
    insist_unsent(submission)
    if submission.warned_at is None:
        submission.warned_at = timezone.now()
        submission.save()
        trail.record(EventKind.DECISION, "submission-warned", by=by, target=submission.reference)
    return submission


# --- Filing.
@transaction.atomic
def file_submission(
    *,
    submission: Submission,
    sent: PartialDate,
    by: User,
    due_on: date | None = None,
    knows_gaps: bool = False,
    override_why: str = "",
) -> Submission:
    """Say that it was filed; the clock of its action runs from that day. Said twice it is said once.

    Raises ConsentMissing without consent, unless somebody who curates sanctions says why all the same (audited);
    PermissionDenied where somebody else tries to; ValidationError where the warning was not read, where something is
    missing and `knows_gaps` is not said, and as `send_action` does.
    """
    submission = _held(submission)
    if submission.action.state not in UNSENT:
        return submission
    if knows_gaps and (gaps := gaps_left(submission, by)):
        missing = [gap.code for gap in gaps]
        trail.record(EventKind.DECISION, WITH_GAPS, by=by, target=submission.reference, missing=missing)
    if override_why.strip() and submission.consent_given_on is None:
        if not by.may(Permission.CURATE_SANCTIONS):
            raise PermissionDenied
        reason = override_why.strip()
        trail.record(EventKind.OVERRIDE, WITHOUT_CONSENT, by=by, target=submission.reference, reason=reason)
    procedure = PROCEDURES.get(submission.programme.jurisdiction, "")
    send_action(action=submission.action, sent=sent, by=by, procedure=procedure, due_on=due_on)
    trail.record(EventKind.DECISION, "submission-filed", by=by, target=submission.reference)
    return submission


def refuse_unready(*, action: Action, by: User) -> list[Any]:
    """Refuse to send the action of a submission that is not ready: what `advocacy` asks before it says "sent"."""
    submission = Submission.objects.select_related("programme", "action").filter(action=action).first()
    if submission is not None:
        check_ready(submission, by)
    return []


def check_ready(submission: Submission, by: User) -> None:
    """Raise ConsentMissing or ValidationError where something must be settled before it is filed."""
    if submission.programme.evidence_reaches and submission.warned_at is None:
        words = _("Read the warning first: under this programme the evidence may reach the listed person.")
        raise ValidationError({"warned": words})
    if (gaps := gaps_left(submission, by)) and not _said(submission, WITH_GAPS):
        words = _("Something is missing: %(what)s Mend it, or say that you file it all the same.")
        raise ValidationError({"knows_gaps": words % {"what": " ".join(gap.words for gap in gaps)}})
    if submission.consent_given_on is None and not _said(submission, WITHOUT_CONSENT):
        words = _("The consent of %(whose)s for the scope “sanctions file” is missing: ask for it and record it first.")
        raise ConsentMissing({"override_why": words % {"whose": whose_consent(submission, by)}})


def gaps_left(submission: Submission, by: User) -> Sequence[Gap]:
    return gaps_of(material_of(submission, by, to_draft=False), sections_of(submission))


def whose_consent(submission: Submission, by: User) -> str:
    """The prisoners for whom somebody must consent, by name, as far as the reader may see their cases."""
    cases = Case.objects.visible_to(by).filter(actions=submission.action).select_related("prisoner")
    return ", ".join(dict.fromkeys(case.prisoner.name for case in cases.order_by("prisoner__name")))


def _said(submission: Submission, what: str) -> bool:
    return Event.objects.about(submission.reference).filter(action=what).exists()


def _not_to_come(field: str, day: date) -> None:
    if day > clock.today():
        raise ValidationError({field: _("This day is still to come.")})


def _held(submission: Submission) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("programme", "action")
    return rows.get(pk=submission.pk)
