"""Address of the four things that are owed after a release."""

from django.urls import path

from advocacy.views.aftercare import aftercare

urlpatterns = [path("cases/<str:reference>/after-release/", aftercare, name="aftercare")]
