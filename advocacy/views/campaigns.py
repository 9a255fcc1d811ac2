"""Campaigns: the list, one of them with its cases, asks and actions, making and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.meanwhile import Meanwhile
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.forms.campaigns import CampaignEntry
from advocacy.models import Action, Ask, Campaign
from advocacy.reading import note_record_read, note_records_read
from advocacy.services.campaigns import edit_campaign, make_campaign
from advocacy.views.findings import refuse
from cases.models import Case
from core import trail
from core.models import EventKind

#: The latest actions that the page of a campaign shows.
LATEST = 60


@require_safe
@requires(Permission.VIEW_CASES)
def campaign_list(request: Request) -> HttpResponse:
    """Every campaign that the reader may see, with those of its cases that are open to them."""
    rows = Campaign.objects.visible_to(request.user).select_related("owner")
    campaigns = rows.prefetch_related(_seen_cases(request)).order_by("name", "pk")
    return render(request, "advocacy/campaigns.html", {"campaigns": campaigns})


@require_safe
@requires(Permission.VIEW_CASES)
def campaign(request: Request, reference: str) -> HttpResponse:
    """One campaign: for whom, who does what, what is asked, what was done."""
    found = found_campaign(request, reference)
    note_record_read(request, found)
    asks = Ask.objects.visible_to(request.user).filter(campaign=found).select_related("addressee")
    asks = asks.order_by("addressee__name", "asked_on", "pk")
    actions = Action.objects.visible_to(request.user).filter(campaign=found).prefetch_related("actors")
    actions = actions.order_by("-begun_on", "-pk")[:LATEST]
    note_records_read(request, found.reference, [*asks, *actions])
    context = {
        "campaign": found,
        "cases": found.seen_cases,  # type: ignore[attr-defined]  # see `_seen_cases`
        "parts": found.parts.select_related("organisation"),
        "asks": asks,
        "actions": actions,
        "may_edit": _may_edit(request, found),
    }
    return render(request, "advocacy/campaign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def campaign_new(request: Request) -> HttpResponse:
    """Begin a campaign; `?cases=` fills in references."""
    entry = CampaignEntry(request.user, data=request.POST or None, cases=request.GET.get("cases", ""))
    if request.method == "POST" and entry.is_valid():
        try:
            made = make_campaign(data=entry.campaign_data(), cases=entry.cases, by=request.user)
        except ValidationError as error:
            refuse(entry.form, error, {})
        else:
            messages.success(request, _("%(campaign)s is there.") % {"campaign": made.name})
            return redirect(made)
    return _form(request, entry)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def campaign_edit(request: Request, reference: str) -> HttpResponse:
    """Change a campaign of the reader's own organisation."""
    found = found_campaign(request, reference)
    if not _may_edit(request, found):
        trail.record(EventKind.DENIED, "not-the-owner", by=request.user, target=found.reference)
        raise PermissionDenied
    entry = CampaignEntry(request.user, data=request.POST or None, campaign=found)
    meanwhile = Meanwhile(request, found, entry.form)
    if meanwhile.asked:
        return meanwhile.answer()
    if request.method == "POST" and entry.is_valid() and not meanwhile.stops:
        try:
            edit_campaign(campaign=found, data=entry.campaign_data(), cases=entry.cases, by=request.user)
        except ValidationError as error:
            refuse(entry.form, error, {})
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return _form(request, entry, campaign=found, meanwhile=meanwhile)


def _form(request: Request, entry: CampaignEntry, meanwhile: Meanwhile | None = None, **more: Any) -> HttpResponse:
    status = (meanwhile and meanwhile.status) or (422 if entry.has_errors else 200)
    more["meanwhile"] = meanwhile
    return render(request, "advocacy/campaign_edit.html", {"entry": entry, "form": entry.form, **more}, status=status)


def found_campaign(request: Request, reference: str) -> Campaign:
    rows = Campaign.objects.visible_to(request.user).select_related("owner").prefetch_related(_seen_cases(request))
    found: Campaign = get_object_or_404(rows, reference=reference)
    return found


def _seen_cases(request: Request) -> Prefetch[Any]:
    cases = Case.objects.visible_to(request.user).select_related("prisoner", "state").order_by("prisoner__name", "pk")
    return Prefetch("cases", cases, to_attr="seen_cases")


def _may_edit(request: Request, found: Campaign) -> bool:
    return request.user.may(Permission.EDIT_CASES) and request.user.organisation_id == found.owner_id
