from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    name = "sheets"
    verbose_name = _("Sheets")

    def ready(self) -> None:
        """Add what we have to the pages of the apps below."""
        from core import slots
        from sheets import finding, places

        slots.provide("find-pages", finding.pages)
        places.take_up()
