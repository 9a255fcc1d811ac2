"""Import a list from files: the list itself, and what stands beside it (for us-sdn: aliases, addresses, comments)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from sanctions.lists import FORMATS
from sanctions.lists.shapes import NotThisList
from sanctions.models import ListSource, Snapshot
from sanctions.services.imports import Imported, import_files

SHOWN_BAD = 20


class Command(BaseCommand):
    help = "Import a sanctions list from a file, plain or .gz. The last line of --json is one object with the counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", help=f"which list: {', '.join(FORMATS)}")
        parser.add_argument("file", nargs="+", help="its file; with the files that stand beside it, in any order")
        parser.add_argument("--date", metavar="D", help="the day it was published (2023-03-02), if the list is silent")
        parser.add_argument("--dry-run", action="store_true", help="compare, and change nothing")
        parser.add_argument("--override", metavar="WHY", default="", help="apply it although a guard stops it, and why")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = import_files(
                source=_source(options["list"]),
                paths=_by_name(options["file"]),
                dated=_day(options["date"]),
                why=options["override"].strip(),
                dry_run=options["dry_run"],
                progress=self._progress if self.stderr.isatty() else None,
            )
        except NotThisList as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        except OSError as error:
            raise CommandError(f"{error.filename or options['file'][0]}: {error.strerror or error}.") from None
        except OperationalError as error:
            raise CommandError(f"The database did not take it ({str(error).strip()}). Nothing was changed.") from None
        finally:
            if self.stderr.isatty():
                self.stderr.write("\r\033[K", ending="")
        self._say(done, dry_run=options["dry_run"], as_json=options["json"])

    def _progress(self, rows: int) -> None:
        self.stderr.write(f"\r{rows:,} rows read", ending="")

    def _say(self, done: Imported, *, dry_run: bool, as_json: bool) -> None:
        snapshot = done.snapshot
        if as_json:
            facts: dict[str, Any] = {"list": snapshot.source.key, "dated": snapshot.dated.isoformat()}
            facts |= {"dry_run": dry_run, "same": done.same, "guards": snapshot.guards, **snapshot.counts}
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        counts = ", ".join(f"{count} {name}" for name, count in snapshot.counts.items())
        self.stdout.write(f"{snapshot.source.name} of {snapshot.dated}: {counts}.")
        if dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")
        if done.same:
            self.stdout.write("This very file was imported before: nothing was read.")
        for guard in snapshot.guards:
            self.stdout.write(self.style.WARNING(guard))
        self._say_bad(snapshot)

    def _say_bad(self, snapshot: Snapshot) -> None:
        """The first rows that could not be read; the page of the import has them all."""
        if snapshot.pk is None or not snapshot.rejected:
            return
        for bad in snapshot.changes.filter(kind="rejected")[:SHOWN_BAD]:
            self.stdout.write(f"  row {bad.line}: {bad.fields['reason']} {bad.fields['column']}".rstrip())
        if snapshot.rejected > SHOWN_BAD:
            self.stdout.write(
                f"  and {snapshot.rejected - SHOWN_BAD} more: see the page of import {snapshot.reference}"
            )


def _source(key: str) -> ListSource:
    if key not in FORMATS:
        raise CommandError(f"“{key}” is no list. Choose one of: {', '.join(FORMATS)}.")
    return ListSource.objects.get(key=key)


def _by_name(files: Iterable[str]) -> dict[str, str]:
    """The files by their names; of two with one name the second keeps its folder."""
    paths: dict[str, str] = {}
    for path in files:
        name = Path(path).name
        paths[path if name in paths else name] = path
    return paths


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"“{text}” is no day: write it as 2023-03-02.") from None
