"""What the writes have in common: an action's row held, its history, and what follows a write on cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from advocacy.models import Action
from core import slots, trail
from core.models import EventKind


def held(action: Action) -> Action:
    """The action as it is now, ours until the transaction ends."""
    return Action.objects.select_for_update().get(pk=action.pk)


def changed(action: Action, why: str = "") -> None:
    """Save it with the reason in its history."""
    action.version += 1
    action._change_reason = why[:300] or None  # type: ignore[attr-defined]  # simple-history reads it
    action.save()


def written(
    action: Action, what: str, by: User | None, why: str = "", *, cases: Iterable[int] = (), **facts: Any
) -> None:
    """What follows a write on an action."""
    keys = list(cases) or list(action.links.values_list("case", flat=True))
    recorded(what, action.reference, by, why, cases=keys, **facts)


def recorded(what: str, reference: str, by: User | None, why: str = "", *, cases: Iterable[int], **facts: Any) -> None:
    """What follows a write on cases: the event trail, and the rules on them once it is saved."""
    trail.record(EventKind.WRITE, what, by=by, target=reference, reason=why, **facts)
    keys = list(cases)

    def tell() -> None:
        for key in keys:
            slots.gather("case-written", case_id=key)

    transaction.on_commit(tell)
