"""Who has sanctioned whom and who has not; gaps; designations by hand."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
