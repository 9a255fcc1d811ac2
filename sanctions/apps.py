from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    name = "sanctions"
    verbose_name = _("Sanctions")

    def ready(self) -> None:
        """Add what we have to the pages of the apps below."""
        from core import slots
        from sanctions import finding, places, submission_places

        slots.provide("find", finding.found)
        slots.provide("find-pages", finding.pages)
        places.take_up()
        submission_places.take_up()
