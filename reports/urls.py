from django.urls import path

from reports.views import replay, today, weekly

app_name = "reports"
urlpatterns = [
    path("", today.today, name="today"),
    path("changes/", today.changes, name="changes"),
    path("cases/<str:reference>/replay/", replay.case_replay, name="case-replay"),
    path("reports/weekly/", weekly.weekly, name="weekly"),
]
