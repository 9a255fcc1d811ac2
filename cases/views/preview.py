"""A case in short, beside the list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.preview import Preview
from cases.reading import note_reads
from cases.views.found import found_case


@require_safe
@requires(Permission.VIEW_CASES)
def case_preview(request: Request, reference: str) -> HttpResponse:
    """A fragment for the panel of the list. What it shows of restricted records is kept as read."""
    case = found_case(request, reference)
    preview = Preview(case, request.user)
    note_reads(request, case, [news.update for news in preview.news])
    return render(request, "cases/preview.html", {"case": case, "preview": preview, "head": preview.head})
