"""Reference tables of this app: sanctions programmes."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from accounts.reference_site import reference_site
from sanctions.models import Programme


@admin.register(Programme, site=reference_site)
class ProgrammeAdmin(SimpleHistoryAdmin):
    list_display = ["key", "jurisdiction", "legal_basis", "measures", "valid_until"]
    list_filter = ["jurisdiction"]
    search_fields = ["key", "legal_basis"]
