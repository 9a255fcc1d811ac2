"""Addresses of exports."""

from django.urls import path

from sheets.views import exporting

urlpatterns = [
    path("cases/export.csv", exporting.export_csv, name="export-csv"),
    path("cases/export.xlsx", exporting.export_xlsx, name="export-xlsx"),
]
