"""Reference tables of this app. People are handled on the people page."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from accounts.models import Duty, Organisation
from accounts.reference_site import reference_site


@admin.register(Organisation, site=reference_site)
class OrganisationAdmin(SimpleHistoryAdmin):
    list_display = ["name", "kind", "jurisdiction", "parent", "works_here"]
    list_filter = ["works_here", "kind"]
    search_fields = ["name", "key"]
    list_select_related = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]


@admin.register(Duty, site=reference_site)
class DutyAdmin(SimpleHistoryAdmin):
    list_display = ["kind", "user"]
    list_filter = ["kind"]
    list_select_related = ["user"]
