"""The first look: one page for each case that was brought in, until its lead has gone through all of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.models import Case
from cases.reading import note_reads
from cases.views.found import insist_on_owner
from sheets.models import FirstLook
from sheets.pages.first_look import Glance
from sheets.services.looking import look_at_case


@require_safe
@requires(Permission.LOG_UPDATES)
def first_look(request: Request) -> HttpResponse:
    """On to the next case that waits; `?after=` the reference of one that is done or left for later."""
    waiting = FirstLook.objects.waiting_for(request.user)
    passed = FirstLook.objects.visible_to(request.user).filter(case__reference=request.GET.get("after", "")).first()
    following = waiting.filter(pk__gt=passed.pk) if passed else waiting
    if one := following.select_related("case").first():
        return redirect("sheets:first-look-case", one.case.reference)
    return render(request, "sheets/first_look_over.html", {"left": waiting.count()})


@require_safe
@requires(Permission.LOG_UPDATES)
def first_look_case(request: Request, reference: str) -> HttpResponse:
    """The case as it came in, and what it lacks."""
    glance = Glance(_found(request, reference), request.user)
    note_reads(request, glance.case, [entry.update for entry in glance.entries])
    return render(request, "sheets/first_look.html", {"glance": glance, "case": glance.case, "head": glance.head})


@require_POST
@requires(Permission.LOG_UPDATES)
def first_look_done(request: Request, reference: str) -> HttpResponse:
    """Somebody has gone through it: on to the next."""
    found = _found(request, reference)
    insist_on_owner(request, found.case)
    look_at_case(first_look=found, by=request.user)
    return redirect(reverse("sheets:first-look", query={"after": reference}))


def _found(request: Request, reference: str) -> FirstLook:
    """Of a case that the reader may see, whoever leads it: a deputy may go through it too."""
    looks = FirstLook.objects.visible_to(request.user).select_related("by")
    found = get_object_or_404(looks, case__reference=reference)
    found.case = Case.objects.visible_to(request.user).for_page().get(pk=found.case_id)
    return found
