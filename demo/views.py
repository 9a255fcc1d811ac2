"""Moving the demonstration, watching it move, and reading its mail."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from accounts.permissions import Permission, View, requires
from accounts.requests import Request
from core.clock import real_today
from core.partial_dates import PartialDateError, parse_partial_date
from demo import tour
from demo.calendar import demo_day, next_event_day
from demo.mailbox import letter, letters
from demo.models import FIRST_DAY, Walk, WalkState
from demo.tasks import advance
from demo.walking import AlreadyWalking, begin_walk, entered_by_users


def demonstration_only(view: View) -> View:
    """Outside the demonstration these addresses do not exist."""

    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.permission = getattr(view, "permission", None)  # type: ignore[attr-defined]
    return guarded


@demonstration_only
@require_POST
@requires(Permission.VIEW_CASES)
def move(request: Request) -> HttpResponse:
    """Begin a walk: to the next day, the next event, a chosen day, today, or back to the start."""
    back = _came_from(request)
    step, day = request.POST.get("step", ""), demo_day()
    if step == "start-again" and "confirmed" not in request.POST:
        return render(request, "demo/start_again.html", {"entered": entered_by_users(), "back": back})
    try:
        target = {
            "next-day": lambda: day + timedelta(days=1),
            "next-event": lambda: next_event_day(day) or day,
            "today": real_today,
            "start-again": lambda: FIRST_DAY,
            "to": lambda: parse_partial_date(request.POST.get("to", ""), today=day).latest,
        }[step]()
    except (PartialDateError, KeyError) as error:
        messages.error(request, str(error) if isinstance(error, PartialDateError) else _("Choose where to go."))
        return redirect(back)
    if step != "start-again" and not day < target <= real_today():
        messages.error(request, _refusal(step, day))
        return redirect(back)
    return _walk(request, target, back, step == "start-again")


def _refusal(step: str, day: object) -> str:
    if step == "next-event":
        return _("Nothing more is recorded after this day.")
    return _("The demonstration moves forward only, and not past today. “Start again” takes it back to its first day.")


def _walk(request: Request, target: object, back: str, start_again: bool) -> HttpResponse:
    try:
        walk = begin_walk(to=target, by=request.user, start_again=start_again)  # type: ignore[arg-type]
    except AlreadyWalking as under_way:
        walk = under_way.walk
    request.session["demo-back"] = back
    try:
        advance.delay()  # type: ignore[attr-defined]  # Celery's decorator carries no types
    except OperationalError:
        messages.warning(request, _("The worker could not be woken; it looks for work every minute."))
    return redirect(walk)


@demonstration_only
@require_safe
@requires(Permission.VIEW_CASES)
def walk(request: Request, reference: str) -> HttpResponse:
    """How far a walk is; once it has arrived, back to where it was begun."""
    found = get_object_or_404(Walk, reference=reference)
    if found.state == WalkState.ARRIVED:
        target = request.session.pop("demo-back", reverse("reports:today"))
        response = redirect(target)
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": target})
        return response
    name = "demo/walk.html#progress" if request.htmx else "demo/walk.html"
    return render(request, name, {"walk": found, "day": demo_day()})


@demonstration_only
@require_POST
@requires(Permission.VIEW_CASES)
def tour_step(request: Request) -> HttpResponse:
    """Tick a stop of the tour off and go on to the next one, or put the tour away."""
    name = request.POST.get("seen", "")
    if name == tour.HIDDEN or name in {stop.name for stop in tour.stops_for(request.user)}:
        tour.mark(request.user, name)
    onward = tour.following(request.user, name)
    return redirect(onward.url if onward else "reports:today")


@demonstration_only
@require_safe
@requires(Permission.VIEW_CASES)
def mail_list(request: Request) -> HttpResponse:
    """The mail that the demonstration would have sent, latest first."""
    return render(request, "demo/mail_list.html", {"letters": letters(limit=100)})


@demonstration_only
@require_safe
@requires(Permission.VIEW_CASES)
def mail(request: Request, name: str) -> HttpResponse:
    found = letter(name)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"letter": found})


def _came_from(request: Request) -> str:
    """The page the banner stood on, where it is one of ours."""
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if back.startswith("/") and ours else reverse("reports:today")
