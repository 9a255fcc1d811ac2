from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvocacyConfig(AppConfig):
    name = "advocacy"
    verbose_name = _("Advocacy")

    def ready(self) -> None:
        """Add what we have to the pages of the apps below."""
        from advocacy import action_places, aftercare_place, case_places, finding
        from core import slots

        slots.provide("find", finding.found)
        slots.provide("find-pages", finding.pages)
        action_places.take_up()
        aftercare_place.take_up()
        case_places.take_up()
