"""The case list as a sheet: what it shows, filtered and sorted as on screen, every page of it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.list_orders import sorting
from cases.views.case_list import case_filter, list_address
from core import clock, trail
from core.models import EventKind
from core.partial_dates import PartialDate
from sheets.exporting import CaseRows, as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.EXPORT_CASES)
def export_csv(request: Request) -> HttpResponseBase:
    rows = _exported(request, "csv")
    answer = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_name()}.csv"'
    return answer


@require_safe
@requires(Permission.EXPORT_CASES)
def export_xlsx(request: Request) -> HttpResponseBase:
    file = as_xlsx(_exported(request, "xlsx"))
    return FileResponse(file, as_attachment=True, filename=f"{_name()}.xlsx", content_type=XLSX)


def _exported(request: Request, kind: str) -> CaseRows:
    """The rows of the list, with a word in the trail. A filter that cannot be read is left out, as the list says."""
    found = case_filter(request)
    rows = CaseRows(found.qs, sorting(list_address(request)).order, request.user)
    trail.record(EventKind.EXPORT, "cases", by=request.user, format=kind, rows=len(rows), filters=_codes(found.asked))
    return rows


def _codes(asked: dict[str, Any]) -> dict[str, Any]:
    """The filters as the trail may keep them: of a name that was searched for, that there was one."""
    return {name: _code(name, value) for name, value in asked.items() if value}


def _code(name: str, value: Any) -> Any:
    if name == "q":
        return True
    return value.to_edtf() if isinstance(value, PartialDate) else value


def _name() -> str:
    return f"cases-{clock.today().isoformat()}"
