"""Submissions and their dossiers: all of them, one, starting one, each section and each step."""

from django.urls import URLPattern, path

from sanctions.forms.submissions import STEPS
from sanctions.views import submission_steps, submissions

_ONE = "sanctions/submissions/<str:reference>/"

urlpatterns: list[URLPattern] = [
    path("sanctions/submissions/", submissions.submission_list, name="submission-list"),
    path("sanctions/submissions/new/", submissions.submission_new, name="submission-new"),
    path(_ONE, submissions.submission, name="submission"),
    path(f"{_ONE}targets/", submissions.submission_targets, name="submission-targets"),
    path(f"{_ONE}print/", submissions.submission_print, name="submission-print"),
    path(f"{_ONE}sections/<str:kind>/", submissions.submission_section, name="submission-section"),
    path(f"{_ONE}sections/<str:kind>/<str:official>/", submissions.submission_section, name="submission-section-of"),
    *(path(f"{_ONE}{name}/", submission_steps.step(name), name=f"submission-{name}") for name in STEPS),
]
