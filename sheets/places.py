"""What sheets add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from core import slots
from core.addresses import Address
from sheets.pages import first_look


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.fill("case-list-actions", export_of_list, order=1)
    slots.fill("case-list-actions", way_in, order=2)
    slots.fill("case-list-empty", way_in)
    slots.fill("user-menu", menu_entry)
    slots.provide("needs-me", first_look.needs_me)


def export_of_list(request: HttpRequest, **_: Any) -> str:
    """The case list as a sheet, for those who may export: what it shows, filtered and sorted as it is."""
    if not (isinstance(request.user, User) and request.user.may(Permission.EXPORT_CASES)):
        return ""
    kinds = {kind: reverse(f"sheets:export-{kind}") for kind in ("csv", "xlsx")}
    urls = {f"{kind}_url": Address(request.GET, path).without() for kind, path in kinds.items()}
    return render_to_string("sheets/_export_actions.html", urls, request)


def way_in(request: HttpRequest, **_: Any) -> str:
    """To bringing in a sheet, for those who may."""
    return _for_importers(request, "sheets/_way_in.html")


def menu_entry(request: HttpRequest, **_: Any) -> str:
    """The sheets that somebody brought in, in the user's menu."""
    return _for_importers(request, "sheets/_menu_entry.html")


def _for_importers(request: HttpRequest, template: str) -> str:
    if not (isinstance(request.user, User) and request.user.may(Permission.IMPORT_CASES)):
        return ""
    return render_to_string(template, {}, request)
