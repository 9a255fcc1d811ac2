"""The action that a page is about: found through its door, or 404."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.requests import Request
from advocacy.action_page import is_theirs
from advocacy.models import Action
from core import trail
from core.models import EventKind


def found_action(request: Request, reference: str) -> Action:
    return get_object_or_404(Action.objects.visible_to(request.user).for_page(), reference=reference)


def changeable_action(request: Request, reference: str) -> Action:
    """An action to decide about: 403 for a partner, who sees what is shared with them and changes only their own."""
    action = found_action(request, reference)
    if not is_theirs(action, request.user):
        trail.record(EventKind.DENIED, "not-the-owner", by=request.user, target=action.reference)
        raise PermissionDenied
    return action
