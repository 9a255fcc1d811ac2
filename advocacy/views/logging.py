"""Logging or planning an action: on one case, or one action on many."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.forms.entry import ActionEntry
from advocacy.models import Action
from advocacy.services.logging import log_with_sources, refuse_together
from cases.models import Case
from cases.reading import note_reads
from cases.views.case_page import tab_of
from cases.views.found import found_case

MOST_CASES = 200


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def action_new(request: Request, reference: str) -> HttpResponse:
    """Log what was done on one case, or plan it; `?follows=` an action fills in what it goes on from."""
    case = found_case(request, reference)
    answer = _logged_or_entry(request, [case])
    if isinstance(answer, HttpResponse):
        return answer
    entry, status = answer
    context = tab_of(request, case, "advocacy") | {"entry": entry}
    return render(request, "advocacy/action_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def joint_action_new(request: Request) -> HttpResponse:
    """One action on the cases that `case` names: ticked in the list (`begin`), or written in the form."""
    cases = _cases(request)
    if not cases:
        messages.error(request, _("Nothing was begun: tick the cases first."))
        return redirect("cases:case-list")
    if request.method != "POST" or "begin" in request.POST:
        try:
            refuse_together(cases, request.user)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return redirect("cases:case-list")
    answer = _logged_or_entry(request, cases)
    if isinstance(answer, HttpResponse):
        return answer
    entry, status = answer
    return render(request, "advocacy/joint_action_new.html", {"cases": cases, "entry": entry}, status=status)


def _cases(request: Request) -> list[Case]:
    """Every case named must be visible: else 404, the same as missing."""
    references = set(request.POST.getlist("case") or request.GET.getlist("case"))
    cases = Case.objects.visible_to(request.user).for_page().filter(reference__in=references).order_by("prisoner__name")
    if len(references) > MOST_CASES or len(cases) != len(references):
        raise Http404
    for case in cases:
        note_reads(request, case)
    return list(cases)


def _logged_or_entry(request: Request, cases: list[Case]) -> HttpResponse | tuple[ActionEntry, int]:
    """Where to go once it is saved; else the form as it is to be shown, with the status of its page."""
    if request.method != "POST" or "begin" in request.POST:
        return ActionEntry(cases, request.user, begins_with=_proposed(request) | _goes_on_from(request)), 200
    if "add" in request.POST:
        return ActionEntry(cases, request.user, values=request.POST, more_rows=1), 200
    entry = ActionEntry(cases, request.user, data=request.POST)
    if entry.is_valid():
        try:
            return _saved(request, _log(request, entry), entry)
        except ValidationError as error:
            entry.refuse(error)
    return entry, 422


def _log(request: Request, entry: ActionEntry) -> Action:
    return log_with_sources(
        data=entry.form.action_data(),
        citations=entry.citations(),
        cases=entry.cases,
        by=request.user,
        form_key=entry.form.cleaned_data["form_key"],
    )


def _saved(request: Request, action: Action, entry: ActionEntry) -> HttpResponse:
    words = _("Planned.") if action.is_unsent else _("Logged: %(kind)s.") % {"kind": action.get_kind_display()}
    messages.success(request, words)
    if action.sent_on and entry.form.cleaned_data["procedure"] and action.due_on is None:
        messages.warning(request, _("No time limit for a reply is recorded for this procedure on that day."))
    if Action.objects.visible_to(request.user).filter(pk=action.pk).exists():
        return redirect(action)
    messages.warning(request, _("It is narrower than your own sight of these cases: you do not see it any more."))
    return redirect(entry.cases[0] if len(entry.cases) == 1 else "cases:case-list")


def _proposed(request: Request) -> dict[str, Any]:
    """Initial values from the address, as an assessment proposes them: kind, whom it goes to, one line."""
    slug = request.GET.get("addressee", "")
    addressee = Organisation.objects.filter(slug=slug).first() if slug else None
    proposed = {
        "kind": request.GET.get("kind", ""),
        "addressee": addressee.name if addressee else "",
        "summary": request.GET.get("summary", "")[:300],
    }
    return {name: value for name, value in proposed.items() if value}


def _goes_on_from(request: Request) -> dict[str, Any]:
    """Initial values from the action that this one follows."""
    rows = Action.objects.visible_to(request.user).select_related("addressee", "campaign").prefetch_related("asks")
    before = rows.filter(reference=request.GET.get("follows", "")).first()
    if before is None:
        return {}
    return {
        "follows": before.reference,
        "addressee": before.addressee.name if before.addressee else "",
        "summary": before.next_step,
        "asks": [ask.reference for ask in before.asks.all()],
        "campaign": before.campaign.reference if before.campaign else "",
    }
