"""Import a list from files: the list itself, and what stands beside it (for us-sdn: aliases, addresses, comments)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.lists import FORMATS
from sanctions.lists.shapes import NotThisList
from sanctions.models import ListSource, Snapshot
from sanctions.services.imports import import_files


class Command(BaseCommand):
    help = "Import a sanctions list from a file, plain or .gz. The last line of --json is one object with the counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=sorted(FORMATS), help="which list")
        parser.add_argument("file", nargs="+", help="its file; with the files that stand beside it, in any order")
        parser.add_argument("--date", type=_day, help="the day it was published, where the list does not say it")
        parser.add_argument("--dry-run", action="store_true", help="compare, and change nothing")
        parser.add_argument("--override", metavar="WHY", default="", help="apply it although a guard stops it, and why")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        source = ListSource.objects.get(key=options["list"])
        paths = {Path(path).name: path for path in options["file"]}
        try:
            done = import_files(
                source=source,
                paths=paths,
                dated=options["date"],
                why=options["override"],
                dry_run=options["dry_run"],
            )
        except (NotThisList, OSError) as error:
            raise CommandError(str(error)) from None
        self._say(done.snapshot, same=done.same, dry_run=options["dry_run"], as_json=options["json"])

    def _say(self, snapshot: Snapshot, *, same: bool, dry_run: bool, as_json: bool) -> None:
        if as_json:
            facts = {"list": snapshot.source.key, "dated": snapshot.dated.isoformat(), "dry_run": dry_run, "same": same}
            self.stdout.write(json.dumps(facts | {"guards": snapshot.guards} | snapshot.counts, ensure_ascii=False))
            return
        counts = ", ".join(f"{count} {name}" for name, count in snapshot.counts.items())
        self.stdout.write(f"{snapshot.source.name} of {snapshot.dated}: {counts}.")
        if same:
            self.stdout.write("This very file was imported before: nothing was read.")
        for guard in snapshot.guards:
            self.stdout.write(self.style.WARNING(guard))
        for bad in snapshot.changes.filter(kind="rejected")[:20] if snapshot.pk else []:
            self.stdout.write(f"  row {bad.line}: {bad.fields['reason']} {bad.fields['column']}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is no day: write it as 2023-03-02.") from None
