"""Addresses of this app."""

from sanctions.urls import alignment, lists, officials, review, submissions

app_name = "sanctions"

urlpatterns = [
    *lists.urlpatterns,
    *review.urlpatterns,
    *officials.urlpatterns,
    *alignment.urlpatterns,
    *submissions.urlpatterns,
]
