"""`manage.py generate_cases --cases N --updates-per-case M --seed S`: cases in bulk, for benchmarks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advocacy import generating
from cases.models import Case
from core import clock


class Command(BaseCommand):
    help = "Fill an empty house with generated cases, updates and actions, for benchmarks. Never in a house in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True, metavar="N")
        parser.add_argument("--updates-per-case", type=int, default=10, metavar="M")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed and day: the same rows")
        parser.add_argument("--add", action="store_true", help="also where there are cases already")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("cases", "updates_per_case"):
            if options[name] < 1:
                raise CommandError(f"--{name.replace('_', '-')} must be 1 or more.")
        if Case.objects.exists() and not options["add"]:
            raise CommandError("There are cases here already: use an empty database, or say --add.")
        generating.generate(
            cases=options["cases"],
            updates_per_case=options["updates_per_case"],
            seed=options["seed"],
            day=clock.today(),
        )
        for model in generating.kinds_of_rows():
            self.stdout.write(f"{model._default_manager.count():>10,} {model._meta.verbose_name_plural}")
