"""The days of the rules are a reference table; alerts have their own pages."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from accounts.reference_site import reference_site
from reminders.models import RuleThreshold


@admin.register(RuleThreshold, site=reference_site)
class RuleThresholdAdmin(SimpleHistoryAdmin):
    list_display = ["rule", "tier", "days"]
    list_filter = ["rule", "tier"]
