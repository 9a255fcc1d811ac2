"""What a person says of a proposed match, and what follows: designations appear, or go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import trail
from core.models import EventKind
from sanctions.designating import keep_in_step, withdraw
from sanctions.models import Designation, Match
from sanctions.services.telling import tell_cases_of
from sanctions.vocabulary import Decision


def seen_as(match: Match) -> str:
    """What somebody has before them who decides: the decision as it stands, on the entry as it is."""
    return f"{match.decision}:{match.entry.content_hash}"


@transaction.atomic
def decide(*, match: Match, decision: Decision | str, by: User, why: str = "", as_seen: str = "") -> Match:
    """Keep what somebody says of a match. It holds until the entry changes; said again it changes nothing.

    `as_seen` is what they had before them (`seen_as`). Raises ValidationError where it is no longer so: somebody else
    decided meanwhile, or an import changed the entry.
    """
    match = _held(match)
    decision = Decision(decision)
    if (match.decision, match.decided_hash) == (decision, match.entry.content_hash) and why.strip() in ("", match.why):
        return match
    if as_seen and as_seen != seen_as(match):
        raise ValidationError(_("It was decided, or its entry changed, while you looked. Look again, then decide."))
    match.decision, match.why = decision, why.strip()
    match.decided_by, match.decided_at = by, timezone.now()
    match.decided_hash = match.entry.content_hash
    match.save()
    _follow(match)
    _record(f"match-{decision.value.replace('_', '-')}", match, by, why)
    return match


@transaction.atomic
def decide_many(*, matches: Iterable[Match], decision: Decision | str, by: User, why: str = "") -> int:
    """Decide several alike, all or none. Returns how many were not decided so before; what is decided is left alone."""
    decided = 0
    for match in matches:
        if _held(match).is_open:
            decide(match=match, decision=decision, by=by, why=why)
            decided += 1
    return decided


@transaction.atomic
def undo(*, match: Match, by: User, as_seen: str = "") -> Match:
    """Take the latest decision back: the one before it holds again, or the match waits; designations follow.

    What a person had added to a designation that went with the decision comes back with it. `as_seen` is what they
    had before them (`seen_as`): where it is no longer so, nothing is taken back, so a second click does no more.
    """
    match = _held(match)
    if match.decision and as_seen in ("", seen_as(match)):
        since, before = match.decided_at, _before(match)
        for name in ("decision", "why", "decided_by_id", "decided_at", "decided_hash"):
            setattr(match, name, getattr(before, name) if before else _UNDECIDED[name])
        match.save()
        if match.decision == Decision.SAME and since is not None:
            _bring_back(match, since)
        _follow(match)
        _record("match-undone", match, by)
    return match


_UNDECIDED: dict[str, Any] = {"decision": "", "why": "", "decided_by_id": None, "decided_at": None, "decided_hash": ""}


def _held(match: Match) -> Match:
    """The match as it is now, ours until the transaction ends."""
    rows = Match.objects.select_for_update(of=("self",)).select_related("entry__source", "official")
    found: Match = rows.get(pk=match.pk)
    return found


def _before(match: Match) -> Any:
    """The match as it was before its latest decision, from its history; None where nobody had decided."""
    decided = match.history.filter(decided_at=match.decided_at).order_by("history_id").first()
    if decided is None:
        return None
    before = match.history.filter(history_id__lt=decided.history_id).order_by("-history_id").first()
    return before if before is not None and before.decision else None


def _bring_back(match: Match, since: datetime) -> None:
    """Designations of the match that its latest decision took away, as they were."""
    taken = Designation.history.filter(match_id=match.pk, history_type="-", history_date__gte=since)
    for row in taken.order_by("history_id"):
        lost = row.instance
        same = Designation.objects.filter(official=lost.official_id, programme=lost.programme_id, list_id=lost.list_id)
        if not same.exists() and not Designation.objects.filter(pk=lost.pk).exists():
            lost.save(force_insert=True)


def _follow(match: Match) -> None:
    if match.decision == Decision.SAME:
        keep_in_step(Match.objects.filter(pk=match.pk))
    else:
        withdraw(match)
    tell_cases_of(match.official)


def _record(action: str, match: Match, by: User, why: str = "") -> None:
    facts = {"official": match.official.reference, "list": match.entry.source.key, "number": match.entry.number}
    trail.record(EventKind.DECISION, action, by=by, target=match.reference, reason=why, **facts)
