"""A real Chromium against a real server: Debian's browser, never one that a test tool downloads."""

import contextlib
import os
import shutil
import sqlite3

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role
from core import clock
from demo.calendar import demo_day, forget_read_day
from demo.models import FIRST_DAY
from demo.people import address
from demo.walking import live
from tests.factories import PASSWORD

# Playwright keeps an event loop in this thread; the database is used beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
KARA_MURZA = "RU-22-7F3K"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            # What migrations loaded comes back after each test, which a server's test would otherwise sweep away.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture
def page(page, live_server):
    """A page that fails the test when the browser complains: a script error, a refusal by our own CSP."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.set_default_timeout(10_000)
    yield page
    # Not complaints: a refusal that the test asked for, and htmx dropping a preview that a save overtook.
    expected = ("status of 4", "Status Error Code 4", "htmx:sendAbort", "htmx:afterRequest")
    assert not [one for one in complaints if not any(words in one for words in expected)], complaints


@pytest.fixture
def enter(page, live_server):
    """Sign somebody in through the login page."""

    def enter(email, password=PASSWORD):
        page.goto(live_server.url + reverse("account_login"))
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(lambda url: "/login" not in url)

    return enter


@pytest.fixture(scope="session")
def first_day(tmp_path_factory):
    """Where the demonstration's first day is kept once it was loaded: the tests after the first copy it."""
    return tmp_path_factory.mktemp("first-day") / "house.sqlite3"


@pytest.fixture
def demonstration(transactional_db, settings, tmp_path, first_day):
    """The demonstration's first day, with one password for all."""
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    forget_read_day()
    clock.set_source(demo_day)
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(first_day)) as kept:
        if kept.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            kept.backup(connection.connection)
        else:
            live(FIRST_DAY)
            User.objects.update(password=make_password(PASSWORD))
            connection.connection.backup(kept)
    yield User.objects.get(email=address(Role.ADVOCATE))
    forget_read_day()
