"""What `reminders` offers to the find box: its pages."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.finding import Page
from accounts.permissions import Permission


def pages() -> Iterator[Page]:
    see = Permission.VIEW_CASES
    yield Page(_("Alerts"), "reminders:alert-list", see, "bell", _("reminders stalled"), place=6)
    yield Page(_("When a case has stalled"), "reminders:rule-list", see, "circle-question-mark", _("rules help"))
