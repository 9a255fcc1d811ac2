from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        """Offer our records and pages to the find box."""
        from cases import finding
        from core import slots

        slots.provide("find", finding.found)
        slots.provide("find-pages", finding.pages)
