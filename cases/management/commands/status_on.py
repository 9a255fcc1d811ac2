"""`manage.py status_on REF DATE`: the status of a case on a day, as its code."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Case, StatusPeriod
from cases.vocabulary import Status


class Command(BaseCommand):
    help = "Print the status code of a case on a day, such as: status_on RU-22-7F3K 2022-05-01"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference")
        parser.add_argument("day", help="a day, as YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["day"])
        except ValueError:
            raise CommandError(f"“{options['day']}” is no day: write it as 2022-05-01.") from None
        case = Case.objects.filter(reference=options["reference"].upper()).first()
        if case is None:
            raise CommandError(f"No case has the reference {options['reference']}.")
        period = StatusPeriod.objects.filter(case=case).covering(day).first()
        self.stdout.write(period.status if period else Status.UNKNOWN.value)
