"""The review queue: what may be the same, one match at a time, and what somebody says of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core.addresses import Address
from core.paging import keyset_page
from sanctions.forms.review import SHOWN, WAITING, DecisionForm, QueueFilter
from sanctions.models import Match
from sanctions.pages.review_queue import ORDER, after, before, exact_among, exact_ones, queue_query, rows_of
from sanctions.pages.side_by_side import side_by_side
from sanctions.services.deciding import decide, decide_many, seen_as, undo
from sanctions.vocabulary import Decision

KEYS = "review-keys"


@require_safe
@requires(Permission.VIEW_CASES)
def review(request: Request) -> HttpResponse:
    """Every proposal, the likeliest first."""
    queue = QueueFilter(request.GET, reader=request.user)
    page = keyset_page(request, queue.found().for_page().defer("entry__record"), ORDER, settings.PAGE_SIZES)
    may = request.user.may(Permission.CURATE_SANCTIONS)
    context = {
        "form": queue,
        "tabs": _tabs(request, queue),
        "page": page,
        "rows": rows_of(page),
        "exact": exact_ones(queue.found()) if may and queue.shown == WAITING and not page.previous_query else [],
        "query": queue_query(request.GET),
        **_done(request),
        "filtered": queue.changed_data,
    }
    return render(request, "sanctions/review.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def match(request: Request, reference: str) -> HttpResponse:
    """One proposal: our official beside the entry."""
    found = found_match(request, reference)
    return _page(request, found, DecisionForm(initial={"seen": seen_as(found)}))


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def match_decide(request: Request, reference: str) -> HttpResponse:
    """Keep what was decided, and go on with the next one of the same queue."""
    found = found_match(request, reference)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    said = form.cleaned_data
    try:
        decide(match=found, decision=said["decision"], why=said["why"], as_seen=said["seen"], by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        again = DecisionForm(initial={"seen": seen_as(found), "why": said["why"]})
        return _page(request, found, again, status=409)
    return redirect(_next(request, found))


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def match_undo(request: Request, reference: str) -> HttpResponse:
    """Take the latest decision back and look at the match again."""
    found = found_match(request, reference)
    undo(match=found, as_seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, _("The decision on %(name)s is taken back.") % {"name": found.official})
    return redirect(_at(found, queue_query(request.GET)))


@require_POST
@requires(Permission.CURATE_SANCTIONS)
def review_exact(request: Request) -> HttpResponse:
    """Confirm the exact ones that were ticked, all at once."""
    chosen = exact_among(request.POST.getlist("match"), request.user)
    why = _("Name and birth date or number agree, and nothing speaks against.")
    count = decide_many(matches=chosen, decision=Decision.SAME, why=why, by=request.user)
    if count:
        words = ngettext("%(count)s match is confirmed.", "%(count)s matches are confirmed.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.warning(request, _("Nothing was confirmed: tick the matches first."))
    return redirect(_queue(queue_query(request.GET)))


@require_POST
@requires(Permission.VIEW_CASES)
def review_keys(request: Request) -> HttpResponse:
    """Switch the single keys off or on: they get in the way of speech input (WCAG 2.1.4)."""
    request.session[KEYS] = not request.session.get(KEYS, True)
    asked = request.POST.get("match", "")
    here = Match.objects.visible_to(request.user).filter(reference=asked).first()
    query = queue_query(request.GET)
    return redirect(_at(here, query) if here else _queue(query))


def found_match(request: Request, reference: str) -> Match:
    found: Match = get_object_or_404(Match.objects.visible_to(request.user).for_page(), reference=reference)
    return found


def _page(request: Request, found: Match, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    queue = QueueFilter(request.GET, reader=request.user).found()
    query = queue_query(request.GET)
    context = {
        "match": found,
        "record": side_by_side(found, request.user),
        "form": form,
        "next_url": _at(after(queue, found), query),
        "previous_url": _at(before(queue, found), query),
        "queue_url": _queue(query),
        "query": query,
        **_done(request),
        "keys": request.session.get(KEYS, True),
    }
    return render(request, "sanctions/match.html", context, status=status)


def _next(request: Request, decided: Match) -> str:
    """The next match of the queue, from its beginning after its end; else the queue, which is empty then."""
    query = queue_query(request.GET)
    queue = QueueFilter(request.GET, reader=request.user).found().exclude(pk=decided.pk)
    following = after(queue, decided) or queue.order_by("-score", "pk").first()
    done = f"{query}&done={decided.reference}" if query else f"done={decided.reference}"
    return _at(following, done) if following else _queue(done)


def _done(request: Request) -> dict[str, Any]:
    """The match that was decided on the page before: it can be taken back from here."""
    asked = request.GET.get("done", "")
    if not asked or not request.user.may(Permission.CURATE_SANCTIONS):
        return {}
    rows = Match.objects.visible_to(request.user).exclude(decision="").for_page().defer("entry__record")
    found = rows.filter(reference=asked).first()
    return {"done": found, "done_seen": seen_as(found)} if found else {}


def _at(found: Match | None, query: str) -> str:
    if found is None:
        return ""
    return f"{found.get_absolute_url()}?{query}" if query else found.get_absolute_url()


def _queue(query: str) -> str:
    return f"{reverse('sanctions:review')}?{query}" if query else reverse("sanctions:review")


def _tabs(request: Request, queue: QueueFilter) -> list[dict[str, Any]]:
    counts, address = queue.counts(), Address(request.GET, request.path)
    return [
        {
            "label": label,
            "count": counts[name],
            "url": address.without("show", "done") if name == WAITING else address.having("show", name),
            "current": name == queue.shown,
        }
        for name, label in SHOWN.items()
    ]
