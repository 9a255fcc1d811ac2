"""Addresses of findings, assessments, and the organisations with their contacts."""

from django.urls import path

from advocacy.views import assessments, findings, organisations

urlpatterns = [
    path("determinations/", findings.determination_list, name="determination-list"),
    path("determinations/<str:reference>/", findings.determination, name="determination"),
    path("determinations/<str:reference>/dates/", findings.determination_dates, name="determination-dates"),
    path("cases/<str:reference>/determinations/new/", findings.determination_new, name="determination-new"),
    path("cases/<str:reference>/assessments/", assessments.assessment_list, name="assessment-list"),
    path("cases/<str:reference>/assessments/new/", assessments.assessment_new, name="assessment-new"),
    path("assessments/<str:reference>/", assessments.assessment, name="assessment"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/contacts/new/", organisations.contact_new, name="contact-new"),
    path("contacts/<str:reference>/edit/", organisations.contact_edit, name="contact-edit"),
    path("contacts/<str:reference>/remove/", organisations.contact_remove, name="contact-remove"),
]
