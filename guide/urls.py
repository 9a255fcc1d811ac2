"""The guide's addresses. `help/rules/` is answered by `reminders`, whose rules it prints."""

from django.urls import path

from guide import views

app_name = "guide"
urlpatterns = [
    path("help/", views.contents, name="contents"),
    path("help/<slug:name>/", views.page, name="page"),
]
