"""What a role may do. Code asks for a permission, never for a role."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import trail
from core.models import EventKind


class Permission(TextChoices):
    """One thing somebody may be allowed to do. Which records it reaches is `visible_to`'s business."""

    VIEW_CASES = "view_cases", _("See cases")
    LOG_UPDATES = "log_updates", _("Log updates")
    LOG_ACTIONS = "log_actions", _("Log asks, actions and findings")
    ADD_CASES = "add_cases", _("Open cases and add prisoners")
    HANDLE_ALERTS = "handle_alerts", _("Acknowledge, snooze and reassign alerts")
    EDIT_CASES = "edit_cases", _("Edit cases, members and levels")
    ASSIGN_CASES = "assign_cases", _("Assign cases, one or many")
    REFLECT_STATUS = "reflect_status", _("Reflect a stricter update in the status")
    EXPORT_CASES = "export_cases", _("Export cases")
    IMPORT_CASES = "import_cases", _("Bring in sheets of cases")
    MANAGE_PEOPLE = "manage_people", _("Invite people and set roles and duties")
    CURATE_REFERENCES = "curate_references", _("Edit reference tables")
    CURATE_SANCTIONS = "curate_sanctions", _("Curate sanctions records")


class Role(TextChoices):
    """Named sets of permissions."""

    VIEWER = "viewer", _("Viewer")
    ADVOCATE = "advocate", _("Advocate")
    STAFF = "staff", _("Staff")
    ADMIN = "admin", _("Admin")


_P = Permission
_VIEWER = frozenset({_P.VIEW_CASES})
_ADVOCATE = _VIEWER | {_P.LOG_UPDATES, _P.LOG_ACTIONS, _P.ADD_CASES, _P.HANDLE_ALERTS}
_STAFF = _ADVOCATE | {_P.EDIT_CASES, _P.ASSIGN_CASES, _P.REFLECT_STATUS, _P.EXPORT_CASES, _P.IMPORT_CASES}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.ADVOCATE: _ADVOCATE,
    Role.STAFF: _STAFF,
    Role.ADMIN: frozenset(Permission),
}

ROLE_WORDS: dict[Role, Promise] = {
    Role.VIEWER: _("Reads the cases of your organisation."),
    Role.ADVOCATE: _("Also logs updates and actions, opens cases and handles alerts."),
    Role.STAFF: _("Also edits and assigns cases, exports, brings in sheets, and decides what a status reflects."),
    Role.ADMIN: _("Also invites people, and keeps reference tables and sanctions records."),
}

View = Callable[..., HttpResponseBase]


def requires(permission: Permission) -> Callable[[View], View]:
    """Answer 403 to a signed-in user without `permission`, and keep the denial in the event trail."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not (request.user.is_authenticated and request.user.may(permission)):
                trail.record(EventKind.DENIED, permission.value, by=request.user)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the permission-matrix test
        return guarded

    return guard
