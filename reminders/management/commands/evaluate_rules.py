"""`manage.py evaluate_rules`: run the stall rules now, as the scheduler does."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from cases.as_of import Finding
from cases.rules import Rule
from core import clock
from reminders import engine, telling


class Command(BaseCommand):
    help = (
        "Run the stall rules and print what is open. Only today's run changes alerts; another day is shown, not lived."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as of this day (default: today)")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--dry-run", action="store_true", help="print, change nothing")

    def handle(self, *args: Any, on: date | None, dry_run: bool, **options: Any) -> None:
        day = on or clock.today()
        lived = day == clock.today() and not dry_run
        if lived:
            outcome = engine.raise_alerts(day)
            telling.compose_critical(day)
        found = list(engine.findings(engine.as_of(day)))
        for rule, finding in found:
            self.stdout.write(json.dumps(as_dict(day, rule, finding)) if options["json"] else line(rule, finding))
        if lived:
            changes = (len(outcome.opened), len(outcome.cleared), len(outcome.escalated))
            self.stderr.write("{} open: {} opened, {} cleared, {} moved up.".format(len(found), *changes))
        else:
            self.stderr.write(f"{len(found)} would be open on {day}; nothing was changed.")


def as_dict(day: date, rule: Rule, finding: Finding) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "code": rule.code,
        "rule": rule.slug,
        "scope": finding.scope,
        "subject": finding.subject,
        "since": finding.since.isoformat(),
        "due": finding.due.isoformat(),
        "until": finding.until.isoformat() if finding.until else None,
        "told": list(rule.tell),
    }


def line(rule: Rule, finding: Finding) -> str:
    return f"{rule.code:<4} {rule.slug:<20} {finding.subject:<12} since {finding.since}, due {finding.due}"
