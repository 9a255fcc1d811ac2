"""Whether the preparation has anything to do, asked without Django: a second `make run` opens in half the time."""

import contextlib
import hashlib
import sqlite3
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What decides which tables and static files there must be.
SOURCES = ("*/migrations/*.py", "static/**/*", "requirements.txt", "prisoners_tracker/preparation.py")
STATE = """
    SELECT (SELECT group_concat(app || '.' || name) FROM (SELECT * FROM django_migrations ORDER BY app, name)),
           EXISTS (SELECT 1 FROM cases_case)
"""


def is_prepared(var_dir: Path, environment: dict[str, str]) -> bool:
    note = var_dir / "prepared"
    return note.is_file() and note.read_text() == fingerprint(var_dir, environment) != ""


def note_prepared(var_dir: Path, environment: dict[str, str]) -> None:
    (var_dir / "prepared").write_text(fingerprint(var_dir, environment))


def fingerprint(var_dir: Path, environment: dict[str, str]) -> str:
    """All that the preparation looks at, in short; empty where only Django can tell."""
    if environment.get("DATABASE_URL") or (var_dir / "demo-loading").exists() or not (var_dir / "static").is_dir():
        return ""
    try:
        # Read as it is, never made: a missing database must stay missing.
        uri = f"{(var_dir / 'house.sqlite3').as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            state = connection.execute(STATE).fetchone()
    except sqlite3.Error:
        return ""
    digest = hashlib.sha256(repr((state, environment.get("DEMO"))).encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern) if path.is_file()):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
