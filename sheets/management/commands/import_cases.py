"""Bring in a sheet of cases (or of updates, actions, officials, key dates) from a CSV or XLSX file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.models import User
from accounts.permissions import Permission
from sheets.models import SheetImport
from sheets.ready import READY
from sheets.services.at_once import forget, import_at_once, with_always
from sheets.shapes import Look, Mapping, NotASheet, Planned
from sheets.understanding.guessing import guess
from sheets.vocabulary import Choice, DateOrder, SheetKind

#: What is the same for every row, and the option that says so.
ALWAYS = {"source": "source", "state": "state", "lead": "lead", "tier": "tier", "level": "level"}
SHOWN = 20


class Command(BaseCommand):
    help = "Bring in a sheet from a CSV or XLSX file. The last line of --json is one object with the counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the sheet, .csv or .xlsx")
        parser.add_argument("--kind", choices=SheetKind.values, default=SheetKind.CASES, help="what each row is")
        ready = ", ".join(READY)
        parser.add_argument("--mapping", metavar="M", help=f"a ready one ({ready}) or a JSON file of heading: column")
        parser.add_argument("--key", metavar="COLUMN", help="the heading of your own number: known rows are updated")
        parser.add_argument("--source", metavar="S", help="where it is from, for rows without a source of their own")
        parser.add_argument("--state", metavar="CODE", help="the detaining state, for rows that name none")
        parser.add_argument("--lead", metavar="EMAIL", help="who leads the new cases (else whoever brings them)")
        parser.add_argument("--tier", help="of the new cases")
        parser.add_argument("--level", help="who may see the new cases")
        parser.add_argument("--dates", choices=["dmy", "mdy"], help="how 02/03/2023 is meant: day or month first")
        parser.add_argument("--empties", action="store_true", help="an empty cell blanks a field that may be empty")
        parser.add_argument("--duplicates", choices=["leave", "add"], default="leave", help="possible duplicates")
        parser.add_argument("--by", metavar="EMAIL", help="who brings it in (else the first admin)")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _bringer(options["by"])
        given = _given(options["mapping"], SheetKind(options["kind"]))
        try:
            sheet = import_at_once(
                path=options["file"],
                kind=SheetKind(options["kind"]),
                naming=lambda look, guessed: _meant(given(look) or guessed, options),
                by=by,
                duplicates=Choice.NEW if options["duplicates"] == "add" else Choice.UNDECIDED,
                dry_run=options["dry_run"],
                progress=self._progress if self.stderr.isatty() else lambda step, done: None,
            )
        except NotASheet as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        except ValidationError as error:
            raise CommandError(" ".join(_named(error)) + " Nothing was changed.") from None
        except OSError as error:
            raise CommandError(f"{error.filename or options['file']}: {error.strerror or error}.") from None
        except OperationalError as error:
            raise CommandError(f"The database did not take it ({str(error).strip()}). Nothing was changed.") from None
        self._say(sheet, as_json=options["json"], dry_run=options["dry_run"])
        if options["dry_run"]:
            forget(sheet)

    def _progress(self, step: str, done: int) -> None:
        self.stderr.write(f"\r\033[K{step}: {done:,} rows", ending="")

    def _say(self, sheet: SheetImport, *, as_json: bool, dry_run: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_facts(sheet, dry_run), ensure_ascii=False))
            return
        counts = ", ".join(f"{count} {name}" for name, count in sheet.counts.items())
        self.stdout.write(f"{sheet.file_name}: {counts}.")
        for told, planned in enumerate(_troubled(sheet)):
            if told == SHOWN:
                self.stdout.write("  and more: --json has all of them.")
                break
            for one in planned.troubles:
                where = f", {one.column}" if one.column else ""
                self.stdout.write(f"  row {planned.number}{where}: {one.message}")
        self.stdout.write("Nothing was changed: this was a dry run." if dry_run else f"Applied as {sheet.reference}.")


def _facts(sheet: SheetImport, dry_run: bool) -> dict[str, Any]:
    """Counts, and by row and column what is to mend, what changes, and who may be here already."""
    plans = [row.planned for row in sheet.planned.exclude(verdict="same", troubled=False).iterator(chunk_size=500)]
    return {
        "import": "" if dry_run else sheet.reference,
        "dry_run": dry_run,
        "rows": sheet.rows,
        **sheet.counts,
        "problems": [
            {"row": plan.number, "column": one.column, "text": one.text, "message": one.message, "left_out": one.fatal}
            for plan in plans
            for one in plan.troubles
        ],
        "changes": [
            {"row": plan.number, "case": plan.case, "column": one.key, "was": one.was, "now": one.now}
            for plan in plans
            for one in plan.changes
        ],
        "duplicates": [
            {"row": plan.number, "case": one.reference, "like_row": one.row or None, "why": list(one.why)}
            for plan in plans
            for one in plan.alike
        ],
    }


def _troubled(sheet: SheetImport) -> Iterator[Planned]:
    return (row.planned for row in sheet.planned.filter(troubled=True).iterator(chunk_size=500))


def _bringer(email: str | None) -> User:
    """Who brings it in: their organisation owns the cases, and what they may see decides what is matched."""
    people = User.objects.active().order_by("pk")
    by = people.filter(email__iexact=email).first() if email else None
    if by is None and email:
        raise CommandError(f"Nobody here has the address {email}.")
    by = by or next((one for one in people if one.may(Permission.CURATE_REFERENCES)), None)
    if by is None or not by.may(Permission.IMPORT_CASES):
        raise CommandError("Say with --by who brings it in: somebody of staff, or an admin.")
    return by


def _given(name: str | None, kind: SheetKind) -> Callable[[Look], Mapping | None]:
    """What a ready mapping, or one from a JSON file, makes of a sheet; None where its headings are to say it."""
    if not name:
        return lambda look: None
    if name in READY:
        return lambda look: guess(kind, look, READY[name])
    try:
        plain = json.loads(Path(name).read_text())
    except (OSError, ValueError) as error:
        raise CommandError(f"“{name}” is no ready mapping ({', '.join(READY)}) and no JSON file: {error}.") from None
    if not isinstance(plain, dict):
        raise CommandError(f"{name}: an object of heading: column was expected.")
    mapping = Mapping.from_json(plain if "columns" in plain else {"columns": plain})
    return lambda look: mapping


def _meant(mapping: Mapping, options: dict[str, Any]) -> Mapping:
    said = {key: options[option] for key, option in ALWAYS.items() if options[option]}
    mapping = with_always(mapping, said)
    changes: dict[str, Any] = {"empties": options["empties"] or mapping.empties}
    if options["key"]:
        changes["key"] = options["key"]
    if options["dates"]:
        changes["dates"] = DateOrder(options["dates"])
    return replace(mapping, **changes)


def _named(error: ValidationError) -> Iterator[str]:
    """Each message with what it is about."""
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for where, messages in error.message_dict.items():
        yield f"{where}: {' '.join(messages)}"
