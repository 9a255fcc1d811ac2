"""The supervisor with real processes: it restarts the dead, ends all together, and kills whoever will not end."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from prisoners_tracker import supervisor as module
from prisoners_tracker.supervisor import Child, Supervisor, rotate
from tests.house.starting import until

pytestmark = pytest.mark.house

SLEEP = "import time; time.sleep(60)"
# Writes when it was told to end, and takes a moment over it.
NOTES_ITS_END = """
import signal, sys, time
def end(*_):
    open(sys.argv[1], "w").write(repr(time.monotonic())); time.sleep(0.3); sys.exit()
signal.signal(signal.SIGTERM, end)
print("ready", flush=True)
time.sleep(60)
"""
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said):
    made = Supervisor(said.append)
    yield made
    made.stopping.set()
    made.stop()


def child(tmp_path, code: str, name: str = "child", *arguments: str) -> Child:
    return Child(name, [sys.executable, "-c", code, *arguments], {}, tmp_path / "log" / f"{name}.log")


def test_a_child_that_died_is_started_again_and_it_is_said(supervisor, said, tmp_path):
    victim = child(tmp_path, SLEEP)
    supervisor.start(victim)
    first = victim.process
    keeper = threading.Thread(target=supervisor.keep_alive)
    keeper.start()
    first.send_signal(signal.SIGKILL)
    # Looked at while the keeper lives: its children end with the thread that started them.
    until(lambda: victim.process is not first and victim.alive, 60)
    supervisor.stopping.set()
    keeper.join(5)
    assert said == [f"child ended (killed by SIGKILL); again in 1 s. Its words: {victim.log}"]


def test_the_pause_doubles_up_to_half_a_minute_and_shrinks_after_a_steady_run(supervisor, said, tmp_path):
    victim = child(tmp_path, "raise SystemExit(3)")
    supervisor.start(victim)
    victim.process.wait(10)
    for _ in range(7):
        supervisor.plan_restart(victim, time.monotonic())
    assert [line.split("again in ")[1].split(" s")[0] for line in said] == ["1", "2", "4", "8", "16", "30", "30"]
    assert "exit code 3" in said[0]
    victim.started -= module.STEADY + 1
    supervisor.plan_restart(victim, time.monotonic())
    assert "again in 1 s" in said[-1]


def test_all_are_told_to_end_at_once_and_the_broker_only_after_them(supervisor, tmp_path):
    names = ["broker", "web", "worker"]
    all_of_them = {name: child(tmp_path, NOTES_ITS_END, name, str(tmp_path / name)) for name in names}
    supervisor.start(all_of_them["broker"], ends_last=True)
    supervisor.start(all_of_them["web"], all_of_them["worker"])
    until(lambda: all("ready" in each.log.read_text() for each in all_of_them.values()), 60)
    supervisor.stop()
    told = {name: float((tmp_path / name).read_text()) for name in names}
    assert abs(told["web"] - told["worker"]) < 0.25
    assert told["broker"] >= max(told["web"], told["worker"]) + 0.3
    assert not any(each.alive for each in all_of_them.values())


def test_a_child_hears_signals_though_a_shell_started_us_deaf(supervisor, said, tmp_path):
    deaf_before = signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    try:
        sleeper = child(tmp_path, SLEEP)
        sleeper.stop_signal = signal.SIGQUIT
        supervisor.start(sleeper)
    finally:
        signal.signal(signal.SIGQUIT, deaf_before)
    supervisor.stop()
    assert sleeper.exit_words == "killed by SIGQUIT"
    assert said == []


def test_one_that_will_not_end_is_killed_in_time(supervisor, said, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.5)
    deaf = child(tmp_path, DEAF, "deaf")
    supervisor.start(deaf)
    until(lambda: "ready" in deaf.log.read_text(), 60)
    supervisor.stop()
    assert not deaf.alive
    assert said == ["deaf did not end within 0 s and was killed"]


def test_a_command_is_broken_off_when_the_supervisor_is_to_stop(supervisor):
    supervisor.stopping.set()
    began = time.monotonic()
    assert not supervisor.run_to_end([sys.executable, "-c", SLEEP], {})
    assert time.monotonic() - began < 5


def test_a_command_says_by_its_exit_code_whether_it_ended_well(supervisor):
    assert supervisor.run_to_end([sys.executable, "-c", ""], {})
    assert not supervisor.run_to_end([sys.executable, "-c", "raise SystemExit(1)"], {})


def test_a_large_log_is_set_aside_and_a_small_one_goes_on(tmp_path, monkeypatch):
    log = tmp_path / "web.log"
    log.write_text("small")
    rotate(log)
    assert log.read_text() == "small"
    monkeypatch.setattr(module, "LARGEST_LOG", 3)
    rotate(log)
    assert not log.exists()
    assert (tmp_path / "web.log.1").read_text() == "small"


BOMBARDED = """
from prisoners_tracker.supervisor import Supervisor
supervisor = Supervisor(print)
supervisor.listen_to_signals()
print("ready", flush=True)
supervisor.keep_alive()
supervisor.stop()
"""


def test_many_signals_at_once_end_it_all_the_same():
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-c", BOMBARDED], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "ready\n"
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) * 20:
            process.send_signal(number)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail("it hangs on its own signals")
