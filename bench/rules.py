"""Every stall rule over every case in one pass each, beside a loop that asks the same rules case by case."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from time import perf_counter

from django.db import connection, reset_queries

from cases.as_of import AsOf
from cases.models import Case
from cases.rules import Rule
from core import clock
from reminders.engine import case_rules, run_rule
from reminders.models.threshold import thresholds


@dataclass(frozen=True)
class Timed:
    """One rule over all cases: seconds, and how much it found."""

    rule: Rule
    seconds: float
    found: int


def one_pass_each() -> list[Timed]:
    """All rules about cases, each over all cases at once, as the nightly run asks them."""
    limits, at = thresholds(), AsOf(clock.today())
    timed = []
    for rule in case_rules():
        began = perf_counter()
        found = len(run_rule(rule, at, limits))
        timed.append(Timed(rule, perf_counter() - began, found))
        reset_queries()
    return timed


def case_by_case(sample: int) -> float:
    """Seconds that the same rules take case by case, for all cases: measured on a sample of them and scaled."""
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    chosen = Random(1).sample(keys, min(sample, len(keys)))
    limits = thresholds()
    began = perf_counter()
    for key in chosen:
        at = AsOf(clock.today(), case_ids=[key])
        for rule in case_rules():
            run_rule(rule, at, limits)
    return (perf_counter() - began) / len(chosen) * len(keys)


def analyse() -> None:
    """Let the database know what it holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def report(sample: int) -> str:
    analyse()
    timed = one_pass_each()
    whole, looped = sum(one.seconds for one in timed), case_by_case(sample)
    lines = [f"{one.rule.code:>5} {one.seconds:7.2f} s {one.found:>9,} found" for one in timed]
    lines.append(f"  all {whole:7.2f} s over {Case.objects.count():,} cases (at most 60 s)")
    lines.append(f" loop {looped:7.0f} s for the same rules case by case (measured on {sample}, scaled)")
    lines.append(f"ratio 1/{looped / whole:.0f} (at most 1/100)")
    return "\n".join(lines)
