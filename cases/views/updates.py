"""Logging updates: the form with its preview, and “checked, nothing new”."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.drafts import discard_draft, draft_of, keep_draft, values_of
from cases.forms.acts import NothingNewForm
from cases.forms.entry import UpdateEntry
from cases.forms.update import UpdateForm
from cases.models import Case, Update
from cases.services.updates import check_nothing_new, log_update
from cases.timeline import on_first_page
from cases.views.case_page import page_of, tab_of
from cases.views.found import found_case

FORM = "cases/update_new.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_UPDATES)
def update_new(request: Request, reference: str) -> HttpResponse:
    """Log what happened: filled from the draft, shown again with what is wrong, asked when the status would change."""
    case = found_case(request, reference)
    if request.method != "POST":
        draft = draft_of(case, request.user)
        entry = UpdateEntry([case], request.user, values=values_of(draft) if draft else None)
        return _form(request, case, entry, draft=draft)
    if "add" in request.POST:
        return _form(request, case, UpdateEntry([case], request.user, values=request.POST, more_rows=1))
    entry = UpdateEntry([case], request.user, data=request.POST)
    if (before := entry.saved_before()) is not None:
        return _logged(request, before)
    if not entry.is_valid():
        return _form(request, case, entry, status=422)
    change = entry.change()
    if change and request.POST.get("confirmed") != change.after:
        kept = keep_draft(case, request.user, request.POST)
        return _form(request, case, entry, change=change, asked=True, grade=entry.grade(), draft=kept)
    return _log(request, case, entry)


def _log(request: Request, case: Case, entry: UpdateEntry) -> HttpResponse:
    try:
        update = log_update(case=case, data=entry.data, by=request.user, form_key=entry.form.cleaned_data["form_key"])
    except ValidationError as error:
        entry.refuse(error)
        return _form(request, case, entry, status=422)
    return _logged(request, update)


def _logged(request: Request, update: Update) -> HttpResponse:
    discard_draft(update.case, request.user)
    words = _("Logged: %(kind)s, %(day)s.") % {"kind": update.get_kind_display(), "day": update.occurred}
    return saved(request, update, words)


def _form(request: Request, case: Case, entry: UpdateEntry, *, status: int = 200, **more: Any) -> HttpResponse:
    """The form, as a page or as the box on the timeline (whose answers htmx only swaps when they are 200)."""
    context = {"entry": entry, **more}
    if request.htmx:
        return render(request, f"{FORM}#box", {"case": case, **context})
    return render(request, FORM, tab_of(request, case, "timeline") | context, status=status)


def saved(request: Request, update: Update, words: str) -> HttpResponse:
    """After a save: the timeline with the entry on it, header and alerts anew, and the box closed."""
    messages.success(request, words)
    if not Update.objects.visible_to(request.user).filter(pk=update.pk).exists():
        messages.warning(request, _("It is narrower than your own sight of this case: you do not see it any more."))
    at = None if on_first_page(update, request.user) else update
    if not request.htmx:
        query = f"?at={update.reference}" if at else ""
        return redirect(f"{update.case.get_absolute_url()}{query}#{update.reference}")
    case = found_case(request, update.case.reference)
    return render(request, "cases/case.html#saved", page_of(request, case, at=at) | {"fresh": update.reference})


@require_POST
@requires(Permission.LOG_UPDATES)
def update_preview(request: Request, reference: str) -> HttpResponse:
    """What saving would do, while it is being written: the grade, the status, what does not fit."""
    case = found_case(request, reference)
    entry = UpdateEntry([case], request.user, data=request.POST)
    context = {"case": case, "entry": entry, "change": entry.change(), "grade": entry.grade(), "teller": entry.teller()}
    if entry.form.is_valid() and entry.rows.is_valid() and not entry.is_valid():
        context |= {"objections": entry.problems, "change": None}
    return render(request, f"{FORM}#preview", context)


@require_safe
@requires(Permission.LOG_UPDATES)
def update_detail(request: Request, reference: str) -> HttpResponse:
    """The field that a kind needs said more closely."""
    case = found_case(request, reference)
    initial = {"kind": request.GET.get("kind", ""), "detail": request.GET.get("detail", "")}
    form = UpdateForm(initial=initial | {"asked": request.GET.get("asked", "")}, cases=[case], by=request.user)
    return render(request, f"{FORM}#detail", {"form": form})


@require_POST
@requires(Permission.LOG_UPDATES)
def nothing_new(request: Request, reference: str) -> HttpResponse:
    """Put on record that somebody was asked and there is nothing new."""
    case = found_case(request, reference)
    form = NothingNewForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        update = check_nothing_new(case=case, asked=said["asked"], by=request.user, form_key=said["form_key"])
        return saved(request, update, _("On record: nothing new."))
    if request.htmx:
        return render(request, "cases/case.html#nothing", {"case": case, "nothing_new": form})
    return render(request, "cases/case.html", page_of(request, case) | {"nothing_new": form}, status=422)
