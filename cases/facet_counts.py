"""Counting the cases of a list for each choice beside it, in as few questions as will do.

What is counted in one filter answers to all the others; the questions start from the list's own cases, which are those
behind the user's door.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q

from cases.filters import ALL, MARKS, USUAL_FILES, CaseFilter

Counts = Mapping[str, int]


def cross_counts(found: CaseFilter) -> tuple[Counts, Counts, Counts]:
    """Status, tier and file in one question: how many cases stand at each crossing of the three."""
    fields = {"status": "status", "tier": "tier", "file": "file_state"}
    asked = {name: set(found.asked.get(name) or ()) for name in fields}
    asked["file"] = set() if ALL in asked["file"] else asked["file"] or set(USUAL_FILES)
    tallies: dict[str, Counter[str]] = {name: Counter() for name in fields}
    for row in found.cases(*fields).order_by().values(*fields.values()).annotate(many=Count("pk")):
        passes = {name: not asked[name] or row[column] in asked[name] for name, column in fields.items()}
        for name, column in fields.items():
            if all(passes[other] for other in fields if other != name):
                tallies[name][row[column]] += row["many"]
    tallies["file"][ALL] = tallies["file"].total()
    return tallies["status"], tallies["tier"], tallies["file"]


def mark_counts(found: CaseFilter) -> tuple[dict[str, int], int]:
    """How many cases bear each mark beside those already asked for, and how many the list holds."""
    conditions = {mark: found.mark_condition(mark) for mark in MARKS}
    asked = Q()
    for mark in found.asked.get("only") or []:
        asked &= conditions[mark]
    questions = {
        f"mark_{place}": Count("pk", filter=asked & condition) for place, condition in enumerate(conditions.values())
    }
    answer = found.cases("only").order_by().aggregate(total=Count("pk", filter=asked or None), **questions)
    return {mark: answer[f"mark_{place}"] for place, mark in enumerate(conditions)}, answer["total"]


def counted_by(
    found: CaseFilter,
    name: str,
    code: str,
    label: str = "",
    *,
    none: str = "",
    repeats: bool = False,
    **conditions: Any,
) -> tuple[dict[str, int], dict[str, str]]:
    """Counts and labels by the field `code`: `none` is what cases without one count under (nothing: not at all).

    `repeats` where a case may bear one code several times.
    """
    cases = found.cases(name).order_by().filter(**conditions)
    rows = cases.values_list(code, label or code).annotate(many=Count("pk", distinct=repeats))
    counts, labels = {}, {}
    for key, text, many in rows:
        if key or none:
            counts[key or none], labels[key or none] = many, text
    return counts, labels
