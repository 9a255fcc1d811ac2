"""A sender killed between two mails: nothing is lost, and nothing is told more often than somebody was killed.

A real process on a real SQLite file, killed by SIGKILL: after it claimed, or with the mail out and not marked yet.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MAILS = 6
pytestmark = [pytest.mark.crash]

PREPARE = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
from core import clock
call_command("migrate", verbosity=0)
clock.set_source(lambda: date(2023, 4, 20))
from cases.models import Case, Membership
from reminders import engine, telling
from tests.factories import CaseFactory, UserFactory
for _ in range(%d):
    lead = UserFactory()
    CaseFactory(owner=lead.organisation, lead=lead, opened_on=date(2023, 1, 1))
engine.raise_alerts()
print(telling.compose_digests(date(2023, 4, 20)))
"""

SEND = """
import os
import django; django.setup()
from datetime import date, timedelta
from core import clock
clock.set_source(lambda: date(2023, 4, 20))
from reminders import outbox
outbox.send_messages(lease=timedelta(seconds=int(os.environ.get("LEASE", 1))))
from reminders.models import Message
print(Message.objects.waiting().count())
"""


@pytest.fixture
def house(tmp_path):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.reminders.crash_settings",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/house.sqlite3",
        "MAILS": str(tmp_path / "mails.jsonl"),
    }


def run(house, code, **more):
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env={**house, **more}, stdout=subprocess.PIPE)


def mails(house):
    path = Path(house["MAILS"])
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.mark.parametrize("dies", ["before", "after"])
def test_each_alert_is_mailed_at_least_once_and_at_most_once_more_than_somebody_was_killed(house, dies):
    prepared = run(house, PREPARE % MAILS)
    said, _ = prepared.communicate(timeout=120)
    assert prepared.returncode == 0
    assert int(said) == MAILS

    kills = 0
    for place in (2, 3):  # with the second mail in hand, and the next one with its third
        sender = run(house, SEND, DIE_AT=str(place), DIE=dies)
        sender.communicate(timeout=60)
        assert sender.returncode == -9
        kills += 1
    give_up = time.monotonic() + 60
    waiting = MAILS
    while waiting and time.monotonic() < give_up:  # what a killed sender held comes back when its lease runs out
        said, _ = run(house, SEND).communicate(timeout=60)
        waiting = int(said)

    assert waiting == 0
    sent = Counter(mail["to"] for mail in mails(house))
    assert len(sent) == MAILS
    assert sum(sent.values()) <= MAILS + kills
    assert sum(sent.values()) == MAILS + (kills if dies == "after" else 0)
    for reader in sent:
        assert len({mail["id"] for mail in mails(house) if mail["to"] == reader}) == 1


def test_two_senders_at_once_send_each_mail_once(house):
    run(house, PREPARE % MAILS).communicate(timeout=120)
    senders = [run(house, SEND, LEASE="300") for _ in range(2)]
    assert [sender.wait(timeout=60) for sender in senders] == [0, 0]
    sent = Counter(mail["to"] for mail in mails(house))
    assert len(sent) == MAILS
    assert set(sent.values()) == {1}
