"""A PostgreSQL to test on: TEST_DATABASE_URL, else one answering at 127.0.0.1:5432, else a private one, else none."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import psycopg2

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"
INSTALLED = Path("/usr/lib/postgresql")


class PostgreSQL:
    """While open, `url` names a database of our own on a reachable server; else `absent_because` says why none."""

    def __init__(self) -> None:
        self.url = ""
        self.absent_because = ""
        self.binaries: Path | None = None
        self.folder: Path | None = None

    def __enter__(self) -> Self:
        named = os.environ.get("TEST_DATABASE_URL", "")
        if named and not answers(named):
            self.absent_because = "TEST_DATABASE_URL does not answer"
        elif named or answers(LOCAL):
            self.url = own_database(named or LOCAL)
        else:
            self.start_private()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.url:
            drop_leftovers(self.url)
        if self.folder and self.binaries:
            self.run("pg_ctl", "stop", "--pgdata", str(self.folder / "data"), "--mode", "immediate")
            shutil.rmtree(self.folder, ignore_errors=True)

    def start_private(self) -> None:
        """Start a server that lives as long as the tests, from installed binaries, without durability."""
        self.binaries = installed_binaries()
        if self.binaries is None:
            self.absent_because = "no server answers and none is installed"
            return
        self.folder = Path(tempfile.mkdtemp(prefix="pt-postgres-"))
        if user := someone_else():
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        data, port = str(self.folder / "data"), free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off -c full_page_writes=off"
        try:
            self.run("initdb", "--pgdata", data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8")
            self.run(
                "pg_ctl", "start", "--pgdata", data, "--wait", "--log", str(self.folder / "log"), "--options", options
            )
        except subprocess.CalledProcessError as error:
            self.absent_because = f"a private server did not start: {error.stderr.strip().splitlines()[-1:]}"
            return
        self.url = own_database(f"postgresql://postgres@127.0.0.1:{port}/postgres")

    def run(self, program: str, *arguments: str) -> None:
        user = someone_else()
        identity: dict[str, Any] = (
            {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        )
        # A server inherits its starter's output: a pipe would never close, so its words go to a file.
        with tempfile.TemporaryFile("w+") as words:
            command = [str((self.binaries or Path()) / program), *arguments]
            done = subprocess.run(command, cwd="/", stdout=words, stderr=words, stdin=subprocess.DEVNULL, **identity)
            words.seek(0)
            if done.returncode:
                raise subprocess.CalledProcessError(done.returncode, command, stderr=words.read())


def answers(url: str) -> bool:
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.Error:
        return False
    return True


def own_database(url: str) -> str:
    """The same server with a name of our own: two runs side by side must not drop each other's test database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/prisoners_{os.getpid()}"))


def drop_leftovers(url: str) -> None:
    """Drop what an interrupted run left: only databases named for this very run."""
    parts = urlsplit(url)
    pattern = f"test\\_{parts.path.lstrip('/')}%".replace("prisoners_", "prisoners\\_")
    with contextlib.suppress(psycopg2.Error):
        connection = psycopg2.connect(urlunsplit(parts._replace(path="/postgres")), connect_timeout=3)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.close()


def installed_binaries() -> Path | None:
    """The newest installed server's programs."""
    versions = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = versions[0] if versions else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def someone_else() -> str | None:
    """PostgreSQL refuses to run as root: the user to run it as instead."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
