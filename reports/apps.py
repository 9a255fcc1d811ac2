from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Add the replay to a case's tabs, the figures to the lists and the user's menu, our pages to the find box."""
        from core import slots
        from reports import find, tabs

        slots.fill("case-tabs", tabs.replay_tab, order=50)
        slots.fill("case-list-actions", tabs.figures_of_list)
        slots.fill("state-list-actions", tabs.figures_link)
        slots.fill("user-menu", tabs.figures_in_menu, order=-10)
        slots.provide("find-pages", find.pages)
