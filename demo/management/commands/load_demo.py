"""`manage.py load_demo`: the demonstration's people, cases and logins."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.clock import real_today
from demo.calendar import demo_day, forget_read_day
from demo.models import FIRST_DAY, DemoDay
from demo.people import give_logins, load_people
from demo.walking import live, start_again


class Command(BaseCommand):
    help = "Load the demonstration data from public sources, up to a day (first: 20 April 2023). Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until", help="a day, as YYYY-MM-DD; the demonstration is moved there")
        parser.add_argument("--reset", action="store_true", help="delete all cases first, whoever entered them")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is off: set DEMO=1 (it opens known logins, so only on this machine).")
        forget_read_day()
        day = self._day(options["until"])
        logins = give_logins(load_people())
        if options["reset"]:
            start_again()
        live(day or (demo_day() if DemoDay.objects.exists() else FIRST_DAY))
        if options["verbosity"] == 0:
            return
        self.stdout.write(f"The demonstration stands at {demo_day():%d %B %Y}.")
        self.stdout.write(logins)

    def _day(self, text: str | None) -> date | None:
        if text is None:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise CommandError(f"“{text}” is no day: write it as 2023-04-20.") from None
        if day > real_today():
            raise CommandError(f"{text} lies in the future.")
        return day
