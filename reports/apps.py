from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Add the replay to the tabs of a case."""
        from core import slots
        from reports.tabs import replay_tab

        slots.fill("case-tabs", replay_tab, order=50)
