"""`manage.py demo_cases`: which reference stands for whom in the demonstration."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from demo.facts import load_facts


class Command(BaseCommand):
    help = "List the demonstration's people with the references of their cases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object, name → reference")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = {dossier.prisoner.key: dossier.case.reference for dossier in load_facts().dossiers.values()}
        if options["json"]:
            self.stdout.write(json.dumps(cases))
            return
        for name, reference in cases.items():
            self.stdout.write(f"{reference}  {name}")
