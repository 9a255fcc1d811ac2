"""Submissions and their dossiers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
