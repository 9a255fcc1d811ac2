"""One benchmark in its own process, on the empty database that `DATABASE_URL` names."""

from __future__ import annotations

import sys
from datetime import date
from time import perf_counter

import django

DAY = date(2023, 4, 20)


def main(part: str, cases: int, updates: int, sample: int, seed: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from core import clock

    clock.set_source(lambda: DAY)
    call_command("migrate", verbosity=0)
    if part == "team":
        from bench import team

        print(team.report(DAY))
        return
    if part == "names":
        from bench import names

        print(names.report())
        return
    if part == "lists":
        from bench import lists

        print(lists.report(connection.vendor))
        return
    if part == "sheets":
        from bench import sheets

        print(sheets.report(connection.vendor))
        return
    from bench import pages, rules
    from reminders import engine

    began = perf_counter()
    call_command("generate_cases", cases=cases, updates_per_case=updates, seed=seed)
    print(f"generated in {perf_counter() - began:.0f} s")
    if part == "pages":
        engine.raise_alerts(DAY)  # the list marks what has stalled
        print(pages.report())
        return
    print(rules.report(sample))


if __name__ == "__main__":
    name, *numbers = sys.argv[1:]
    main(name, *map(int, numbers))
