"""Keeping and discarding the draft of an update."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.drafts import discard_draft, keep_draft
from cases.views.found import found_case


@require_POST
@requires(Permission.LOG_UPDATES)
def draft(request: Request, reference: str) -> HttpResponse:
    """Keep what is being typed; answers when it was kept."""
    case = found_case(request, reference)
    kept = keep_draft(case, request.user, request.POST)
    return render(request, "cases/update_new.html#kept", {"draft": kept})


@require_POST
@requires(Permission.LOG_UPDATES)
def draft_discard(request: Request, reference: str) -> HttpResponse:
    case = found_case(request, reference)
    discard_draft(case, request.user)
    messages.success(request, _("The draft is discarded."))
    return redirect(case)
