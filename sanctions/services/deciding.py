"""What a person says of a proposed match, and what follows: designations appear, or go."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import trail
from core.models import EventKind
from sanctions.designating import keep_in_step, withdraw
from sanctions.models import Match
from sanctions.vocabulary import Decision


@transaction.atomic
def decide(*, match: Match, decision: Decision | str, by: User, why: str = "") -> Match:
    """Keep what somebody says of a match. It holds until the entry changes; said again it changes nothing."""
    match = Match.objects.select_for_update(of=("self",)).select_related("entry").get(pk=match.pk)
    decision = Decision(decision)
    if (match.decision, match.decided_hash) == (decision, match.entry.content_hash) and not why:
        return match
    match.decision, match.why = decision, why.strip()
    match.decided_by, match.decided_at = by, timezone.now()
    match.decided_hash = match.entry.content_hash
    match.save()
    _follow(match)
    _record(f"match-{decision.value.replace('_', '-')}", match, by, why)
    return match


@transaction.atomic
def undo(*, match: Match, by: User) -> Match:
    """Take a decision back: the match waits again, and what followed from it is gone."""
    match = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if match.decision:
        match.decision, match.why, match.decided_by, match.decided_at, match.decided_hash = "", "", None, None, ""
        match.save()
        _follow(match)
        _record("match-undone", match, by)
    return match


def _follow(match: Match) -> None:
    if match.decision == Decision.SAME:
        keep_in_step(Match.objects.filter(pk=match.pk))
    else:
        withdraw(match)


def _record(action: str, match: Match, by: User, why: str = "") -> None:
    facts = {"official": match.official.reference, "list": match.entry.source.key, "number": match.entry.number}
    trail.record(EventKind.DECISION, action, by=by, target=match.reference, reason=why, **facts)
