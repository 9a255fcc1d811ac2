"""The overview of all actions, and the page of one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.action_list import SORTS, chips, columns, groups, rows_of, sort_of
from advocacy.action_page import ActionPage
from advocacy.filters import ActionFilter
from advocacy.forms.steps import STEPS, StepForm
from advocacy.models import Action
from advocacy.reading import note_record_read
from advocacy.views.found_action import found_action
from core import clock
from core.addresses import Address
from core.paging import CURSORS, keyset_page


@require_safe
@requires(Permission.VIEW_CASES)
def action_list(request: Request) -> HttpResponse:
    """All actions that the reader may see: a table, or with `?as=board` a board."""
    found = ActionFilter(request.GET, Action.objects.visible_to(request.user), request=request)
    address = Address(request.GET, reverse("advocacy:action-list"))
    facets = groups(found, address)
    context: dict[str, Any] = {
        "filter": found,
        "facets": facets,
        "chips": list(chips(found, address, facets)),
        "clear_url": address.path,
        "table_url": address.without("as"),
        "board_url": address.having("as", "board"),
        "kept": [(n, v) for n, vs in request.GET.lists() if n not in {"q", *CURSORS} for v in vs],
    }
    shown = _board(request, found) if request.GET.get("as") == "board" else _table(request, found, address)
    return render(request, "advocacy/action_list.html", context | shown)


def _table(request: Request, found: ActionFilter, address: Address) -> dict[str, Any]:
    sort = sort_of(address)
    page = keyset_page(request, found.qs.for_list(), sort.order, settings.PAGE_SIZES)
    sorts = [(one.label, address.having("sort", one.code), one == sort) for one in SORTS]
    return {"page": page, "rows": rows_of(page, request.user, clock.today()), "sort": sort, "sorts": sorts}


def _board(request: Request, found: ActionFilter) -> dict[str, Any]:
    query = request.GET.copy()
    query.pop("as", None)
    table = Address(query, reverse("advocacy:action-list"))
    board = columns(found, table, request.user, clock.today())
    return {"board": board, "shows_any": any(column.rows for column in board)}


@require_safe
@requires(Permission.VIEW_CASES)
def action(request: Request, reference: str) -> HttpResponse:
    """What was done, its clock, what came back, and what can be done next."""
    return action_page(request, found_action(request, reference))


def action_page(request: Request, action: Action, refused: StepForm | None = None) -> HttpResponse:
    """The page, with the form of the step that was `refused` as it was sent."""
    note_record_read(request, action)
    shown = ActionPage(action, request.user, clock.today())
    names = shown.steps if shown.may_change else []
    forms = [STEPS[name](action=action, by=request.user) for name in names]
    forms = [refused if refused and refused.prefix == form.prefix else form for form in forms]
    if refused is not None and refused not in forms:
        forms = [refused, *forms]  # it makes no sense any more: shown with what was typed, and why
    context = {"action": action, "shown": shown, "forms": forms, "refused": refused}
    return render(request, "advocacy/action.html", context, status=422 if refused else 200)
