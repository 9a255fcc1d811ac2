"""What the guide puts on the pages of the house: the link "Help" in the bar, and its entry in the find box."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.finding import Page
from guide.about import guide_url


def help_link(request: HttpRequest) -> str:
    """The way to the page of the guide that belongs to this one, and the drawer in which it opens."""
    return render_to_string("guide/link.html", {"guide_url": guide_url(request)}, request)


def pages() -> Iterator[Page]:
    yield Page(_("Help"), "guide:contents", None, "circle-question-mark", _("guide how manual tour"))
