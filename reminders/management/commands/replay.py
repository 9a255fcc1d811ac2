"""`manage.py replay RU-22-7F3K --from 2022-04-01 --to 2024-08-02`: which alerts would have opened and cleared."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.models import Case
from reminders.replay import Event, replay


class Command(BaseCommand):
    help = "Print which alerts a case would have had, by the days on which things happened. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", metavar="REF", help="reference of the case, such as RU-22-7F3K")
        parser.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="DATE")
        parser.add_argument("--to", dest="end", type=date.fromisoformat, required=True, metavar="DATE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, reference: str, start: date, end: date, **options: Any) -> None:
        case = Case.objects.filter(reference=reference).first()
        if case is None:
            raise CommandError(f"There is no case {reference}.")
        if end < start:
            raise CommandError("--to lies before --from.")
        events = replay(case, start, end)
        for event in events:
            self.stdout.write(json.dumps(event.as_dict()) if options["json"] else line(event))
        if not options["json"]:
            self.stdout.write(
                f"{len(events)} events. Tier, lead and the rules' days are today's; R26 and R29 are not replayed."
            )


def line(event: Event) -> str:
    told = f"  told: {', '.join(event.told)}" if event.told else ""
    return f"{event.day}  {event.what:<9}  {event.rule.code:<4} {event.rule.slug}  ({event.subject}){told}"
