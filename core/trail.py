"""Writing to the event trail."""

from typing import Any

from core.models import Event, EventKind


def record(kind: EventKind, action: str, *, by: Any = None, target: str = "", reason: str = "", **facts: Any) -> Event:
    """Add one event. `target` is a reference, never a name; `facts` hold codes and numbers, no personal data."""
    actor = by if by is not None and getattr(by, "is_authenticated", False) else None
    return Event.objects.create(kind=kind, action=action, by=actor, target=target, reason=reason, facts=facts)
