"""The review queue of proposed matches."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
