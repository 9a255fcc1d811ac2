from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuideConfig(AppConfig):
    name = "guide"
    verbose_name = _("Guide")

    def ready(self) -> None:
        """Add the way into the guide to the bar of every page, and the guide to the find box."""
        from core import slots
        from guide import places

        slots.fill("bar-help", places.help_link)
        slots.provide("find-pages", places.pages)
