"""Officials: the list, one of them, curating."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
