"""What people change about a case day by day, changed where it stands on its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.forms.opening import CaseFieldForm
from cases.headline import Headline
from cases.services.opening import edit_case
from cases.views.found import found_case, insist_on_owner
from cases.views.opening import case_edit

TEMPLATE = "cases/case_field.html"
FIELDS = ("tier", "lead", "file_state")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def case_field(request: Request, reference: str) -> HttpResponseBase:
    """`?field=` of a case: its little form, what came of it, or (`shown`) what stands. Without htmx, all of them."""
    if not request.htmx:
        return case_edit(request, reference)
    if (field := request.GET.get("field")) not in FIELDS:
        raise Http404
    case = found_case(request, reference)
    insist_on_owner(request, case)
    form = CaseFieldForm(request.POST or None, instance=case, reader=request.user, only=field)
    context = {"case": case, "head": Headline(case, request.user), "field": field}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not edit_case(case=case, changes={field: said[field]}, version=said["version"], by=request.user):
            messages.success(request, _("Saved."))
            context |= {"case": found_case(request, reference), "returned": True}
            return render(request, TEMPLATE, context)
        form.overtaken(found_case(request, reference), field)
    shown = "shown" in request.GET
    return render(request, TEMPLATE, context | {"form": None if shown else form, "returned": shown})
