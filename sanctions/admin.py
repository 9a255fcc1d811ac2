"""Reference tables of this app: sanctions programmes."""

from django.contrib import admin

from accounts.reference_site import ReferenceAdmin, reference_site
from sanctions.models import Programme, ProgrammeDate, WatchedJurisdiction


@admin.register(Programme, site=reference_site)
class ProgrammeAdmin(ReferenceAdmin):
    list_display = ["key", "jurisdiction", "legal_basis", "measures", "valid_until"]
    list_filter = ["jurisdiction"]
    search_fields = ["key", "legal_basis"]


@admin.register(ProgrammeDate, site=reference_site)
class ProgrammeDateAdmin(ReferenceAdmin):
    list_display = ["programme", "what", "month", "day", "year", "renewal"]
    list_filter = ["renewal"]


@admin.register(WatchedJurisdiction, site=reference_site)
class WatchedJurisdictionAdmin(ReferenceAdmin):
    list_display = ["code", "position"]
