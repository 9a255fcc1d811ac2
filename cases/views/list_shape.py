"""Choosing the columns of one's own case list, and how close its rows stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.columns import ShapeForm, forget_shape, keep_shape


@require_POST
@requires(Permission.VIEW_CASES)
def list_shape(request: Request) -> HttpResponse:
    """Keep what was chosen, or with `usual` forget it, and go back to the same page of the list."""
    form = ShapeForm(request.POST)
    if "usual" in request.POST:
        forget_shape(request.user)
    elif form.is_valid():
        keep_shape(request.user, form.shape)
    else:
        messages.error(request, _("The columns were not changed: one of the choices is not there any more."))
    here = request.POST.get("back", "")
    return redirect(f"{reverse('cases:case-list')}?{here}" if here else "cases:case-list")
