from django.urls import path, register_converter

from reports.charts import CHARTS
from reports.views import calendar, figures, find, replay, today, weekly, work


class ChartName:
    """The name of a chart that there is, so that these addresses stand in nobody's way."""

    regex = "|".join(CHARTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ChartName, "chart")

app_name = "reports"
urlpatterns = [
    path("", today.today, name="today"),
    path("changes/", today.changes, name="changes"),
    path("find/", find.find, name="find"),
    path("work/", work.work, name="work"),
    path("cases/<str:reference>/replay/", replay.case_replay, name="case-replay"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("reports/", figures.figures, name="figures"),
    path("reports/print/", figures.figures_print, name="figures-print"),
    path("reports/weekly/", weekly.weekly, name="weekly"),
    path("reports/<chart:chart>.csv", figures.figure_export, name="figure-export"),
    path("reports/<chart:chart>/", figures.figure, name="figure"),
]
