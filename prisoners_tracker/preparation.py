"""What must be true before the embedded house opens, in one process, so that Django is imported once."""

import hashlib
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def main(arguments: list[str]) -> None:
    django.setup()
    migrate()
    if "--migrations" not in arguments:
        load_demonstration()
        collect_static()


def say(sentence: str) -> None:
    print(f"==> {sentence}", flush=True)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        say(f"migrating the database ({len(pending)} steps)")
        call_command("migrate", interactive=False, verbosity=0)


def load_demonstration() -> None:
    """Load it into an empty house, and again after a loading that was broken off."""
    begun = Path(settings.VAR_DIR) / "demo-loading"
    if settings.DEMO and (begun.exists() or not apps.get_model("cases", "Case").objects.exists()):
        say("loading the demonstration")
        begun.touch()
        call_command("load_demo", verbosity=0)
        begun.unlink()


def collect_static() -> None:
    """Copy, hash and compress static files, unless none has changed since the last time."""
    stamp = Path(settings.VAR_DIR) / "static.sha256"
    now = static_fingerprint()
    if not (stamp.is_file() and stamp.read_text() == now):
        say("collecting static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)


def static_fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
