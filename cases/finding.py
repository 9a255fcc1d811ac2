"""What `cases` offers to the find box: cases, prisoners, its pages, and the cases that somebody was at last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.finding import Entry, Found, Page, up_to
from accounts.models import User
from accounts.permissions import Permission
from cases.filters import USUAL_FILES
from cases.list_orders import SORTS, USUAL
from cases.models import Case, Prisoner, Update
from cases.vocabulary import FileState, Status
from core.paging import first_of

#: How far back among one's own updates is looked for the cases one was at.
LOOKED_BACK = 60


def found(*, user: User, text: str) -> Iterator[Found]:
    yield _cases(user, text)
    yield _prisoners(user, text)


def _cases(user: User, text: str) -> Found:
    """By any name and the reference, in whatever file; by the code name only those of the user's organisation."""
    seen = Case.objects.visible_to(user)
    matching = seen.matching(text)

    def first(many: int) -> list[Entry]:
        named = list(seen.code_named(text, user).for_list()[:many])
        others = first_of(matching.for_list(), SORTS[USUAL].order, many)
        return [case_entry(case) for case in dict.fromkeys([*named, *others])][:many]

    return Found(
        _("Cases"),
        first,
        count=lambda most: up_to(matching, most),
        all_url=f"{reverse('cases:case-list')}?{urlencode({'q': text, 'file': 'all'})}",
        all_words=_("All %(count)s cases"),
    )


def _prisoners(user: User, text: str) -> Found:
    seen = Prisoner.objects.visible_to(user)
    rows = (seen.matching(text) | seen.filter(reference=text.upper())).defer("key", "biography", "restricted_notes")

    def first(many: int) -> list[Entry]:
        return [_prisoner(row) for row in rows.order_by("name", "pk")[:many]]

    return Found(_("Prisoners"), first, count=lambda most: up_to(rows, most))


def recent(user: User, many: int) -> list[Entry]:
    """The cases that the user logged on last, then those they lead; which ones they merely read nobody keeps."""
    logged = Update.objects.filter(author=user).order_by("-pk").values_list("case", flat=True)[:LOOKED_BACK]
    keys = list(dict.fromkeys(logged))
    seen = Case.objects.visible_to(user)
    cases: dict[Any, Case] = seen.for_list().in_bulk(keys)
    latest = [cases[key] for key in keys if key in cases][:many]
    if len(latest) < many:
        led = first_of(seen.led_by(user).active().for_list(), SORTS[USUAL].order, many)
        latest = list(dict.fromkeys([*latest, *led]))[:many]
    return [case_entry(case) for case in latest]


def case_entry(case: Case) -> Entry:
    said = [Status(case.status).label, str(case.state), case.reference]
    if case.file_state not in USUAL_FILES:
        said.insert(0, FileState(case.file_state).label)
    native = case.prisoner.native_name
    return Entry(case.prisoner.name, case.get_absolute_url(), " · ".join(map(str, said)), native, "folder-open")


def _prisoner(row: Prisoner) -> Entry:
    return Entry(row.name, row.get_absolute_url(), row.reference, row.native_name, "user")


def pages() -> Iterator[Page]:
    yield Page(_("Cases"), "cases:case-list", Permission.VIEW_CASES, "folder-open", _("list"), place=2)
    yield Page(_("States"), "cases:state-list", Permission.VIEW_CASES, "landmark", _("countries places"), place=5)
    yield Page(_("New case"), "cases:case-new", Permission.ADD_CASES, "plus", _("open add"))
    yield Page(_("Add a prisoner"), "cases:prisoner-new", Permission.ADD_CASES, "user-plus", _("new"))
