from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        """Outside the demonstration nothing of this app is wired: the clock is the real one, the banner is empty."""
        if not settings.DEMO:
            return
        from core import clock, slots
        from demo import tour
        from demo.banner import banner
        from demo.calendar import demo_day

        clock.set_source(demo_day)
        slots.fill("banner", banner)
        slots.fill("banner", tour.strip, order=10)
        slots.fill("today-tour", tour.on_today)
