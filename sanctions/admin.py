"""Reference tables of this app: sanctions programmes."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.reference_site import ReferenceAdmin, reference_site
from sanctions.models import ListSource, Programme, ProgrammeDate, WatchedJurisdiction


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


@admin.register(ListSource, site=reference_site)
class ListSourceAdmin(ReferenceAdmin):
    """The addresses of lists, and whether they are fetched. A list itself is a module of ours: none is added here."""

    list_display = ["key", "name", "jurisdiction", "fetch", "hour"]
    readonly_fields = ["key", "jurisdiction", "whole"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ListSource | None = None) -> bool:
        return False
