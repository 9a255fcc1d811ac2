"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("cases.urls")),
    path("", include("reminders.urls")),
    path("", include("accounts.urls")),
    path("", include("demo.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("reference/", admin.site.urls),
]
