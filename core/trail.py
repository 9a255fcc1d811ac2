"""Writing to the event trail."""

from collections.abc import Iterable
from typing import Any

from core.models import Event, EventKind


def record(kind: EventKind, action: str, *, by: Any = None, target: str = "", reason: str = "", **facts: Any) -> Event:
    """Add one event. `target` is a reference, never a name; `facts` hold codes and numbers, no personal data."""
    actor = by if by is not None and getattr(by, "is_authenticated", False) else None
    return Event.objects.create(kind=kind, action=action, by=actor, target=target, reason=reason, facts=facts)


def record_about(kind: EventKind, action: str, *, by: Any, targets: Iterable[str], reason: str = "") -> list[Event]:
    """Add one event about each of `targets`, at the cost of one."""
    return Event.objects.bulk_create(
        [Event(kind=kind, action=action, by=by, target=target, reason=reason) for target in targets]
    )


def record_each(kind: EventKind, action: str, *, by: Any, target: str, each: list[dict[str, Any]]) -> list[Event]:
    """Add one event for each set of facts, at the cost of one."""
    return Event.objects.bulk_create(
        [Event(kind=kind, action=action, by=by, target=target, facts=facts) for facts in each]
    )
