"""The stock admin, narrowed to what it is for here: reference tables, kept by admins, with their history.

It has no door of its own (its login knows no throttling), no passwords, and no way to look up other records by number.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from accounts.permissions import Permission, requires

UNUSED = {"logout", "password_change", "password_change_done", "view_on_site"}


class ReferenceSite(AdminSite):
    site_title = site_header = _("Reference tables")
    index_title = _("What the whole house chooses from")
    site_url = "/"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        return requires(Permission.CURATE_REFERENCES)(super().admin_view(view, cacheable))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The house's own door."""
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"/accounts/login/?{query}" if query else "account_login")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in UNUSED]


class ReferenceAdmin(SimpleHistoryAdmin):
    """One reference table. Nothing on its pages tells of the records that use a row: these have doors of their own.

    So a row that was added stays, unless nothing can hang on it (`may_delete`): the stock page for deleting lists what
    does. And rows are looked up by their own fields, not by what points to them.
    """

    may_delete = False

    def get_urls(self) -> list[URLPattern]:
        gone = () if self.may_delete else (f"{self.opts.app_label}_{self.opts.model_name}_delete",)
        return [url for url in super().get_urls() if url.name not in gone]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete and super().has_delete_permission(request, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        first = lookup.split(LOOKUP_SEP)[0]
        own = {field.name for field in self.opts.get_fields() if field.concrete}
        return first in own | {"pk"} and super().lookup_allowed(lookup, value, request)


reference_site = ReferenceSite()
