"""The alerts page, one alert, and what people do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case as Choose
from django.db.models import OuterRef, Subquery, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.models import Case
from cases.vocabulary import Tier
from core.paging import Page, keyset_page
from reminders import services
from reminders.bundles import Bundle, bundled
from reminders.filters import AlertFilter
from reminders.forms import AlertForm, ReassignForm, SnoozeForm, StandingForm
from reminders.models import Alert
from reminders.stalling import is_late

URGENCY = [("urgency", False), ("oldest", False), ("pk", False)]


@dataclass(frozen=True)
class Group:
    """One case with those of its alerts that were asked for."""

    case: Case
    bundles: list[Bundle]


@require_safe
@requires(Permission.VIEW_CASES)
def alert_list(request: Request) -> HttpResponse:
    asked = AlertFilter.from_query(request.GET, request.user)
    page = _cases(request, asked)
    context = {
        "filter": asked,
        "page": page,
        "groups": _groups(asked, page),
        "of_no_case": bundled(asked.alerts.filter(case=None).with_tellings()),
        "late": is_late(),
    }
    return render(request, "reminders/alerts.html", context)


def _cases(request: Request, asked: AlertFilter) -> Page:
    """The cases with such alerts, the most urgent tier first, then the longest waiting."""
    tiers = Choose(*(When(tier=tier, then=Value(place)) for place, tier in enumerate(Tier)), default=Value(len(Tier)))
    oldest = asked.alerts.filter(case=OuterRef("pk")).order_by("since").values("since")[:1]
    cases = Case.objects.visible_to(request.user).filter(pk__in=asked.alerts.values("case"))
    rows = cases.for_list().annotate(urgency=tiers, oldest=Subquery(oldest))
    return keyset_page(request, rows, URGENCY, settings.PAGE_SIZES)


def _groups(asked: AlertFilter, page: Page) -> list[Group]:
    of_case: dict[int | None, list[Alert]] = {}
    for alert in asked.alerts.filter(case__in=[case.pk for case in page.rows]).for_page().with_tellings():
        of_case.setdefault(alert.case_id, []).append(alert)
    return [Group(case, bundled(of_case.get(case.pk, []))) for case in page.rows]


@require_safe
@requires(Permission.VIEW_CASES)
def alert(request: Request, reference: str) -> HttpResponse:
    return _page(request, found_alert(request, reference))


def found_alert(request: Request, reference: str) -> Alert:
    rows = Alert.objects.visible_to(request.user).for_page().with_tellings()
    return get_object_or_404(rows, reference=reference)


def handled_alert(request: Request, reference: str) -> Alert:
    """An alert to decide about: a partner sees those on a shared case, its owners decide about them."""
    shown = found_alert(request, reference)
    if not shown.is_of(request.user):
        raise PermissionDenied
    return shown


FORMS: dict[str, type[AlertForm]] = {"snooze": SnoozeForm, "standing": StandingForm, "reassign": ReassignForm}


def _page(request: Request, shown: Alert, **bound: AlertForm) -> HttpResponse:
    forms = {name: bound.get(name) or form(alert=shown) for name, form in FORMS.items()} if shown.is_open else {}
    others = Alert.objects.open().visible_to(request.user).filter(case=shown.case_id, case__isnull=False)
    context = {
        "alert": shown,
        "bundle": Bundle(shown),
        "others": bundled(others.exclude(pk=shown.pk).for_page().with_tellings()),
        "forms": forms,
        "refused": next((form for form in bound.values() if form.errors), None),
        "no_snooze": services.no_snooze(shown),
        "no_standing": services.no_standing(shown),
        "days": services.longest_snooze(shown),
        "ours": shown.is_of(request.user),
    }
    return render(request, "reminders/alert.html", context)


@require_POST
@requires(Permission.HANDLE_ALERTS)
def acknowledge(request: Request, reference: str) -> HttpResponse:
    shown = handled_alert(request, reference)
    try:
        services.acknowledge(alert=shown, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, _("Acknowledged. It stays open until what is missing is logged."))
    if request.htmx:
        context = {"bundle": _as_it_stood(request, reference), "here": _back(request, shown), "oob": True}
        return render(request, "reminders/_acknowledged.html", context)
    return redirect(_back(request, shown))


def _as_it_stood(request: Request, reference: str) -> Bundle:
    """The bundle in which the alert was shown."""
    shown = found_alert(request, reference)
    same = Alert.objects.open().visible_to(request.user).filter(case=shown.case_id, case__isnull=False)
    bundles = bundled(same.for_page().with_tellings())
    return next((one for one in bundles if one.worst == shown), Bundle(shown))


@require_POST
@requires(Permission.HANDLE_ALERTS)
def snooze(request: Request, reference: str) -> HttpResponse:
    return _decide(request, reference, "snooze", services.snooze, _("Put off. It comes back on that day."))


@require_POST
@requires(Permission.HANDLE_ALERTS)
def standing(request: Request, reference: str) -> HttpResponse:
    done = _("Accepted as standing. It leaves the mails and returns on the day of its review.")
    return _decide(request, reference, "standing", services.make_standing, done)


@require_POST
@requires(Permission.HANDLE_ALERTS)
def reassign(request: Request, reference: str) -> HttpResponse:
    return _decide(request, reference, "reassign", services.reassign, _("Handed over; the next digest says so."))


def _decide(request: Request, reference: str, name: str, service: Callable[..., Any], done: str) -> HttpResponse:
    """Bind the form, let the service decide, and say what it refused beside the form."""
    shown = handled_alert(request, reference)
    form = FORMS[name](request.POST, alert=shown)
    if form.is_valid():
        try:
            service(alert=shown, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done)
            return redirect(shown)
    return _page(request, shown, **{name: form})


def _back(request: Request, shown: Alert) -> str:
    """Where the button stood: an address of ours, or the alert's own page."""
    here = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(here, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return here if safe else shown.get_absolute_url()
