"""The days of the rules are a reference table; alerts have their own pages."""

from django.contrib import admin

from accounts.reference_site import ReferenceAdmin, reference_site
from reminders.models import RuleThreshold


@admin.register(RuleThreshold, site=reference_site)
class RuleThresholdAdmin(ReferenceAdmin):
    may_delete = True  # then the rule's own days hold again
    list_display = ["rule", "tier", "days"]
    list_filter = ["rule", "tier"]
