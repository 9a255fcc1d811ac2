"""Every address of the house."""

from django.conf import settings
from django.urls import include, path

from accounts.reference_site import reference_site

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("cases.urls")),
    path("", include("advocacy.urls")),
    path("", include("sanctions.urls")),
    path("", include("sheets.urls")),
    path("", include("reminders.urls")),
    path("", include("accounts.urls")),
    path("", include("guide.urls")),
    path("", include("demo.urls")),
    path("accounts/", include("accounts.entrance")),
    path("reference/", reference_site.urls),
]

if settings.DEBUG:
    urlpatterns.append(path("", include("prisoners_tracker.style")))
