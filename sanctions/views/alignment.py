"""Alignment pages: of a case, of a state, of all; handed on as a table or as a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.views.case_page import tab_of
from cases.views.found import found_case
from core import trail
from core.models import EventKind
from core.paging import Order, keyset_page
from sanctions.aligned import alignment_of, case_alignment, whole_alignment
from sanctions.alignment import Matrix
from sanctions.exporting import COLUMNS, as_csv, as_xlsx, records
from sanctions.forms.alignment import AlignmentForm, CaseAlignmentForm, WholeAlignmentForm
from sanctions.pages.alignment import AlignmentPage

ORDER: Order = [("seniority", False), ("name", False), ("pk", False)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.VIEW_CASES)
def case_page(request: Request, reference: str) -> HttpResponse:
    """The tab of a case: its officials against jurisdictions."""
    case = found_case(request, reference)
    form = CaseAlignmentForm(request.GET, reader=request.user, case=case)
    matrix = case_alignment(case, request.user, form.day, counts=form.counts)
    context = tab_of(request, case, "sanctions") | _shown(form, matrix)
    return render(request, "sanctions/case_tab.html", context, status=_status(form))


@require_safe
@requires(Permission.EXPORT_CASES)
def case_sheet(request: Request, reference: str) -> HttpResponse:
    """The same on paper, to be handed to a ministry: without what is only alleged."""
    case = found_case(request, reference)
    form = CaseAlignmentForm(request.GET, reader=request.user, case=case)
    matrix = case_alignment(case, request.user, form.day, counts=form.counts, alleged=False)
    _exported(request, "sheet", case.reference, len(matrix.rows))
    context = tab_of(request, case, "sanctions") | _shown(form, matrix)
    return render(request, "sanctions/alignment_sheet.html", context, status=_status(form))


@require_safe
@requires(Permission.EXPORT_CASES)
def case_export(request: Request, reference: str, kind: str) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    case = found_case(request, reference)
    form = CaseAlignmentForm(request.GET, reader=request.user, case=case)
    matrix = case_alignment(case, request.user, form.day, counts=form.counts)
    tab_of(request, case, "sanctions")  # it is read as much as on the page
    return _file(request, kind, form, case.reference, [matrix])


@require_safe
@requires(Permission.VIEW_CASES)
def alignment(request: Request) -> HttpResponse:
    """All officials whom the reader sees, the most senior first, a page at a time; `?state=` for one state's."""
    form = WholeAlignmentForm(request.GET, reader=request.user)
    page = keyset_page(request, _asked(form).select_related("state"), ORDER, settings.PAGE_SIZES)
    matrix = alignment_of(page.rows, request.user, form.day, counts=form.counts, nameless=_cases(form))
    context = _shown(form, matrix) | {"page": page, "state": form.asked_state}
    return render(request, "sanctions/alignment.html", context, status=_status(form))


@require_safe
@requires(Permission.EXPORT_CASES)
def alignment_sheet(request: Request) -> HttpResponse:
    """The same on paper, without what is only alleged."""
    form = WholeAlignmentForm(request.GET, reader=request.user)
    matrix = next(
        whole_alignment(_asked(form), request.user, form.day, counts=form.counts, nameless=_cases(form), alleged=False)
    )
    _exported(request, "sheet", _target(form), len(matrix.rows))
    context = _shown(form, matrix) | {"state": form.asked_state}
    return render(request, "sanctions/alignment_sheet.html", context, status=_status(form))


@require_safe
@requires(Permission.EXPORT_CASES)
def alignment_export(request: Request, kind: str) -> HttpResponse:
    """The same as a table for a spreadsheet: everybody, not a page."""
    form = WholeAlignmentForm(request.GET, reader=request.user)
    matrices = whole_alignment(_asked(form), request.user, form.day, counts=form.counts, nameless=_cases(form))
    return _file(request, kind, form, _target(form), matrices)


def _asked(form: WholeAlignmentForm) -> Any:
    rows = form.rows
    return rows.filter(state=form.asked_state) if form.asked_state else rows


def _cases(form: WholeAlignmentForm) -> Q:
    """Of which cases to tell what was listed without names."""
    return Q(case__state=form.asked_state) if form.asked_state else Q()


def _target(form: WholeAlignmentForm) -> str:
    return form.asked_state.code if form.asked_state else ""


def _shown(form: AlignmentForm, matrix: Matrix) -> dict[str, Any]:
    return {"form": form, "alignment": AlignmentPage(matrix), "filtered": "programme" in form.changed_data}


def _status(form: AlignmentForm) -> int:
    return 200 if form.is_valid() else 422


def _file(request: Request, kind: str, form: AlignmentForm, target: str, matrices: Iterable[Matrix]) -> HttpResponse:
    """A file to download. What could not be asked is not exported."""
    if not form.is_valid():
        raise Http404
    rows = chain.from_iterable(records(matrix) for matrix in matrices)
    name = "-".join(filter(None, ["alignment", target, form.day.isoformat()]))
    if kind == "csv":
        answer = HttpResponse(as_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    else:
        title = _("Sanctions alignment as of %(day)s") % {"day": form.day}
        answer = HttpResponse(as_xlsx(COLUMNS, rows, title), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    _exported(request, kind, target)
    return answer


def _exported(request: Request, kind: str, target: str, rows: int | None = None) -> None:
    trail.record(EventKind.EXPORT, "alignment", by=request.user, target=target, format=kind, rows=rows)
