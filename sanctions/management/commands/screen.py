"""Compare all officials with all current entries, now, and print what is proposed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.models import Involvement, Official
from sanctions.models import Match, ScreeningRun
from sanctions.services.screening import Screened, ask_for_screening, go_on


class Command(BaseCommand):
    help = (
        "Screen all officials against all current entries. --json prints one list, an object for each proposal: "
        "official, official_name, list, number, name, score, new (not proposed before), decision, match, cases."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--run", metavar="REFERENCE", default="", help="do this run, which the worker asked for")
        parser.add_argument("--json", action="store_true", help="print the proposals as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        run = self._run(options["run"])
        screened = go_on(run)
        if screened is None:
            raise CommandError(f"{run}: another process has this run in hand, or it is done.")
        if options["json"]:
            self.stdout.write(json.dumps(rows(screened), ensure_ascii=False))
            return
        for row in rows(screened):
            mark = "new " if row["new"] else "    "
            decided = row["decision"] or "open"
            ours, theirs = f"{row['official']} {row['official_name']}", f"{row['list']} {row['number']} {row['name']}"
            self.stdout.write(f"{mark}{row['score']:.2f}  {ours} = {theirs}  ({decided})")
        self.stdout.write(f"{len(screened.proposals)} proposed, {len(screened.new)} of them new.")
        if run.message:
            self.stdout.write(run.message)

    def _run(self, reference: str) -> ScreeningRun:
        if not reference:
            return ask_for_screening(because="command")
        try:
            return ScreeningRun.objects.get(reference=reference)
        except ScreeningRun.DoesNotExist:
            raise CommandError(f"There is no screening run “{reference}”.") from None


def rows(screened: Screened) -> list[dict[str, Any]]:
    """The proposals of a pass, an official's best first."""
    matches = Match.objects.filter(official__in={official for official, _entry in screened.proposals})
    cases: dict[int, list[str]] = {}
    for official, case in _parts(screened):
        cases.setdefault(official, []).append(case)
    found = []
    for match in matches.select_related("official", "entry__source").order_by("official__name", "-score", "pk"):
        key = (match.official_id, match.entry_id)
        if key in screened.proposals:
            found.append(_row(match, new=key in screened.new, cases=cases.get(match.official_id, [])))
    return found


def _parts(screened: Screened) -> list[tuple[int, str]]:
    officials = Official.objects.filter(pk__in={official for official, _entry in screened.proposals})
    parts = Involvement.objects.filter(official__in=officials).order_by("case__reference")
    return list(parts.values_list("official", "case__reference").distinct())


def _row(match: Match, *, new: bool, cases: list[str]) -> dict[str, Any]:
    return {
        "official": match.official.reference,
        "official_name": match.official.name,
        "list": match.entry.source.key,
        "number": match.entry.number,
        "name": match.entry.name,
        "score": round(match.score, 3),
        "new": new,
        "decision": match.decision,
        "match": match.reference,
        "cases": cases,
    }
