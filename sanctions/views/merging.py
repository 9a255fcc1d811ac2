"""Two records of one official: choosing the other, looking at both, making them one, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.views.findings import refuse
from cases.models import Official
from sanctions.forms.officials import MergeForm
from sanctions.models import OfficialMerge
from sanctions.pages.likely_twins import doubts, likely_twins
from sanctions.pages.official import sheet_of
from sanctions.services.merging import merge, undo_merge
from sanctions.views.officials import found_official


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CURATE_SANCTIONS)
def official_merge(request: Request, reference: str) -> HttpResponse:
    """Without `?other=` who it might be; with it both side by side, and the button that makes them one."""
    found = found_official(request, reference)
    asked = request.GET.get("other", "")
    if not asked:
        text = request.GET.get("q", "")
        context = {"official": found, "q": text, "twins": likely_twins(found, text, request.user)}
        return render(request, "sanctions/official_twins.html", context)
    other = found_official(request, asked)
    form = MergeForm(request.POST or None, pair=(found, other))
    if request.method == "POST" and form.is_valid():
        kept, gone = form.kept_and_gone()
        try:
            merge(kept=kept, gone=gone, why=form.cleaned_data["why"], by=request.user)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("Made one. It can be taken back below."))
            return redirect(kept)
    return _page(request, found, other, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CURATE_SANCTIONS)
def merge_undo(request: Request, reference: str) -> HttpResponse:
    """Make two records of one again; asked on a page of its own."""
    seen = Official.objects.visible_to(request.user)
    rows = OfficialMerge.objects.filter(undone_at=None, kept__in=seen).select_related("kept", "gone", "by")
    merged = get_object_or_404(rows, reference=reference)
    if request.method == "POST":
        try:
            undo_merge(merged=merged, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("They are two records again."))
        return redirect(merged.kept)
    ours = merged.by.organisation_id == request.user.organisation_id  # why is theirs to read who wrote it
    return render(request, "sanctions/official_merge_undo.html", {"merged": merged, "why": merged.why if ours else ""})


def _page(request: Request, found: Official, other: Official, form: MergeForm) -> HttpResponse:
    sheets = [sheet_of(one, request.user) for one in (found, other)]
    context = {"official": found, "other": other, "sheets": sheets, "form": form, "doubts": doubts(found, other)}
    return render(request, "sanctions/official_merge.html", context, status=422 if form.is_bound else 200)
