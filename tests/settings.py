"""The house's settings with what a test run makes up: no test touches a real house's keys, mail or files."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

if "pytest" not in sys.modules:
    # mypy only reads the settings, and ends too abruptly to tidy up.
    os.environ.setdefault("VAR_DIR", str(Path(tempfile.gettempdir()) / f"prisoners-tracker-tests-{os.getuid()}"))
elif "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="prisoners-tracker-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "tests-only-" * 6)
os.environ.setdefault("FIELD_KEYS", "dGVzdHMtb25seS1rZXktb2YtMzItYnl0ZXMtLS0tLS0=")

from prisoners_tracker.settings import *  # noqa: F403
from prisoners_tracker.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file, as in a real house: in memory there is neither WAL nor a second writer to wait for.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["VAR_DIR"]) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
(Path(os.environ["VAR_DIR"]) / "static").mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
# Argon2 is slow by design; what depends on it is tested with the real one.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No manifest: tests render pages without collecting files first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# What a test queues waits in memory for nobody; the brokers themselves are tested in tests/house.
CELERY_BROKER_URL = "memory://"
