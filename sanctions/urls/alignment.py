"""Who has sanctioned whom and who has not; gaps; designations by hand."""

from datetime import date

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from sanctions.views import alignment, designations, gaps


class SpreadsheetKind(StringConverter):
    """In what form a table is handed on."""

    regex = "csv|xlsx"


class IsoDay(StringConverter):
    """A day as 2023-04-17."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:  # type: ignore[override]  # ValueError: no such address
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(SpreadsheetKind, "spreadsheet")
register_converter(IsoDay, "day")

urlpatterns: list[URLPattern] = [
    path("cases/<str:reference>/sanctions/", alignment.case_page, name="case"),
    path("cases/<str:reference>/sanctions/sheet/", alignment.case_sheet, name="case-sheet"),
    path("cases/<str:reference>/sanctions/export.<spreadsheet:kind>", alignment.case_export, name="case-export"),
    path("sanctions/alignment/", alignment.alignment, name="alignment"),
    path("sanctions/alignment/sheet/", alignment.alignment_sheet, name="alignment-sheet"),
    path("sanctions/alignment/export.<spreadsheet:kind>", alignment.alignment_export, name="alignment-export"),
    path("sanctions/gaps/", gaps.gap_list, name="gaps"),
    path("sanctions/gaps/<str:reference>/not-sought/", gaps.gap_not_sought, name="not-sought"),
    path("sanctions/gaps/<str:reference>/sought-again/", gaps.gap_sought_again, name="sought-again"),
    path("sanctions/designations/new/", designations.designation_new, name="designation-new"),
    path("sanctions/designations/<str:reference>/", designations.designation, name="designation"),
    path("sanctions/designations/<str:reference>/edit/", designations.designation_edit, name="designation-edit"),
    path(
        "sanctions/designations/<str:reference>/withdraw/",
        designations.designation_withdraw,
        name="designation-withdraw",
    ),
    path("cases/<str:reference>/sanctions/nameless/new/", designations.nameless_new, name="nameless-new"),
    path(
        "cases/<str:reference>/sanctions/nameless/<str:programme>/<day:day>/",
        designations.nameless_remove,
        name="nameless-remove",
    ),
]
