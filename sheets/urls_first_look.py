"""Addresses of the first look."""

from django.urls import path

from sheets.views import first_look

urlpatterns = [
    path("first-look/", first_look.first_look, name="first-look"),
    path("first-look/<str:reference>/", first_look.first_look_case, name="first-look-case"),
    path("first-look/<str:reference>/done/", first_look.first_look_done, name="first-look-done"),
]
