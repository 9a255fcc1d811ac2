"""The web killed by SIGKILL between and during saves: nothing acknowledged is lost, nothing is saved twice."""

import contextlib
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

pytestmark = [pytest.mark.crash, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
UPDATES, KILLS = 24, 4
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import CaseFactory, UserFactory
user = UserFactory(email="ada@example.org", role="advocate")
print(CaseFactory(owner=user.organisation, lead=user).reference)
"""
COUNT = """
import django; django.setup()
from cases.folding import drift
from cases.models import Case, Update
print(sorted(Update.objects.values_list("summary", flat=True)))
print([str(one) for case in Case.objects.all() for one in drift(case)])
"""


class Web:
    """A web process on a house of its own, killed and started again at will."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'house.sqlite3'}",
            "SECRET_KEY": "crash-test-" * 6,
            "FIELD_KEYS": Fernet.generate_key().decode(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.process = None

    def run(self, code):
        done = subprocess.run(
            [sys.executable, "-c", code], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def start(self):
        command = ["-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "1", "prisoners_tracker.wsgi"]
        self.process = subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            cwd=ROOT,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                self.get("/healthz")
                return
        pytest.fail("the web did not start")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def get(self, path):
        with self.opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()

    def post(self, path, fields):
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        with self.opener.open(f"http://127.0.0.1:{self.port}{path}", body, timeout=20) as answer:
            return answer.geturl(), answer.read().decode()


@pytest.fixture
def web(tmp_path):
    made = Web(tmp_path)
    yield made
    if made.process and made.process.poll() is None:
        made.kill()


def fields(web, path, number):
    """The form as the page hands it out, filled in."""
    page = web.get(path)
    rows = dict(
        re.findall(r'name="(form-[A-Z_]+|[a-z]+-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)"[^>]*value="(\d+)"', page)
    )
    source = re.search(r'name="([a-z]+-0-source)"', page).group(1)
    return {
        **rows,
        "form_key": str(uuid.uuid5(uuid.NAMESPACE_URL, f"update-{number}")),
        "kind": "health",
        "occurred": "yesterday",
        "summary": f"update {number:02}",
        source: "https://news.example/1",
        "save": "1",
    }


def test_no_acknowledged_update_is_lost_or_doubled_by_killing_the_web(web):
    from tests.factories import PASSWORD

    reference = web.run(SETUP)
    web.start()
    web.get("/accounts/login/")
    web.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    path = f"/cases/{reference}/updates/new/"
    acknowledged = set()
    for number in range(UPDATES):
        # Killed in the middle of a save: a timer fires while the answer is awaited.
        killing = number % (UPDATES // KILLS) == 2
        form = fields(web, path, number)
        if killing:
            killer = threading.Timer(number % 5 / 100, os.killpg, (web.process.pid, signal.SIGKILL))
            killer.start()
        with contextlib.suppress(OSError, urllib.error.URLError):
            where, _page = web.post(path, form)
            if f"/cases/{reference}/" in where and "updates/new" not in where:
                acknowledged.add(number)
        if killing:
            killer.join()
            web.process.wait()
            web.start()
        if number not in acknowledged:
            where, page = web.post(path, form)  # what any person does: send it again
            assert "updates/new" not in where, page
            acknowledged.add(number)
    web.kill()
    saved, drifted = web.run(COUNT).splitlines()
    assert saved == str([f"update {number:02}" for number in range(UPDATES)])
    assert drifted == "[]"
