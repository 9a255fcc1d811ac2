"""Jobs of the demonstration."""

from core.tasks import idempotent_task
from demo.models import Walk, WalkState
from demo.walking import go_on


@idempotent_task(name="demo.advance")
def advance() -> int:
    """Take up the walk that is under way, if nobody is at it."""
    return sum(go_on(walk) for walk in Walk.objects.filter(state=WalkState.WALKING))
