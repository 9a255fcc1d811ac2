"""The demonstration, switched on for one test."""

import pytest

from core import clock, slots
from demo.banner import banner
from demo.calendar import demo_day, forget_read_day
from demo.models import FIRST_DAY
from demo.walking import live


@pytest.fixture
def demo_on(db, settings, tmp_path, monkeypatch):
    """`DEMO=1` with a folder of its own for mail and logins; the clock and the banner as the app wires them."""
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    monkeypatch.setitem(slots._fillers, "banner", [(0, banner)])
    forget_read_day()
    clock.set_source(demo_day)
    yield tmp_path
    forget_read_day()


@pytest.fixture
def first_day(demo_on):
    """The demonstration as a newcomer finds it."""
    live(FIRST_DAY)
    return FIRST_DAY
