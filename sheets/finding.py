"""What `sheets` offers to the find box: its page."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.finding import Page
from accounts.permissions import Permission


def pages() -> Iterator[Page]:
    words = _("import spreadsheet CSV Excel")
    yield Page(_("Bring in a sheet"), "sheets:sheet-list", Permission.IMPORT_CASES, "file-up", words)
