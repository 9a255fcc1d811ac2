"""Start processes, keep them alive, end them together. Plain Python: the supervisor itself should weigh nothing."""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

# From the signal to the last process, all ends within 15 seconds.
GRACE = 11.0
LAST_GRACE = 3.0
LONGEST_PAUSE = 30.0
# A process that lived this long had started well: its next pause is short again.
STEADY = 60.0
LARGEST_LOG = 5_000_000
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    again_at: float | None = field(default=None)

    def start(self) -> None:
        self.again_at = None
        self.started = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.pass_fds,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which ends Redis last
                preexec_fn=before_exec(self.stop_signal),
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def exit_words(self) -> str:
        code = self.process.returncode if self.process else 0
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def send(self, number: signal.Signals) -> None:
        if self.process and self.alive:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)

    def kill(self) -> None:
        """Kill it with all that it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def before_exec(stop_signal: signal.Signals) -> Callable[[], None]:
    """What a child does first: hear signals, and on Linux end when a killed supervisor cannot tell it to."""
    prctl = ctypes.CDLL(None).prctl if sys.platform.startswith("linux") else None

    def prepare() -> None:
        # A shell starts what runs in its background deaf to these two, and the deafness is inherited.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)
        if prctl:
            prctl(PR_SET_PDEATHSIG, stop_signal.value)

    return prepare


class CallingMake:
    """The `make` that started us, if it was one: it swallows a SIGINT sent to it alone and then waits for us."""

    def __init__(self) -> None:
        self.pid = os.getppid()
        self.watched = self.catches_interrupt()

    def has_left(self) -> bool:
        """Whether it is gone, or has been told to end: then it no longer catches SIGINT."""
        return self.watched and (os.getppid() != self.pid or not self.catches_interrupt())

    def catches_interrupt(self) -> bool:
        try:
            status = dict(line.split(":\t", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        except (OSError, ValueError):
            return False  # not on Linux, or gone
        return status["Name"] == "make" and bool(int(status["SigCgt"], 16) >> (signal.SIGINT - 1) & 1)


class StopSign:
    """Set by a signal, waited for by the main thread: a byte in a pipe that nobody takes out.

    No `threading.Event`: a second signal that comes while `wait` holds its lock would wait for itself for ever.
    """

    def __init__(self) -> None:
        self.read_end, self.write_end = os.pipe()
        os.set_blocking(self.write_end, False)

    def set(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self.write_end, b"!")

    def wait(self, within: float = 0) -> bool:
        return bool(select.select([self.read_end], [], [], within)[0])


class Supervisor:
    """Children in order of start; the first ones given to `first` (the broker) end last."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.first: list[Child] = []
        self.children: list[Child] = []
        self.stopping = StopSign()
        self.make = CallingMake()

    def listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def asked_to_stop(self, within: float = 0) -> bool:
        """Whether somebody asks, now or in the next seconds, that all end."""
        if self.make.has_left():
            self.stopping.set()
        return self.stopping.wait(within)

    def start(self, *children: Child, ends_last: bool = False) -> None:
        for child in children:
            (self.first if ends_last else self.children).append(child)
            rotate(child.log)
            child.start()

    def run_to_end(self, command: list[str], environment: dict[str, str]) -> bool:
        """Run one command that speaks for itself; whether it ended well. Stops early with the supervisor."""
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None:
            if self.asked_to_stop(0.05):
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(GRACE)
                process.kill()
                return False
        return process.returncode == 0

    def keep_alive(self) -> None:
        """Start again whoever died, after a pause that doubles, until asked to stop."""
        while not self.asked_to_stop(0.5):
            now = time.monotonic()
            for child in [*self.first, *self.children]:
                if child.again_at is not None:
                    if now >= child.again_at:
                        child.start()
                elif not child.alive:
                    self.plan_restart(child, now)

    def plan_restart(self, child: Child, now: float) -> None:
        child.failures = 0 if now - child.started > STEADY else child.failures + 1
        pause = min(2.0 ** max(child.failures - 1, 0), LONGEST_PAUSE)
        child.again_at = now + pause
        self.say(f"{child.name} ended ({child.exit_words}); again in {pause:.0f} s. Its words: {child.log}")

    def stop(self) -> None:
        """Signal all at once, wait, then the broker; kill whoever is left."""
        end_together(self.children, GRACE, self.say)
        end_together(self.first, LAST_GRACE, self.say)


def end_together(children: Iterable[Child], grace: float, say: Callable[[str], None]) -> None:
    children = list(children)
    for child in children:
        child.send(child.stop_signal)
    deadline = time.monotonic() + grace
    while any(child.alive for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        if child.alive:
            say(f"{child.name} did not end within {grace:.0f} s and was killed")
        child.kill()


def rotate(log: Path) -> None:
    """Keep one older log, so that a house left running for a year does not fill its disk with two."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.is_file() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
