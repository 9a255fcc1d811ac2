"""The find box: any case, prisoner, official, body, action or page that somebody may reach, from one place.

Each app answers for what it has (`accounts.finding`), behind its own doors: what somebody may not see is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.finding import Entry, Found, Page
from accounts.models import User
from accounts.permissions import Permission
from cases.finding import recent
from core import slots
from core.search_keys import search_key, search_words

#: How much is read of what was typed, and how little is no search yet.
LONGEST, SHORTEST = 100, 2
#: How many of a kind the box shows, and the page; how far the page counts.
IN_BOX, ON_PAGE, COUNTED = 8, 25, 1000
RECENT = 6


@dataclass(frozen=True)
class Group:
    """What one kind of thing answers with. `all_words` is the link to all of them; `more` where no page has them."""

    label: Any
    entries: list[Entry]
    all_url: str = ""
    all_words: str = ""
    more: bool = False


def answer(user: User, text: str, *, whole: bool = False) -> list[Group]:
    """What `text` finds, without those kinds that answer nothing; for no text the cases one was at, and the pages.

    `whole` is the page: it shows more of each kind, and says how many there are.
    """
    most = ON_PAGE if whole else IN_BOX
    if not text:
        shown = [Group(_("Your latest cases"), recent(user, RECENT)), _pages(user, "", ON_PAGE * 2 if whole else most)]
    elif too_short(text):
        shown = [_pages(user, text, most)] if search_words(text) else []
    else:
        kinds: list[Found] = slots.gather("find", user=user, text=text)
        shown = [*(_group(kind, most, counted=whole) for kind in kinds), _pages(user, text, most)]
    return [group for group in shown if group.entries]


def too_short(text: str) -> bool:
    """Whether a search for `text` would find half the house."""
    return len(search_key(text)) < SHORTEST


def _group(kind: Found, most: int, *, counted: bool) -> Group:
    entries = kind.first(most + 1)
    if len(entries) <= most:
        return Group(kind.label, entries)
    words = _all_words(kind) if counted and kind.all_url else gettext("All of them")
    return Group(kind.label, entries[:most], kind.all_url, words, more=not kind.all_url)


def _all_words(kind: Found) -> str:
    words = str(kind.all_words)
    if "%(count)s" not in words:
        return words
    count = kind.count(COUNTED + 1)
    return words % {"count": f"{COUNTED}+" if count > COUNTED else count}


def _pages(user: User, text: str, most: int) -> Group:
    """The pages that `user` may open and whose name or other words have every word of `text`, the bar's first."""
    words = search_words(text)
    known: list[Page] = [page for page in slots.gather("find-pages") if page.needs is None or user.may(page.needs)]
    answering = [page for page in known if _has(page, words)]
    answering.sort(key=lambda page: (bool(words) and not _named(page, words), page.place))
    return Group(_("Pages"), [_entry(page) for page in answering[:most]])


def _has(page: Page, words: list[str]) -> bool:
    key = search_key(str(page.label), str(page.words))
    return all(word in key for word in words)


def _named(page: Page, words: list[str]) -> bool:
    return search_key(str(page.label)).startswith(words[0])


def _entry(page: Page) -> Entry:
    return Entry(page.label, reverse(page.name), icon=page.icon)


def pages() -> Iterator[Page]:
    see = Permission.VIEW_CASES
    yield Page(_("Today"), "reports:today", see, "sun", _("needs me coming up"), place=1)
    yield Page(_("What changed"), "reports:changes", see, "history", _("news latest updates"))
    yield Page(_("Figures"), "reports:figures", see, "chart-line", _("charts numbers reports"))
    yield Page(_("Weekly report"), "reports:weekly", see, "newspaper")
