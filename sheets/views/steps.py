"""What somebody says of a sheet, step by step: what its columns mean, who is whom, apply, drop, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.models import Case
from core.forms import whole_number
from core.waking import wake
from sheets.models import SheetImport
from sheets.pages.naming import naming_form
from sheets.pages.rows import planned_rows
from sheets.pages.standing import outcome_of
from sheets.services.imports import (
    WorkedOn,
    apply_import,
    choose,
    choose_all,
    drop_import,
    name_columns,
    open_other,
    reopen,
    undo_import,
)
from sheets.tasks import go_on_imports
from sheets.views.one import found_sheet, naming_page, rows_page
from sheets.vocabulary import Choice, ImportState


@require_POST
@requires(Permission.IMPORT_CASES)
def columns(request: Request, reference: str) -> HttpResponse:
    """Say what the columns mean, and have the rows read by that."""
    found = found_sheet(request, reference)
    if found.state != ImportState.MAPPING:
        messages.error(request, _("Its columns are not asked for now. Below is where it stands."))
        return redirect(found)
    form = naming_form(found, request.POST)
    if form.is_valid():
        try:
            name_columns(sheet=found, mapping=form.mapping(), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            wake(request, go_on_imports)
            return redirect(found)
    return naming_page(request, found, form)


@require_POST
@requires(Permission.IMPORT_CASES)
def back(request: Request, reference: str) -> HttpResponse:
    """Back to the naming of columns; what was read is read anew afterwards."""
    found = found_sheet(request, reference)
    return _done(request, found, lambda: reopen(sheet=found, by=request.user))


@require_POST
@requires(Permission.IMPORT_CASES)
def other(request: Request, reference: str) -> HttpResponse:
    """Read another sheet of the workbook."""
    found = found_sheet(request, reference)
    return _done(request, found, lambda: open_other(sheet=found, name=request.POST.get("name", ""), by=request.user))


@require_POST
@requires(Permission.IMPORT_CASES)
def choice(request: Request, reference: str) -> HttpResponse:
    """Say who a possible duplicate is. To htmx its card comes back, with what would now be applied."""
    found = found_sheet(request, reference)
    number = whole_number(request.POST.get("row")) or 0
    try:
        row = choose(sheet=found, row=number, choice=request.POST.get("choice", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(found)
    query = request.POST.get("query", "")
    if not request.htmx:
        return redirect(f"{found.get_absolute_url()}?{query}#row-{row.number}")
    shown = planned_rows(found, [row], request.user)[0]
    context = {"sheet": found, "shown": shown, "outcome": outcome_of(found), "query": query, "oob": True}
    return render(request, "sheets/alike_answered.html", context)


@require_POST
@requires(Permission.IMPORT_CASES)
def choice_for_all(request: Request, reference: str) -> HttpResponse:
    """Say the same of all possible duplicates that nobody has decided."""
    found = found_sheet(request, reference)
    said = request.POST.get("choice", "")
    if said not in (Choice.NEW, Choice.LEFT_OUT):
        messages.error(request, _("Say whether they are somebody else, or the same."))
        return redirect(found)
    try:
        rows = choose_all(sheet=found, choice=Choice(said), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        words = ngettext("Said of %(rows)s row: %(choice)s.", "Said of %(rows)s rows: %(choice)s.", rows)
        messages.success(request, words % {"rows": rows, "choice": Choice(said).label})
    return redirect(f"{found.get_absolute_url()}?tab=alike")


@require_POST
@requires(Permission.IMPORT_CASES)
def apply(request: Request, reference: str) -> HttpResponse:
    """Have it applied."""
    found = found_sheet(request, reference)
    return _done(request, found, lambda: apply_import(sheet=found, by=request.user))


@require_POST
@requires(Permission.IMPORT_CASES)
def drop(request: Request, reference: str) -> HttpResponse:
    """Do not bring it in."""
    found = found_sheet(request, reference)
    return _done(request, found, lambda: drop_import(sheet=found, by=request.user))


@require_POST
@requires(Permission.IMPORT_CASES)
def undo(request: Request, reference: str) -> HttpResponse:
    """Take back all that it brought in; where somebody has worked on that, say on what."""
    found = found_sheet(request, reference)
    try:
        undo_import(sheet=found, by=request.user)
    except WorkedOn as error:
        return rows_page(request, found, worked_on=_seen(error.cases, request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        wake(request, go_on_imports)
    return redirect(found)


def _done(request: Request, found: SheetImport, step: Callable[[], Any]) -> HttpResponse:
    """Take the step and show where the sheet stands; what it cannot be done for is said."""
    try:
        step()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        wake(request, go_on_imports)
    return redirect(found)


def _seen(cases: list[Case], request: Request) -> list[Case]:
    """Those of them that the reader may see."""
    there = Case.objects.visible_to(request.user).filter(pk__in=[case.pk for case in cases])
    return list(there.select_related("prisoner"))
