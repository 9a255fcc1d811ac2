"""Starting a real house, as `make run` does, in a folder that the test throws away."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


EMBEDDED = (sys.executable, "-m", "prisoners_tracker.embedded")


class House:
    def __init__(self, var_dir: Path, command: tuple[str, ...] = EMBEDDED, **environment: str) -> None:
        self.var_dir = var_dir
        self.output = Path(tempfile.mkstemp(dir=var_dir.parent, suffix=".out")[1])
        self.port = int(environment.setdefault("PORT", str(free_port())))
        inherited = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FIELD_KEYS"}}
        self.environment = inherited | {"VAR_DIR": str(var_dir), "DEMO": "0"} | environment
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.output.read_text()

    def log(self, name: str) -> str:
        return (self.var_dir / "log" / f"{name}.log").read_text()

    def status(self, path: str) -> int:
        """The HTTP status of a path, 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def wait_open(self, seconds: float) -> float:
        """Seconds until the house said its address."""
        began = time.monotonic()
        until(
            lambda: "Prisoners Tracker is at" in self.said or self.process.poll() is not None,
            seconds,
            lambda: self.said,
        )
        assert self.process.poll() is None, self.said
        return time.monotonic() - began

    def children(self) -> dict[str, int]:
        """Process ids of those whom the supervisor started, by what they are."""
        words = {"gunicorn": "web", " worker ": "worker", ".beat ": "beat", "redis": "broker", "valkey": "broker"}
        found: dict[str, int] = {}
        for pid in child_pids(self.process.pid):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            found |= {name: pid for word, name in words.items() if word in command}
        return found

    def interrupt(self) -> float:
        """Ctrl-C; seconds until it ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return time.monotonic() - began


@contextlib.contextmanager
def open_house(var_dir: Path, command: tuple[str, ...] = EMBEDDED, **environment: str) -> Iterator[House]:
    house = House(var_dir, command, **environment)
    try:
        yield house
    finally:
        if house.process.poll() is None:
            house.process.terminate()
            house.process.wait(30)


def child_pids(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def family(parent: int) -> list[int]:
    """A process and all its descendants."""
    return [parent, *(pid for child in child_pids(parent) for pid in family(child))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], object], seconds: float, words: Callable[[], str] = str) -> None:
    """Wait for something to become true, and no longer than needed; `words` says why it did not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {seconds} s: {words()}"
        time.sleep(0.05)
