"""The demonstration, switched on for one test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core import clock, slots
from demo.banner import banner
from demo.calendar import demo_day, forget_read_day
from demo.facts import FOLDER
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


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the files with one text in one of them replaced."""

    def change(file: str, old: str, new: str) -> Path:
        for path in FOLDER.glob("*.toml"):
            shutil.copy(path, tmp_path)
        text = (tmp_path / file).read_text()
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1))
        return tmp_path

    return change
