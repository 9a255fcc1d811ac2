"""Score pairs of names from a CSV file, and how well a threshold tells them apart."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions import analysis
from sanctions.matching import BODY, PERSON, THRESHOLD, kind_of_names, name_likeness

NEEDED = ("name1", "name2", "is_match")
TRUE, FALSE = frozenset({"1", "1.0", "true", "t", "yes", "y"}), frozenset({"0", "0.0", "false", "f", "no", "n"})
KINDS = {
    **dict.fromkeys(("person", "individual", "people", "per"), PERSON),
    **dict.fromkeys(("organization", "organisation", "company", "entity", "publicbody", "body", "legalentity"), BODY),
}
SHOWN_BAD = 20


@dataclass
class Tally:
    """What a threshold makes of the pairs; `bad` are rows that could not be read, with their number in the file."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    apart: int = 0
    bad: list[str] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """Shares are 0 where there is nothing to share."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        pairs = self.right + self.missed + self.wrong + self.apart
        shares = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
        return {**shares, "pairs": pairs, "rejected": len(self.bad)}


class Command(BaseCommand):
    help = "Score a CSV of name pairs: name1, name2, is_match (1 or 0) and maybe schema (Person, Organization)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the CSV file, UTF-8, with a heading")
        parser.add_argument("--threshold", type=float, default=THRESHOLD, help=f"a match from here on ({THRESHOLD})")
        parser.add_argument("--json", action="store_true", help="print one object: precision, recall, f1, pairs")
        parser.add_argument("--second-opinion", action="store_true", help="ask rigour too, where it is installed")

    def handle(self, *args: Any, **options: Any) -> None:
        self.variants = analysis.variants() if options["second_opinion"] else None
        if options["second_opinion"] and self.variants is None:
            raise CommandError("There is no second opinion: “make setup-names” installs it.")
        try:
            with open(options["file"], newline="", encoding="utf-8-sig") as file:
                tally = self._tally(file, options["threshold"])
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        facts = tally.facts() | {"threshold": options["threshold"]}
        for bad in tally.bad[:SHOWN_BAD]:
            self.stderr.write(bad)
        if len(tally.bad) > SHOWN_BAD:
            self.stderr.write(f"and {len(tally.bad) - SHOWN_BAD} rows more that could not be read.")
        words = ", ".join(f"{name} {value}" for name, value in facts.items())
        self.stdout.write(json.dumps(facts) if options["json"] else words)

    def _tally(self, file: Iterable[str], threshold: float) -> Tally:
        tally = Tally()
        for one, other, same, kind in _pairs(file, tally.bad):
            found = name_likeness(one, other, kind, self.variants).score >= threshold
            if same:
                tally.right, tally.missed = tally.right + found, tally.missed + (not found)
            else:
                tally.wrong, tally.apart = tally.wrong + found, tally.apart + (not found)
        return tally


def _pairs(file: Iterable[str], bad: list[str]) -> Iterator[tuple[str, str, bool, str]]:
    """The rows that can be read; of the others `bad` says where they stand and why."""
    reader = csv.DictReader(file)
    columns = {(name or "").strip().casefold(): name for name in reader.fieldnames or []}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise CommandError(f"The heading has no column {', '.join(missing)}.")
    for row in reader:
        one, other, said = ((row.get(columns[name]) or "").strip() for name in NEEDED)
        schema = (row.get(columns["schema"]) or "").strip().casefold() if "schema" in columns else ""
        if not one or not other:
            bad.append(f"row {reader.line_num}: a name is missing.")
        elif said.casefold() not in TRUE | FALSE:
            bad.append(f"row {reader.line_num}: is_match is “{said[:40]}”, neither 1 nor 0.")
        else:
            yield one, other, said.casefold() in TRUE, KINDS.get(schema) or kind_of_names(one, other)
