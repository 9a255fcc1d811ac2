"""Assigning the cases ticked in the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.filters import NOBODY
from cases.models import Case
from cases.services.assigning import Assigned, assign_cases, possible_leads


@require_POST
@requires(Permission.ASSIGN_CASES)
def assign(request: Request) -> HttpResponse:
    references, asked = request.POST.getlist("case"), request.POST.get("lead", "")
    lead = possible_leads(request.user).filter(reference=asked).first()
    if not references:
        messages.error(request, _("Nothing was assigned: tick the cases first."))
    elif lead is None and asked != NOBODY:
        messages.error(request, _("Nothing was assigned: choose who should lead the cases."))
    else:
        cases = Case.objects.visible_to(request.user).filter(reference__in=references[:100])
        _say(request, assign_cases(cases=cases, lead=lead, by=request.user), lead)
    return redirect(f"{reverse('cases:case-list')}?{request.POST.get('back', '')}")


def _say(request: Request, done: Assigned, lead: User | None) -> None:
    """What came of it, in one message."""
    sentences = []
    if done.changed:
        words = ngettext("%(count)s case assigned to %(name)s.", "%(count)s cases assigned to %(name)s.", done.changed)
        sentences.append(words % {"count": done.changed, "name": lead or _("nobody")})
    if done.already:
        words = ngettext(
            "%(count)s already was as you want it.", "%(count)s already were as you want them.", done.already
        )
        sentences.append(words % {"count": done.already})
    if done.left:
        words = ngettext(
            "%(count)s was left as it is: it belongs to another organisation or is sealed.",
            "%(count)s were left as they are: they belong to another organisation or are sealed.",
            done.left,
        )
        sentences.append(words % {"count": done.left})
    if not sentences:
        sentences.append(_("Nothing was assigned: none of these cases was found."))
    (messages.success if done.changed or done.already else messages.warning)(request, " ".join(sentences))
