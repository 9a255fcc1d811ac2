"""Changing what was logged: correct it, take it back, reflect it in the status, say who may see it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.meanwhile import Meanwhile, asks
from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.differences import differences
from cases.forms.acts import LevelForm, WhyForm
from cases.forms.entry import UpdateEntry
from cases.forms.rebasing import rebased
from cases.models import Update
from cases.services.updates import (
    AlreadyCorrected,
    correct_update,
    latest_of,
    reflect_in_status,
    retract_update,
    set_update_level,
)
from cases.views.case_page import tab_of
from cases.views.found import found_case, found_update, insist_on_owner
from cases.views.updates import saved

FORM = "cases/update_correct.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_UPDATES)
def update_correct(request: Request, reference: str, update: str) -> HttpResponse:
    """Put an update right: the earlier wording stays readable. Whoever comes second sees what the first one changed."""
    case = found_case(request, reference)
    wrong = found_update(request, case, update)
    insist_on_owner(request, case, or_of=wrong.written_in)
    if request.method != "POST":
        return _begin(request, wrong)
    typed = WhyForm(initial={"why": request.POST.get("why", "")})
    if "add" in request.POST:
        entry = UpdateEntry([case], request.user, update=wrong, values=request.POST, more_rows=1, why=typed)
        return _form(request, wrong, entry)
    entry = UpdateEntry([case], request.user, update=wrong, data=request.POST, why=WhyForm(request.POST))
    if (before := entry.saved_before()) is not None:
        return saved(request, before, _("Corrected."))
    if wrong.superseded_by is not None or wrong.retracted_at is not None:
        return _conflict(request, wrong, latest_of(wrong))
    if not entry.is_valid():
        return _form(request, wrong, entry, status=422)
    change = entry.change()
    if change and request.POST.get("confirmed") != change.after:
        return _form(request, wrong, entry, change=change, asked=True)
    return _correct(request, wrong, entry)


def _begin(request: Request, wrong: Update) -> HttpResponse:
    """The form filled with what stands; what does not stand any more is not corrected."""
    if asks(request):
        return _meanwhile(request, wrong).answer()
    if wrong.superseded_by is not None:
        return redirect("cases:update-correct", wrong.case.reference, latest_of(wrong).reference)
    if wrong.retracted_at is not None:
        messages.warning(request, _("This update was taken back; log what is right as a new one."))
        return redirect(wrong)
    return _form(request, wrong, UpdateEntry([wrong.case], request.user, update=wrong, why=WhyForm()))


def _correct(request: Request, wrong: Update, entry: UpdateEntry) -> HttpResponse:
    said = {"why": request.POST["why"].strip(), "form_key": entry.form.cleaned_data["form_key"]}
    try:
        return saved(request, correct_update(update=wrong, data=entry.data, by=request.user, **said), _("Corrected."))
    except AlreadyCorrected as error:
        return _conflict(request, wrong, error.newer)
    except ValidationError as error:
        entry.refuse(error)
        return _form(request, wrong, entry, status=422)


def _conflict(request: Request, began_with: Update, newer: Update) -> HttpResponse:
    """Somebody was first: both versions side by side, the writer's own in the form, for the newest."""
    case = began_with.case
    newer = found_update(request, case, newer.reference)
    gone = newer.retracted_at is not None
    values = rebased(request.POST, began_with, newer, request.user)
    typed = WhyForm(initial={"why": request.POST.get("why", "")})
    entry = UpdateEntry([case], request.user, update=None if gone else newer, values=values, why=typed)
    mine = UpdateEntry([case], request.user, update=began_with, data=request.POST)
    more = {"theirs": differences(began_with, newer, mine, request.user), "newer": newer, "gone": gone}
    return _form(request, newer, entry, status=409, **more)


def _meanwhile(request: Request, update: Update) -> Meanwhile:
    """What stands now beside what the form began with, whatever was typed into it."""
    newest = found_update(request, update.case, latest_of(update).reference)
    return Meanwhile(request, newest, UpdateEntry([update.case], request.user, update=newest).form)


def _form(request: Request, wrong: Update, entry: UpdateEntry, *, status: int = 200, **more: Any) -> HttpResponse:
    meanwhile = _meanwhile(request, wrong) if request.method == "POST" else Meanwhile(request, wrong, entry.form)
    context = {"update": wrong, "entry": entry, "meanwhile": meanwhile, **more}
    return render(request, FORM, tab_of(request, wrong.case, "timeline") | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_UPDATES)
def update_retract(request: Request, reference: str, update: str) -> HttpResponse:
    """Take an update back, with the reason."""
    act = {
        "heading": _("Take it back"),
        "words": _("It stays readable, struck through, with the reason; the status is worked out without it."),
        "button": _("Take it back"),
    }
    return _act(request, reference, update, retract_update, _("Taken back."), act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REFLECT_STATUS)
def update_reflect(request: Request, reference: str, update: str) -> HttpResponse:
    """Let an update narrower than its case count in the status that all its readers see."""
    act = {
        "heading": _("Reflect in the status"),
        "words": _(
            "Everyone who sees the case will see the status that follows from it, though not the update itself."
        ),
        "button": _("Reflect in the status"),
    }
    return _act(request, reference, update, reflect_in_status, _("Reflected in the status."), act)


def _act(
    request: Request, reference: str, update_reference: str, service: Any, done: str, act: dict[str, str]
) -> HttpResponse:
    """One update, one reason, one service."""
    case = found_case(request, reference)
    update = found_update(request, case, update_reference)
    insist_on_owner(request, case, or_of=update.written_in if service is retract_update else None)
    if update.superseded_by is not None:
        messages.warning(request, _("Somebody corrected this update meanwhile; this is what stands now."))
        return redirect(f"{case.get_absolute_url()}#{latest_of(update).reference}")
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            service(update=update, by=request.user, why=form.cleaned_data["why"])
            return saved(request, update, done)
        except AlreadyCorrected as error:
            form.add_error(None, error)
    context = tab_of(request, case, "timeline") | {"form": form, "update": update, "act": act}
    return render(request, "cases/update_act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_UPDATES)
def update_level(request: Request, reference: str, update: str) -> HttpResponse:
    """Change who may see an update; whether it counts in the status is decided anew."""
    case = found_case(request, reference)
    changed = found_update(request, case, update)
    insist_on_owner(request, case, or_of=changed.written_in)
    if changed.superseded_by is not None:
        return redirect("cases:update-level", case.reference, latest_of(changed).reference)
    form = LevelForm(request.POST or None, update=changed, by=request.user)
    if form.is_valid():
        try:
            set_update_level(update=changed, by=request.user, **form.cleaned_data)
            return saved(request, changed, _("Saved: who may see it."))
        except ValidationError as error:
            form.add_error("level", error.messages)
    act = {
        "heading": _("Who may see it"),
        "words": _("What fewer people see than see the case does not move its status until it is reflected there."),
        "button": _("Save"),
    }
    context = tab_of(request, case, "timeline") | {"form": form, "update": changed, "act": act}
    return render(request, "cases/update_act.html", context, status=422 if form.errors else 200)
