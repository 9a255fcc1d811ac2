"""`make test`: the suite on SQLite beside real brokers and processes, again on PostgreSQL, then a real browser.

Each part that cannot run here is skipped and named in the last lines. Other arguments go to pytest (`-k consent`).
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO

from scripts.postgres import PostgreSQL

ROOT = Path(__file__).resolve().parent.parent
ONCE = "broker or browser or crash or house"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Part:
    name: str
    markers: str
    environment: dict[str, str] = field(default_factory=dict)
    skipped_because: str = ""
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    def run(self, arguments: list[str], beside: Part | None = None) -> None:
        """Run it and say what it says; `beside` runs meanwhile and is heard afterwards."""
        print(f"\n=== {self.name}", flush=True)
        with tempfile.TemporaryFile("w+") as heard:
            other = beside and Thread(target=beside._run, args=(arguments, heard))
            if other:
                other.start()
            self._run(arguments)
            if beside and other:
                other.join()
                heard.seek(0)
                print(f"\n=== {beside.name}, run beside it\n{heard.read()}", flush=True)

    def _run(self, arguments: list[str], heard: IO[str] | None = None) -> None:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="prisoners-tracker-tests-") as var_dir:
            report = Path(var_dir) / "report.xml"
            command = [sys.executable, "-m", "pytest", "-q", "-m", self.markers, f"--junitxml={report}", *arguments]
            environment = without_house() | {"VAR_DIR": var_dir, **self.environment}
            code = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=heard,
                stderr=heard and subprocess.STDOUT,
                check=False,
            ).returncode
            self.count(report, code)
        self.seconds = time.monotonic() - began

    def count(self, report: Path, code: int) -> None:
        if report.is_file():
            for suite in ElementTree.parse(report).iter("testsuite"):
                broken = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                self.failed += broken
                self.skipped += int(suite.get("skipped", 0))
                self.passed += int(suite.get("tests", 0)) - broken - int(suite.get("skipped", 0))
        nothing_collected = code == 5
        if code and not nothing_collected and not self.failed:
            self.failed = 1  # pytest itself broke

    def words(self) -> str:
        if self.skipped_because:
            return f"{self.name}: skipped ({self.skipped_because})"
        if not self.passed + self.failed + self.skipped:
            return f"{self.name}: no tests"
        return f"{self.name}: {counts(self.passed, self.failed, self.skipped)} in {self.seconds:.0f} s"


def main(arguments: list[str]) -> int:
    # Started in the background, a shell has SIGINT ignored, and whoever we start would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    everything = "--all" in arguments
    arguments = [word for word in arguments if word != "--all"]
    with PostgreSQL() as server:
        again = {"DATABASE_URL": server.url, "ONLY_DATABASE_TESTS": "1"}
        sqlite = Part("SQLite", f"not ({ONCE})")
        postgresql = Part("PostgreSQL", f"not ({ONCE} or any_engine)", again, server.absent_because)
        processes = Part("brokers and processes", "broker or crash or house")
        browser = Part("browser", "browser", skipped_because="" if chromium() else "no Chromium; apt install chromium")
        parts = [sqlite, postgresql, processes, browser]
        for part in parts:
            if not everything:
                part.markers = f"({part.markers}) and not slow"
        arguments = [*workers(arguments), *arguments]
        # Processes are waited for most of the time: the database's half of the work goes on beside them.
        sqlite.run(arguments, beside=processes)
        for part in (postgresql, browser):
            if not part.skipped_because:
                part.run(arguments)
    print("\n" + " · ".join(part.words() for part in parts))
    if not everything:
        print("The slow tests were left out: `make test-all` runs them.")
    failed = sum(part.failed for part in parts)
    print(counts(sum(part.passed for part in parts), failed, sum(part.skipped for part in parts), plain=True))
    return 1 if failed else 0


def counts(passed: int, failed: int, skipped: int, *, plain: bool = False) -> str:
    words = [f"{passed} passed"]
    words += [f"{failed} failed"] if failed or plain else []
    words += [f"{skipped} skipped"] if skipped else []
    return ", ".join(words)


def workers(arguments: list[str]) -> list[str]:
    """Two at a time, unless the caller said."""
    return [] if any(word.startswith("-n") for word in arguments) else ["-n", "2"]


def without_house() -> dict[str, str]:
    """The caller's environment without any setting of a house: a test must not mail, or write to, a real one."""
    settings = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    return {name: value for name, value in os.environ.items() if name not in settings}


def chromium() -> str | None:
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
