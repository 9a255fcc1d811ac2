"""What the find box answers with: the shape in which every app offers its records and its pages.

An app offers its records through `slots.provide("find", …)`: called with `user` and `text`, a provider yields `Found`,
each read through its own door. Its pages it offers through `slots.provide("find-pages", …)`: called with nothing, a
provider yields `Page`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """One thing to go to. `native` is a name in its own script, `note` what tells it from its namesakes."""

    label: Any
    url: str
    note: str = ""
    native: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Found:
    """One kind of thing that answers.

    `first(many)` gives the first ones, `count(most)` how many there are in all, `most` at most; `all_url` is the page
    that lists them, where there is one, and `all_words` its link, with `%(count)s` where that page has just these.
    """

    label: Any
    first: Callable[[int], list[Entry]]
    count: Callable[[int], int] = field(default=lambda most: 0)
    all_url: str = ""
    all_words: Any = ""


@dataclass(frozen=True)
class Page:
    """A page of the house that takes no record. `words` are others that somebody may look for it by."""

    label: Any
    name: str
    needs: Permission | None = None
    icon: str = "file"
    words: Any = ""
    place: int = 99  # the bar's sections have theirs, and so are offered first


def up_to(rows: QuerySet[Any], most: int) -> int:
    """How many `rows` there are, counted no further than `most`."""
    return rows.order_by()[:most].count()


def pages() -> Iterator[Page]:
    """What `accounts` itself has."""
    yield Page(_("Profile and reminders"), "accounts:profile", None, "settings", _("language time zone digest keys"))
    yield Page(_("Change the password"), "account_change_password", None, "key-round")
    yield Page(_("People"), "accounts:people", Permission.MANAGE_PEOPLE, "users", _("colleagues roles duties"))
    yield Page(_("Invite somebody"), "accounts:invite", Permission.MANAGE_PEOPLE, "user-plus")
    yield Page(_("Reference tables"), "admin:index", Permission.CURATE_REFERENCES, "table-properties")
