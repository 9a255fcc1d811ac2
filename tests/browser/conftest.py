"""A real Chromium against a real server: Debian's browser, never one that a test tool downloads."""

import os
import shutil

import pytest
from django.urls import reverse

from tests.factories import PASSWORD

# Playwright keeps an event loop in this thread; the database is used beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
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
    assert not [one for one in complaints if "status of 4" not in one], complaints


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
