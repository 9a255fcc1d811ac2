"""What `sanctions` offers to the find box: officials, and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.finding import Entry, Found, Page, up_to
from accounts.models import User
from accounts.permissions import Permission
from cases.models import Official


def found(*, user: User, text: str) -> Iterator[Found]:
    seen = Official.objects.visible_to(user)
    rows = seen.matching(text) | seen.filter(reference=text.upper())

    def first(many: int) -> list[Entry]:
        return [_official(row) for row in rows.select_related("state").order_by("name", "pk")[:many]]

    yield Found(
        _("Officials"),
        first,
        count=lambda most: up_to(rows, most),
        all_url=f"{reverse('sanctions:official-list')}?{urlencode({'q': text})}",
        all_words=_("All %(count)s officials"),
    )


def _official(row: Official) -> Entry:
    note = " · ".join(filter(None, [row.position, str(row.state), row.reference]))
    return Entry(row.name, row.get_absolute_url(), note, row.native_name, "stamp")


def pages() -> Iterator[Page]:
    see, log, curate = Permission.VIEW_CASES, Permission.LOG_ACTIONS, Permission.CURATE_SANCTIONS
    yield Page(_("Sanctions"), "sanctions:overview", see, "scale", _("lists programmes"), place=4)
    yield Page(_("Officials"), "sanctions:official-list", see, "stamp", _("judges prosecutors responsible"))
    yield Page(_("Sanctions alignment"), "sanctions:alignment", see, "table", _("who listed whom"))
    yield Page(_("Gaps"), "sanctions:gaps", see, "circle-dashed", _("not listed"))
    yield Page(_("Review queue"), "sanctions:review", see, "list-checks", _("matches screening"))
    yield Page(_("Entries"), "sanctions:entry-list", see, "scroll-text", _("list names"))
    yield Page(_("Submissions"), "sanctions:submission-list", see, "send", _("dossiers recommendations"))
    yield Page(_("Start a submission"), "sanctions:submission-new", log, "file-plus", _("dossier"))
    yield Page(_("New official"), "sanctions:official-new", curate, "user-plus")
    yield Page(_("Add a designation"), "sanctions:designation-new", curate, "plus")
