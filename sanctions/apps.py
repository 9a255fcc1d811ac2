from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    name = "sanctions"
    verbose_name = _("Sanctions")

    def ready(self) -> None:
        """Add what we have to the pages of the apps below."""
        from sanctions import places, submission_places

        places.take_up()
        submission_places.take_up()
