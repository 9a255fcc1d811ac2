"""Saving and removing one's own lists."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.models import SavedFilter
from cases.saved_lists import SavedListForm


@require_POST
@requires(Permission.VIEW_CASES)
def save_filter(request: Request) -> HttpResponse:
    form = SavedListForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The list was not saved. Give it a name of at most 60 characters."))
        return redirect(f"{reverse('cases:case-list')}?{request.POST.get('query', '')}")
    saved = form.save_for(request.user)
    messages.success(request, _("Saved as “%(name)s”.") % {"name": saved.name})
    return redirect(f"{reverse('cases:case-list')}?{saved.query}")


@require_POST
@requires(Permission.VIEW_CASES)
def remove_filter(request: Request) -> HttpResponse:
    """Remove one's own list by its name; removed twice it is removed once."""
    name = request.POST.get("name", "")
    SavedFilter.objects.filter(user=request.user, name=name).delete()
    messages.success(request, _("“%(name)s” is no longer among your lists.") % {"name": name})
    return redirect("cases:case-list")
