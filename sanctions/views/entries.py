"""Entries of lists: found by any name in any script, and one as it was published."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core.paging import Order, keyset_page
from sanctions.forms.lists import EntryFilter
from sanctions.models import Entry
from sanctions.pages.entry import EntryPage

ORDER: Order = [("name", False), ("pk", False)]


@require_safe
@requires(Permission.VIEW_CASES)
def entry_list(request: Request) -> HttpResponse:
    """Every entry of every list, by name."""
    form = EntryFilter(request.GET)
    rows = form.found().select_related("source").defer("record", "key")
    page = keyset_page(request, rows, ORDER, settings.PAGE_SIZES)
    return render(request, "sanctions/entries.html", {"form": form, "page": page, "filtered": form.changed_data})


@require_safe
@requires(Permission.VIEW_CASES)
def entry(request: Request, key: str, list_id: str) -> HttpResponse:
    """One entry: the record, its history, and which of our officials it was matched to."""
    found = get_object_or_404(Entry.objects.select_related("source"), source__key=key, list_id=list_id)
    return render(request, "sanctions/entry.html", {"entry": found, "shown": EntryPage(found, request.user)})
