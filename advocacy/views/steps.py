"""What people do with an action: each step its own address, each refusal beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.meanwhile import Meanwhile
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.forms.correcting import CorrectForm
from advocacy.forms.steps import STEPS
from advocacy.reading import note_record_read
from advocacy.services import actions as acting
from advocacy.services import deadlines
from advocacy.services.correcting import correct_action
from advocacy.views.actions import action_page
from advocacy.views.found_action import changeable_action

#: By step: the service that takes the form's values, and what is said once it is done.
DONE: dict[str, tuple[Callable[..., Any], Any]] = {
    "sent": (acting.send_action, _("On record: it was sent.")),
    "reply": (deadlines.record_reply, _("The reply is on record.")),
    "extend": (deadlines.extend_deadline, _("The new day is set; the earlier one stays on record.")),
    "pause": (deadlines.pause_clock, _("The ball is with us: the clock stands still.")),
    "resume": (deadlines.resume_clock, _("The ball is with them again: the clock runs on.")),
    "close": (acting.close_action, _("Closed.")),
    "drop": (acting.drop_action, _("Dropped.")),
    "next": (acting.plan_next_step, _("Saved: what comes next.")),
}
#: What a service calls the field that a form calls otherwise.
FIELDS = {"paused_on": "on", "resumed_on": "on", "next_step_on": "on", "next_step": "step"}


def step(name: str) -> Callable[..., HttpResponseBase]:
    """The view of one step."""

    @require_POST
    @requires(Permission.LOG_ACTIONS)
    def view(request: Request, reference: str) -> HttpResponse:
        action = changeable_action(request, reference)
        form = STEPS[name](request.POST, action=action, by=request.user)
        service, said = DONE[name]
        if form.is_valid():
            try:
                service(action=action, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                _refuse(form, error)
            else:
                messages.success(request, said)
                return redirect(action)
        return action_page(request, action, refused=form)

    return view


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def action_correct(request: Request, reference: str) -> HttpResponse:
    """Put right what was logged wrongly."""
    action = changeable_action(request, reference)
    note_record_read(request, action)
    form = CorrectForm(request.POST or None, action=action, by=request.user)
    meanwhile = Meanwhile(request, action, form)
    if meanwhile.asked:
        return meanwhile.answer()
    if request.method == "POST" and form.is_valid() and not meanwhile.stops:
        try:
            correct_action(action=action, by=request.user, **form.correction())
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Corrected; what stood before stays in its history."))
            return redirect(action)
    context = {"action": action, "form": form, "meanwhile": meanwhile}
    context["on_timeline"] = action.links.filter(update__isnull=False).exists()
    status = meanwhile.status or (422 if form.errors else 200)
    return render(request, "advocacy/action_correct.html", context, status=status)


def _refuse(form: Any, error: ValidationError) -> None:
    """Put what the service refused beside the field it is about."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for field, errors in by_field.items():
        name = FIELDS.get(field, field) if field else None
        form.add_error(name if name in form.fields else None, errors)
