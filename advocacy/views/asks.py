"""Asks: making one from a case, its page, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisation
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.forms.asks import AskForm, AskStateForm
from advocacy.models import Action, Ask
from advocacy.reading import note_record_read, note_records_read
from advocacy.services.asks import change_ask_state, make_ask
from advocacy.views.findings import refuse
from cases.models import Case
from cases.views.case_page import tab_of
from cases.views.found import found_case, insist_on_owner


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def ask_new(request: Request, reference: str) -> HttpResponse:
    """Put on record what is asked for a case; `?kind=`, `?wording=` and `?addressee=` (a short name) fill the form."""
    case = found_case(request, reference)
    form = AskForm(request.POST or None, initial=_begun(request), case=case, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            ask = make_ask(data=form.ask_data(), cases=[case], by=request.user)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            words = _("On record, asked of %(whom)s: %(ask)s.")
            messages.success(request, words % {"whom": ask.addressee, "ask": ask.wording.rstrip(".")})
            return redirect("advocacy:case", case.reference)
    context = tab_of(request, case, "advocacy") | {"form": form}
    return render(request, "advocacy/ask_new.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.VIEW_CASES)
def ask(request: Request, reference: str) -> HttpResponse:
    """One ask: what became of it, and the actions that serve it."""
    found = found_ask(request, reference)
    return _page(request, found, AskStateForm(initial={"state": found.state}))


@require_POST
@requires(Permission.LOG_ACTIONS)
def ask_state(request: Request, reference: str) -> HttpResponse:
    """Say what became of an ask: its owners may, and who made it."""
    found = found_ask(request, reference)
    insist_on_owner(request, _a_case(request, found), or_of=_makers(found))
    form = AskStateForm(request.POST)
    if form.is_valid():
        try:
            change_ask_state(ask=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("Saved: what became of it."))
            return redirect(found)
    return _page(request, found, form, status=422)


def _begun(request: Request) -> dict[str, str]:
    """What a link to the form fills in."""
    body = Organisation.objects.filter(slug=request.GET.get("addressee", "")).first()
    said = {name: request.GET.get(name, "")[:300] for name in ("kind", "wording")}
    return {name: text for name, text in {**said, "addressee": body.name if body else ""}.items() if text}


def found_ask(request: Request, reference: str) -> Ask:
    rows = Ask.objects.visible_to(request.user).select_related("addressee", "campaign", "source", "logged_by", "owner")
    found: Ask = get_object_or_404(rows.prefetch_related("asked_by"), reference=reference)
    return found


def _page(request: Request, found: Ask, form: AskStateForm, *, status: int = 200) -> HttpResponse:
    note_record_read(request, found)
    serving = Action.objects.visible_to(request.user).filter(asks=found).select_related("addressee")
    actions = serving.prefetch_related("actors").order_by("-begun_on", "-pk")
    note_records_read(request, found.reference, actions)
    theirs = request.user.organisation_id in {found.owner_id, _makers(found)}
    context = {
        "ask": found,
        "form": form,
        "cases": Case.objects.visible_to(request.user).filter(asks=found).select_related("prisoner"),
        "actions": actions,
        "campaign": _campaign(request, found),
        "changes": found.history.select_related("history_user").order_by("-history_id"),
        "may_change": theirs and request.user.may(Permission.LOG_ACTIONS),
    }
    return render(request, "advocacy/ask.html", context, status=status)


def _campaign(request: Request, found: Ask) -> object:
    """Its campaign, where the reader may know of it."""
    campaign = found.campaign
    if campaign is None or not type(campaign).objects.visible_to(request.user).filter(pk=campaign.pk).exists():
        return None
    return campaign


def _a_case(request: Request, found: Ask) -> Case:
    case: Case = Case.objects.visible_to(request.user).filter(asks=found)[0]
    return case


def _makers(found: Ask) -> int | None:
    return found.logged_by.organisation_id if found.logged_by else None
