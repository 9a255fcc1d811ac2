"""A sheet whose process is killed while it is applied: nothing of it is there, and it can be run again.

A real process on a real SQLite file, killed by SIGKILL when every row is written and nothing is committed.
"""

import os
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.sheets.sheets import SOURCE, written

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = [pytest.mark.crash]

PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import OrganisationFactory, StateFactory, UserFactory
StateFactory(code="RU")
UserFactory(role="admin", email="alma@example.org")
"""
IMPORT = """
import os, signal, sys, django; django.setup()
from django.core.management import call_command
from sheets.services import steps
if os.environ.get("DIE"):
    steps.forget_file = lambda sheet: os.kill(os.getpid(), signal.SIGKILL)
call_command("import_cases", sys.argv[1], "--json")
"""
LOOK = """
import django; django.setup()
from cases.models import Case, Citation, Prisoner, Update
from sheets.models import RowKey
print(*(model.objects.count() for model in (Case, Prisoner, Update, Citation, RowKey)))
"""


@pytest.fixture
def house(tmp_path):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/house.sqlite3",
    }


def run(house, code, *arguments, **more) -> tuple[int, str]:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**house, **more}, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout


def test_killed_while_it_writes_it_leaves_nothing_and_can_be_run_again(house, tmp_path):
    assert run(house, PREPARE)[0] == 0
    people = product(["Ivan", "Maria", "Oleg", "Daria", "Timur"], ["Petrov", "Orlova", "Zhuk", "Bondar", "Kim", "Reut"])
    rows = [[" ".join(one), "Russia", f"2022-03-{day:02}", SOURCE] for day, one in enumerate(people, 1)]
    path = written(tmp_path, rows, headings=["Name", "Country", "Arrested", "Source"])

    assert run(house, IMPORT, path, DIE="1")[0] == -signal.SIGKILL
    assert run(house, LOOK)[1].split() == ["0"] * 5

    code, said = run(house, IMPORT, path)
    assert (code, '"added": 30' in said) == (0, True)
    assert run(house, LOOK)[1].split()[:4] == ["30"] * 4
