"""Lists: where they come from, their imports, their entries."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
