"""Ticking what is owed after a release, from the case page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.services.aftercare import tick_aftercare
from cases.views.found import found_case, insist_on_owner


@require_POST
@requires(Permission.LOG_ACTIONS)
def aftercare(request: Request, reference: str) -> HttpResponse:
    case = found_case(request, reference)
    insist_on_owner(request, case)
    try:
        tick_aftercare(case=case, done=request.POST.getlist("done"), by=request.user)
        messages.success(request, _("Saved: what is done after the release."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(case)
