"""What submissions add to the pages of actions, through the slots in `core`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from advocacy.models import Action
from advocacy.vocabulary import ActionKind
from core import slots
from sanctions.models import Submission
from sanctions.services.filing import refuse_unready


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.fill("action-aside", dossier_of_action)
    slots.provide("action-to-be-sent", refuse_unready)


def dossier_of_action(request: HttpRequest, *, action: Action, **_: Any) -> str:
    """The way from an action to its dossier; nothing for partners, who may see the action and never the dossier."""
    if action.kind != ActionKind.SANCTIONS_SUBMISSION:
        return ""
    submission = Submission.objects.visible_to(request.user).filter(action=action).select_related("programme").first()
    if submission is None:
        return ""
    submission.action = action
    return render_to_string("sanctions/submission_on_action.html", {"submission": submission}, request)
