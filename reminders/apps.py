from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("Reminders")

    def ready(self) -> None:
        """Collect every app's stall rules, and add what we have to the pages of the apps below."""
        autodiscover_modules("stalling")
        from core import slots
        from reminders import finding, places

        slots.provide("find-pages", finding.pages)
        places.take_up()
