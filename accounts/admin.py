"""Reference tables of this app. People are handled on the people page."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import Duty, Organisation, User
from accounts.reference_site import ReferenceAdmin, reference_site


def _organisation(request: HttpRequest) -> int | None:
    return cast(User, request.user).organisation_id


@admin.register(Organisation, site=reference_site)
class OrganisationAdmin(ReferenceAdmin):
    list_display = ["name", "kind", "jurisdiction", "parent", "works_here"]
    list_filter = ["works_here", "kind"]
    search_fields = ["name", "key"]
    list_select_related = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]


@admin.register(Duty, site=reference_site)
class DutyAdmin(ReferenceAdmin):
    """Who holds which duty in one's own organisation."""

    may_delete = True
    list_display = ["kind", "user"]
    list_filter = ["kind"]
    list_select_related = ["user"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Duty]:
        return super().get_queryset(request).filter(user__organisation=_organisation(request))

    def get_history_queryset(self, request: HttpRequest, *args: Any, **more: Any) -> QuerySet[Any]:
        rows = super().get_history_queryset(request, *args, **more)
        return rows.filter(user__organisation=_organisation(request))

    def has_view_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        own = obj is None or obj.user.organisation_id == _organisation(request)
        return own and super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        return self.has_view_permission(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        if db_field.name == "user":
            more["queryset"] = User.objects.colleagues_of(cast(User, request.user))
        return super().formfield_for_foreignkey(db_field, request, **more)
