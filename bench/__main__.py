"""`make bench [CASES=100000] [UPDATES=10] [SAMPLE=50] [SEED=1]`: on a PostgreSQL server, in databases of its own.

The parts `lists` and `sheets` are measured on SQLite too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from bench.database import own_database, own_file

Engine = Callable[[], AbstractContextManager[str]]

PARTS = ("rules", "pages", "team", "lists", "names", "sheets")
#: Each part's databases, one after the other.
ENGINES: dict[str, tuple[Engine, ...]] = {"lists": (own_database, own_file), "sheets": (own_database, own_file)}


def main() -> int:
    sizes = {name: int(os.environ.get(name, default)) for name, default in DEFAULTS.items()}
    for part in sys.argv[1:] or PARTS:
        for engine in ENGINES.get(part, (own_database,)):
            with engine() as url:
                environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
                done = subprocess.run(
                    [sys.executable, "-m", "bench.part", part, *map(str, sizes.values())], env=environment
                )
            if done.returncode:
                return done.returncode
    return 0


DEFAULTS = {"CASES": "100000", "UPDATES": "10", "SAMPLE": "50", "SEED": "1"}

if __name__ == "__main__":
    raise SystemExit(main())
