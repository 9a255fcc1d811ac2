"""`make run`: the whole house on one machine, under one supervisor, with all its state in VAR_DIR.

Broker, then web, worker and beat. Plain Python; what needs Django happens in `preparation` and in the children.
"""

import base64
import fcntl
import http.client
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from prisoners_tracker.brokers import Broker, NoSuchBroker, choose
from prisoners_tracker.prepared import is_prepared, note_prepared
from prisoners_tracker.supervisor import Child, Supervisor

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PORTS_TRIED = 50
WEB_OPENS_WITHIN = 60.0


class Refused(Exception):
    """The house does not start; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    os.umask(0o077)  # everything under VAR_DIR is its owner's alone
    os.chdir(ROOT)
    try:
        var_dir = Path(os.environ.get("VAR_DIR") or "var").resolve()
        var_dir.mkdir(parents=True, exist_ok=True)
        with only_one(var_dir):
            return prepare(var_dir) if "--prepare" in arguments else run(var_dir)
    except (Refused, NoSuchBroker, OSError) as error:
        print(f"Prisoners Tracker did not start: {error}", file=sys.stderr)
        return 1


def say(sentence: str) -> None:
    print(f"==> {sentence}", flush=True)


def prepare(var_dir: Path) -> int:
    """`make setup`: keys and migrations."""
    environment = house_environment(var_dir)
    supervisor = Supervisor(say)
    supervisor.listen_to_signals()
    return 0 if supervisor.run_to_end(python("prisoners_tracker.preparation", "--migrations"), environment) else 1


def run(var_dir: Path) -> int:
    demo = remember_kind(var_dir, os.environ.get("DEMO") or "1")
    broker = choose(var_dir, os.environ.get("EMBEDDED_BROKER", ""))
    environment = house_environment(var_dir) | broker.environment
    with listening_socket() as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        environment |= {"DEMO": demo, "DEBUG": "0", "SITE_URL": address, "ONLY_WORKER": "1"}
        write_house_file(var_dir, environment)
        (var_dir / "lock").write_text(f"process {os.getpid()}, {address}")
        supervisor = Supervisor(say)
        supervisor.listen_to_signals()
        try:
            start(supervisor, broker, environment, var_dir, listener)
            supervisor.keep_alive()
        finally:
            say("ending web, worker and beat, then the broker")
            supervisor.stop()
            say("ended; everything is kept in " + shown(var_dir))
    return 0


def start(
    supervisor: Supervisor, broker: Broker, environment: dict[str, str], var_dir: Path, listener: socket.socket
) -> None:
    say(f"broker: {broker.words}")
    broker.clear_the_way()
    if broker.command:
        server = Child("broker", broker.command, environment, var_dir / "log" / "broker.log")
        supervisor.start(server, ends_last=True)
        if not broker.wait(30, lambda: supervisor.asked_to_stop() or not server.alive):
            raise Refused(f"the broker does not answer; its words are in {server.log}")
    if not is_prepared(var_dir, environment):
        if not supervisor.run_to_end(python("prisoners_tracker.preparation"), environment):
            if supervisor.asked_to_stop():
                return
            raise Refused("the preparation failed: its words are above.")
        note_prepared(var_dir, environment)
    listener.listen(64)
    web, *others = children(environment, var_dir, listener)
    supervisor.start(web)
    wait_for_web(supervisor, web, listener.getsockname()[1])
    if not supervisor.asked_to_stop():
        supervisor.start(*others)  # after web: whoever waits, waits for a page
        greet(environment["SITE_URL"], var_dir)


def wait_for_web(supervisor: Supervisor, web: Child, port: int) -> None:
    deadline = time.monotonic() + WEB_OPENS_WITHIN
    while not supervisor.asked_to_stop(0.1) and not serves(port):
        if not web.alive or time.monotonic() > deadline:
            raise Refused(f"the web process {'does not answer' if web.alive else 'ended'}; its words are in {web.log}")


def children(environment: dict[str, str], var_dir: Path, listener: socket.socket) -> list[Child]:
    logs = var_dir / "log"
    web = python("gunicorn", "--bind", f"fd://{listener.fileno()}", "--workers", "1", "--threads", "4")
    web += ["--preload", "prisoners_tracker.wsgi:application"]
    worker = python("celery", "--app", "prisoners_tracker", "worker", "--concurrency", "2", "--loglevel", "INFO")
    # One worker has nobody to gossip with; silence lets it sleep.
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat", "--hostname", "house@localhost"]
    beat = python("prisoners_tracker.beat", str(var_dir / "beat-schedule"))
    return [
        Child("web", web, environment, logs / "web.log", pass_fds=(listener.fileno(),)),
        # SIGQUIT: finish what a few seconds allow and hand the rest back to the queue.
        Child("worker", worker, environment, logs / "worker.log", stop_signal=signal.SIGQUIT),
        Child("beat", beat, environment, logs / "beat.log"),
    ]


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def house_environment(var_dir: Path) -> dict[str, str]:
    """What every process of the house has in its environment: the caller's, its place and its keys."""
    keys = {"SECRET_KEY": new_secret, "FIELD_KEYS": new_field_key}
    found = {name: os.environ.get(name) or key(var_dir, name, make) for name, make in keys.items()}
    environment = {**os.environ, **found, "VAR_DIR": str(var_dir), "PYTHONUNBUFFERED": "1"}
    return environment | {"DJANGO_SETTINGS_MODULE": "prisoners_tracker.settings"}


def new_secret() -> str:
    return secrets.token_urlsafe(48)


def new_field_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()  # a Fernet key


def key(var_dir: Path, name: str, make: Callable[[], str]) -> str:
    """A key of this house, made once. Without its field keys a house's confidential texts are lost for good."""
    path = var_dir / "keys" / name.lower()
    if path.is_file():
        return path.read_text().strip()
    if name == "FIELD_KEYS" and (var_dir / "house.sqlite3").is_file():
        raise Refused(
            f"{shown(var_dir)} holds a database, but its keys in {shown(path)} are gone. Put them back from a backup: "
            "without them its confidential texts cannot be read. Or choose another VAR_DIR."
        )
    path.parent.mkdir(mode=0o700, exist_ok=True)
    value = make()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value + "\n")
    return value


def write_house_file(var_dir: Path, environment: dict[str, str]) -> None:
    """What was chosen, for `manage.py` in another terminal: settings read this file."""
    names = ("SECRET_KEY", "FIELD_KEYS", "REDIS_URL", "BROKER_URL", "SITE_URL", "DEMO")
    path = var_dir / "house.env"
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={environment[name]}\n" for name in names if environment.get(name)))


def remember_kind(var_dir: Path, demo: str) -> str:
    """A demonstration stays one and a real house stays real: the one has known passwords, the other real people."""
    kinds = {"1": "demonstration", "0": "house"}
    if demo not in kinds:
        raise Refused(f"DEMO: write 1 or 0, not “{demo}”.")
    path = var_dir / "kind"
    kind = path.read_text().strip() if path.is_file() else kinds[demo]
    if kind != kinds[demo]:
        raise Refused(
            f"{shown(var_dir)} holds a {kind}, and DEMO={demo} asks for a {kinds[demo]}. "
            f"Choose another folder, for instance: make run DEMO={demo} VAR_DIR=var-{kinds[demo]}"
        )
    path.write_text(kind + "\n")
    return demo


def only_one(var_dir: Path) -> IO[str]:
    """The lock that this house holds while it runs; the system lets go of it whatever happens to us."""
    lock = (var_dir / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        who = lock.read() or "starting"
        raise Refused(
            f"it already runs on {shown(var_dir)} ({who}). For a second house, choose another folder: VAR_DIR=var-two"
        ) from None
    return lock


def listening_socket() -> socket.socket:
    """A socket on PORT, or on the next free port, held from now on so that nobody takes it in between."""
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdigit() or not 1 <= int(wanted) <= 65535:
        raise Refused(f"PORT: write a number from 1 to 65535, not “{wanted}”.")
    for port in range(int(wanted), min(int(wanted) + PORTS_TRIED, 65536)):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            listener.close()
            continue
        if port != int(wanted):
            say(f"port {wanted} is taken; using {port}")
        return listener
    raise Refused(f"PORT: none of {wanted} to {int(wanted) + PORTS_TRIED - 1} is free.")


def serves(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def greet(address: str, var_dir: Path) -> None:
    say(f"Prisoners Tracker is at {address} (Ctrl-C ends it; logs in {shown(var_dir / 'log')})")
    logins = var_dir / "demo-logins.txt"
    if logins.is_file():
        print(logins.read_text().rstrip(), flush=True)


def shown(path: Path) -> str:
    """A path as the reader would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
