"""Importing lists: how long, with how much memory, and beside merely loading the same rows into the database.

"The same rows": those of the three files as they are published, each file into a table of its own that one could use
(numbers as numbers with a primary key, an index on the number that joins them, "-0- " as NULL), by COPY on PostgreSQL
and executemany on SQLite, in one transaction; nothing is understood, compared or checked. The real files are taken
where they stand beside the project (`../shared/data`), else made-up ones of their size. Every measurement is a process
of its own, so that its peak is its own.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench import made_lists
from bench.measuring import peak, timed

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "us"
REAL_FILES = ("sdn_2024-05-03.csv.gz", "alt_2025-02.csv.gz", "add_2025-02.csv.gz")
#: Into which table each file is loaded, and how many columns it has.
WIDTHS = {"loaded_sdn": 12, "loaded_alt": 5, "loaded_add": 6}
NOTHING = "-0- "
ROUNDS = 3
DAY = date(2024, 5, 3)


def report(engine: str) -> str:
    """Measure on the migrated, empty database that `DATABASE_URL` names."""
    with tempfile.TemporaryDirectory(prefix="bench-lists-") as name:
        folder = Path(name)
        real = all((REAL / file).exists() for file in REAL_FILES)
        files = [str(REAL / file) for file in REAL_FILES] if real else [*map(str, made_lists.sdn(folder).values())]
        sdn = _apart("sdn", *files)
        big = folder / "sdn_advanced.xml"
        parties = made_lists.advanced(big)
        advanced = _apart("advanced", str(big))
    ratio, origin = sdn["seconds"] / sdn["loading"], "the real one" if real else "made up"
    return "\n".join(
        [
            f"{engine}: SDN list, {origin}, {sdn['entries']:,} entries, {sdn['rows']:,} rows",
            f"  imported in {sdn['seconds']:6.2f} s (at most 30 s), peak {sdn['peak']:.0f} MB (at most 300 MB)",
            f"  loaded in   {sdn['loading']:6.2f} s, so {ratio:.1f} × (at most 5 ×)",
            f"  same again  {sdn['again']:6.2f} s, so 1/{sdn['seconds'] / sdn['again']:.0f} (at most 1/10)",
            f"{engine}: advanced XML of 122 MB, {parties:,} parties",
            f"  imported in {advanced['seconds']:6.2f} s, peak {advanced['peak']:.0f} MB (at most 400 MB)",
        ]
    )


def _apart(step: str, *files: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.lists", step, *files], capture_output=True, text=True, check=True
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


# --- In a process of its own
def measure(step: str, files: list[str]) -> dict[str, Any]:
    import django

    django.setup()
    if step == "advanced":
        return {"seconds": timed(lambda: _import("us-sdn-advanced", files)), "peak": peak()}
    imports, loads, again = [], [], []
    for _round in range(ROUNDS):
        seconds, rows = _load(files)
        loads.append(seconds)
        _forget()
        imports.append(timed(lambda: _import("us-sdn", files)))
        again.append(timed(lambda: _import("us-sdn", files)))
    from sanctions.models import Entry

    entries = Entry.objects.filter(source__key="us-sdn").count()
    times = {"seconds": median(imports), "loading": median(loads), "again": median(again)}
    return {**times, "rows": rows, "entries": entries, "peak": peak()}


def _import(key: str, files: list[str]) -> None:
    from sanctions.models import ListSource
    from sanctions.services.imports import import_files

    paths = {os.path.basename(path): path for path in files}
    import_files(source=ListSource.objects.get(key=key), paths=paths, dated=DAY)


def _forget() -> None:
    """As before the first import; without Django's collecting, which would be measured with it."""
    from sanctions.models import Change, Entry, Snapshot

    for model in (Change, Entry, Snapshot):
        model.objects.all()._raw_delete(model.objects.db)


def _load(files: list[str]) -> tuple[float, int]:
    """Load the same rows as they are; how long it took, and how many."""
    from django.db import connection, transaction

    count = 0
    with connection.cursor() as cursor:
        for table, width in WIDTHS.items():
            columns = ", ".join(f"c{place} {_type(place, width)}" for place in range(width))
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
            cursor.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({'c0' if width == 12 else 'c1'}))")
            cursor.execute(f"CREATE INDEX {table}_number ON {table} (c0)")
        began = perf_counter()
        with transaction.atomic():
            for path, (table, width) in zip(files, WIDTHS.items(), strict=True):
                rows = [[None if cell == NOTHING else cell for cell in row] for row in _rows(path) if len(row) == width]
                count += len(rows)
                if connection.vendor == "postgresql":
                    text = io.StringIO()
                    csv.writer(text).writerows(rows)
                    text.seek(0)
                    cursor.copy_expert(f"COPY {table} FROM STDIN WITH CSV", text)
                else:
                    values = ", ".join(["%s"] * width)
                    cursor.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608
        seconds = perf_counter() - began
        for table in WIDTHS:
            cursor.execute(f"DROP TABLE {table}")
    return seconds, count


def _type(place: int, width: int) -> str:
    """The numbers are the first column of the list, and the first two of what stands beside it."""
    return "integer" if place == 0 or (place == 1 and width < 12) else "text"


def _rows(path: str) -> list[list[str]]:
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2:])))
