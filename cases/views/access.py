"""The page that says who may see a case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.forms.access import AccessForm
from cases.models import Case
from cases.services.access import set_access
from cases.views.found import found_case, insist_on_owner


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def case_access(request: Request, reference: str) -> HttpResponse:
    """Level, members, named people and partners; only the owner organisation decides."""
    case = found_case(request, reference)
    insist_on_owner(request, case)
    form = AccessForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            set_access(case=case, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved: who may see the case."))
            return redirect(
                case if Case.objects.visible_to(request.user).filter(pk=case.pk).exists() else "cases:case-list"
            )
        except ValidationError as error:
            form.add_error(None, error)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cases/case_access.html", {"form": form, "case": case}, status=status)
