"""Reference tables of this app: sanctions programmes."""

from django.contrib import admin

from accounts.reference_site import ReferenceAdmin, reference_site
from sanctions.models import Programme


@admin.register(Programme, site=reference_site)
class ProgrammeAdmin(ReferenceAdmin):
    list_display = ["key", "jurisdiction", "legal_basis", "measures", "valid_until"]
    list_filter = ["jurisdiction"]
    search_fields = ["key", "legal_basis"]
