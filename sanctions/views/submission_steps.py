"""What people do with a submission: each step its own address, each refusal beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.views.findings import refuse
from sanctions.forms.submissions import STEPS
from sanctions.services import filing
from sanctions.services.submissions import redraft
from sanctions.views.submissions import found_submission, say_what_moved, submission_page

#: By step: the service that takes the form's values, and what is said once it is done.
DONE: dict[str, tuple[Callable[..., Any], Any]] = {
    "consent-asked": (filing.ask_consent, _("On record: consent was asked for.")),
    "consent-given": (filing.record_consent, _("The consent is on record.")),
    "consent-refused": (filing.refuse_consent, _("On record: there is no consent.")),
    "warned": (filing.take_warning, _("On record: you have read it.")),
    "redraft": (redraft, _("Drafted again from the record; what was edited is left as it is.")),
    "filed": (filing.file_submission, _("On record: it was filed. Its dossier stays as it is now.")),
}


def step(name: str) -> Callable[..., HttpResponseBase]:
    """The view of one step."""

    @require_POST
    @requires(Permission.LOG_ACTIONS)
    def view(request: Request, reference: str) -> HttpResponse:
        found = found_submission(request, reference)
        form = STEPS[name](request.POST, submission=found, by=request.user, gaps=True)
        service, said = DONE[name]
        if form.is_valid():
            try:
                result = service(submission=found, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                refuse(form, error, {})
            else:
                messages.success(request, said)
                say_what_moved(request, result)
                return redirect(found)
        return submission_page(request, found, refused=form)

    return view
