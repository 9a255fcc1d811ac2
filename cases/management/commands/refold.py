"""`manage.py refold`: rebuild every case's status from its updates, and say where what was stored had drifted."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from cases.folding import drift, refold
from cases.models import Case


class Command(BaseCommand):
    help = "Rebuild status and periods from updates, and report what had drifted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("references", nargs="*", help="only these cases")
        parser.add_argument("--dry-run", action="store_true", help="report, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = Case.objects.order_by("pk")
        if options["references"]:
            cases = cases.filter(reference__in=options["references"])
        checked = drifted = 0
        for case in cases.iterator(chunk_size=500):
            checked += 1
            found = list(drift(case)) if options["dry_run"] else refold(case)
            drifted += bool(found)
            for one in found:
                self.stdout.write(f"{one.reference} {one.what}: {one.stored} -> {one.folded}")
        self.stdout.write(
            _("%(checked)d cases checked, %(drifted)d had drifted.") % {"checked": checked, "drifted": drifted}
        )
