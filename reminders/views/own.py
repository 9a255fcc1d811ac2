"""One's own reminder: what it was about, and done with it or moved. Whoever did not write it finds nothing here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.models import KeyDate
from cases.vocabulary import KeyDateKind


@require_safe
@requires(Permission.VIEW_CASES)
def own_reminder(request: Request, reference: str) -> HttpResponse:
    """Where the mail and *Today* lead: its two buttons are those of any date of a case."""
    mine = KeyDate.objects.visible_to(request.user).filter(kind=KeyDateKind.REMINDER, entered_by=request.user)
    reminder = get_object_or_404(mine.select_related("case__prisoner"), reference=reference)
    return render(request, "reminders/own_reminder.html", {"reminder": reminder})
