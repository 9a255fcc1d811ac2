"""Every address of advocacy: one module for each part."""

from advocacy.urls import actions, aftercare, cases, findings

app_name = "advocacy"
urlpatterns = [*actions.urlpatterns, *aftercare.urlpatterns, *cases.urlpatterns, *findings.urlpatterns]
