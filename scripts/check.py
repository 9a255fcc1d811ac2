"""`make check`: everything that can be said about the code without running the product: all of it, one line each."""

import os
import secrets
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: dict[str, str]

    def run(self) -> tuple[bool, str]:
        done = subprocess.run(
            self.command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        return done.returncode == 0, (done.stdout + done.stderr).strip()


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="prisoners-tracker-check-") as folder:
        checks = all_checks(plain(folder), production(folder))
        with ThreadPoolExecutor(max_workers=2) as pool:
            results = [(check, pool.submit(check.run)) for check in checks]
            failed = sum(not report(check.name, *future.result()) for check, future in results)
    print(f"{len(checks) - failed} ok, {failed} failed")
    return 1 if failed else 0


def all_checks(plain: dict[str, str], production: dict[str, str]) -> list[Check]:
    python = [sys.executable, "-m"]
    return [
        Check("types (mypy)", [*python, "mypy", "."], plain),
        Check("lint (ruff)", [*python, "ruff", "check", "--output-format", "concise", "."], plain),
        Check(
            "layout of the code (ruff; `make format`)",
            [*python, "ruff", "format", "--check", "--output-format", "concise", "."],
            plain,
        ),
        Check("templates (djlint)", [*python, "djlint", "templates", "--lint", "--quiet"], plain),
        Check("import direction and the like", [*python, "pytest", "-q", "tests/architecture/test_imports.py"], plain),
        Check("catalogues (`make messages`)", [*python, "scripts.messages", "--check"], plain),
        Check("missing migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], production),
        Check("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], production),
    ]


def plain(folder: str) -> dict[str, str]:
    return {**os.environ, "VAR_DIR": str(Path(folder) / "plain")}


def production(folder: str) -> dict[str, str]:
    """A production house made up on the spot; nothing listens at its addresses, and nothing is asked of them."""
    return {
        **os.environ,
        "VAR_DIR": str(Path(folder) / "production"),
        "DATABASE_URL": f"sqlite:///{folder}/production.sqlite3",
        "REDIS_URL": "redis://redis.example.org:6379/0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": "bWFkZS11cC1mb3ItdGhlLWRlcGxveW1lbnQtY2hlY2s=",
        "SITE_URL": "https://tracker.example.org",
        "ALLOWED_HOSTS": "tracker.example.org",
        "CSRF_TRUSTED_ORIGINS": "https://tracker.example.org",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
        "DEBUG": "0",
        "DEMO": "0",
    }


def report(name: str, passed: bool, words: str) -> bool:
    print(f"{'ok    ' if passed else 'FAILED'} {name}", flush=True)
    if not passed:
        print("       " + words.replace("\n", "\n       "), flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
