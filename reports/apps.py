from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Add the replay to a case's tabs, figures to lists and menu, our pages to the find box, work to the bar."""
        from core import slots
        from reports import find, tabs, work

        slots.fill("case-tabs", tabs.replay_tab, order=50)
        slots.fill("case-list-actions", tabs.figures_of_list)
        slots.fill("state-list-actions", tabs.figures_link)
        slots.fill("bar-work", work.chip)
        slots.fill("user-menu", tabs.figures_in_menu, order=-10)
        slots.provide("find-pages", find.pages)
