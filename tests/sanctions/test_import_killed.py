"""An import whose process is killed while it writes: nothing of it is there, and it can be run again.

A real process on a real SQLite file, killed by SIGKILL when every entry is written and nothing is committed.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sanctions.ofac import rows, written

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = [pytest.mark.crash]

PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
IMPORT = """
import os, signal, sys, django; django.setup()
from django.core.management import call_command
from sanctions.importing import applying
if os.environ.get("DIE"):
    applying.keep_in_step = lambda matches: os.kill(os.getpid(), signal.SIGKILL)
call_command("import_list", "us-sdn", sys.argv[1], "--date", sys.argv[2], "--json")
"""
LOOK = """
import django; django.setup()
from sanctions.models import Change, Entry, ListSource, Snapshot
source = ListSource.objects.get(key="us-sdn")
print(Entry.objects.count(), Entry.objects.current().count(), Snapshot.objects.count(), Change.objects.count())
print(source.version)
"""


@pytest.fixture
def house(tmp_path):
    database = f"sqlite:///{tmp_path}/house.sqlite3"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": database,
    }


def run(house, code, *arguments, **more) -> tuple[int, str]:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**house, **more}, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout


def test_killed_while_it_writes_it_leaves_nothing_and_can_be_run_again(house, tmp_path):
    assert run(house, PREPARE)[0] == 0
    first = written(tmp_path, rows(*range(1, 51)), "first.csv")["first.csv"]
    second = written(tmp_path, rows(*range(3, 71)), "second.csv")["second.csv"]
    assert run(house, IMPORT, first, "2023-03-02")[0] == 0
    before = run(house, LOOK)[1]

    assert run(house, IMPORT, second, "2023-03-03", DIE="1")[0] == -signal.SIGKILL
    assert run(house, LOOK)[1] == before

    code, said = run(house, IMPORT, second, "2023-03-03")
    assert (code, '"added": 20' in said, '"removed": 2' in said) == (0, True, True)
    assert run(house, LOOK)[1].split()[:3] == ["70", "68", "2"]
