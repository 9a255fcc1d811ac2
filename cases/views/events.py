"""One event on many cases: an amnesty, a new law, a statement that names several prisoners."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.forms.entry import UpdateEntry
from cases.models import Case
from cases.reading import note_reads
from cases.services.updates import log_event

MOST_CASES = 200


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_UPDATES)
def event_new(request: Request) -> HttpResponse:
    """Log one event on the cases that `?case=` names, or that were ticked (`begin`): on all of them or on none."""
    if "begin" in request.POST and "case" not in request.POST:
        messages.error(request, _("Nothing was begun: tick the cases first."))
        return redirect("cases:case-list")
    cases = _cases(request)
    if request.method != "POST" or "begin" in request.POST:
        return _form(request, cases, UpdateEntry(cases, request.user))
    if "add" in request.POST:
        return _form(request, cases, UpdateEntry(cases, request.user, values=request.POST, more_rows=1))
    entry = UpdateEntry(cases, request.user, data=request.POST)
    if entry.saved_before() is None:
        if not entry.is_valid():
            return _form(request, cases, entry, status=422)
        try:
            log_event(cases=cases, data=entry.data, by=request.user, form_key=entry.form.cleaned_data["form_key"])
        except ValidationError as error:
            entry.refuse(error)
            return _form(request, cases, entry, status=422)
    said = ngettext("Logged on %(n)s case.", "Logged on %(n)s cases.", len(cases)) % {"n": len(cases)}
    messages.success(request, said)
    return redirect(cases[0] if len(cases) == 1 else "cases:case-list")


def _cases(request: Request) -> list[Case]:
    """Every case named must be visible: else 404, the same as missing."""
    references = set(request.POST.getlist("case") or request.GET.getlist("case"))
    cases = Case.objects.visible_to(request.user).for_page().filter(reference__in=references).order_by("prisoner__name")
    if not references or len(references) > MOST_CASES or len(cases) != len(references):
        raise Http404
    for case in cases:
        note_reads(request, case)
    return list(cases)


def _form(request: Request, cases: list[Case], entry: UpdateEntry, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"cases": cases, "entry": entry}
    return render(request, "cases/update_event.html", context, status=status)
