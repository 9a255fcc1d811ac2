"""Addresses of sheets."""

from django.urls import path

from sheets import urls_exporting, urls_first_look
from sheets.views import bringing, one, steps

app_name = "sheets"
urlpatterns = [
    *urls_exporting.urlpatterns,
    *urls_first_look.urlpatterns,
    path("sheets/", bringing.sheet_list, name="sheet-list"),
    path("sheets/new/", bringing.sheet_new, name="sheet-new"),
    path("sheets/template/<slug:kind>.<slug:file_format>/", bringing.template, name="template"),
    path("sheets/<str:reference>/", one.sheet, name="sheet"),
    path("sheets/<str:reference>/problems/", one.problems, name="problems"),
    path("sheets/<str:reference>/columns/", steps.columns, name="columns"),
    path("sheets/<str:reference>/other/", steps.other, name="other"),
    path("sheets/<str:reference>/back/", steps.back, name="back"),
    path("sheets/<str:reference>/choose/", steps.choice, name="choose"),
    path("sheets/<str:reference>/choose-all/", steps.choice_for_all, name="choose-all"),
    path("sheets/<str:reference>/apply/", steps.apply, name="apply"),
    path("sheets/<str:reference>/drop/", steps.drop, name="drop"),
    path("sheets/<str:reference>/undo/", steps.undo, name="undo"),
]
