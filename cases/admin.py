"""Reference tables of this app: states, categories, facilities, statutes. Cases are never handled here."""

from django.contrib import admin

from accounts.reference_site import ReferenceAdmin, reference_site
from cases.models import Category, DetainingState, Facility, Statute


@admin.register(DetainingState, site=reference_site)
class DetainingStateAdmin(ReferenceAdmin):
    list_display = ["name", "code", "region"]
    list_filter = ["region"]
    search_fields = ["name", "code"]


@admin.register(Category, site=reference_site)
class CategoryAdmin(ReferenceAdmin):
    list_display = ["label", "code"]
    search_fields = ["label"]


@admin.register(Facility, site=reference_site)
class FacilityAdmin(ReferenceAdmin):
    list_display = ["name", "state", "kind", "locality"]
    list_filter = ["kind", "state"]
    list_select_related = ["state"]
    search_fields = ["name", "locality"]
    prepopulated_fields = {"code": ["name"]}


@admin.register(Statute, site=reference_site)
class StatuteAdmin(ReferenceAdmin):
    list_display = ["article", "state", "title", "category"]
    list_filter = ["state", "category"]
    list_select_related = ["state"]
    search_fields = ["article", "title"]
