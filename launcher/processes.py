"""Children that cannot outlive their launcher: started, noted, watched, stopped in order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import guardian, procfs
from launcher.errors import StepFailed, known_sentence
from launcher.record import Member, Record
from launcher.state import CHECKOUT, State

PR_SET_PDEATHSIG = 1
TAIL_LINES = 15
#: Above this a log is set aside at the next start, and the one set aside before it is dropped.
LOG_BYTES = 10_000_000
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """An unprivileged user of the machine."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Plan:
    """A process to start. ``stop``: the signals to send in turn, each with the seconds to wait after it."""

    name: str
    label: str
    argv: list[str]
    environment: Mapping[str, str]
    cwd: Path = CHECKOUT
    account: Account | None = None
    stop: tuple[tuple[int, float], ...] = ((signal.SIGTERM, 10.0),)


@dataclass
class Child:
    """A started process."""

    plan: Plan
    process: "subprocess.Popen[bytes]"
    log: Path | None = None
    log_start: int = 0

    @property
    def code(self) -> int | None:
        """The exit code, None while it lives."""
        return self.process.poll()


def tail(child: Child, lines: int = TAIL_LINES) -> str:
    """Return the last lines that a process wrote, leaving out what earlier starts left in its log."""
    try:
        written = child.log.read_bytes()[child.log_start :] if child.log else b""
    except OSError:
        written = b""
    return "\n".join(written.decode(errors="replace").splitlines()[-lines:])


def _before_exec(death_signal: int, parent: int) -> Callable[[], None]:
    """Return what the child does between fork and exec, after the change of user (which clears PDEATHSIG)."""

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)
        for signum in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(signum, signal.SIG_DFL)

    return prepare


def open_log(path: Path) -> int:
    """Open a log for appending; a long one is set aside first."""
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def spawn(plan: Plan, *, output: int | None, foreground: bool = False) -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, or in ours when the terminal must reach it."""
    account = plan.account
    return subprocess.Popen(
        plan.argv,
        cwd=plan.cwd,
        env=dict(plan.environment),
        stdin=None if foreground else subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=not foreground,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        umask=0o077 if account else -1,
        preexec_fn=_before_exec(plan.stop[0][0], os.getpid()),  # noqa: PLW1509 - single thread, see module
    )


class Crew:
    """The processes of one copy, in the order of their start; they stop in the reverse order."""

    def __init__(self, state: State, record: Record, lock: int) -> None:
        self.state = state
        self.record = record
        self.children: list[Child] = []
        record.save()
        self._guardian = self._start_guardian(lock)

    def _start_guardian(self, lock: int) -> "subprocess.Popen[bytes]":
        log = open_log(self.state.logs / "gardien.log")
        try:
            return subprocess.Popen(
                [sys.executable, "-m", "launcher.guardian", str(self.record.path)],
                cwd=CHECKOUT,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=(lock,),
            )
        finally:
            os.close(log)

    def start(self, plan: Plan, *, foreground: bool = False) -> Child:
        """Start a process and note it at once."""
        path = None if foreground else self.state.logs / f"{plan.name}.log"
        output = open_log(path) if path else None
        start = os.fstat(output).st_size if output is not None else 0
        try:
            process = spawn(plan, output=output, foreground=foreground)
        finally:
            if output is not None:
                os.close(output)
        child = Child(plan, process, path, start)
        self.children.append(child)
        ticks = procfs.start_ticks(process.pid) or 0
        self.record.add(Member(plan.name, process.pid, ticks, plan.stop[0][0]))
        return child

    def wait(self, child: Child) -> int:
        """Wait for the end of one process, strike it out, return its exit code."""
        code = child.process.wait()
        self._strike_out(child)
        return code

    def run(self, plan: Plan) -> None:
        """Run a command to its end; its failure stops the launcher with the end of its output."""
        self.finish(self.start(plan))

    def finish(self, child: Child) -> None:
        """Wait for a command started earlier; its failure stops the launcher with the end of its output."""
        if self.wait(child):
            end = tail(child)
            sentence = known_sentence(end) or f"« {child.plan.label} » a échoué."
            raise StepFailed(sentence, tail=end, log=child.log)

    def dead_child(self) -> Child | None:
        """Return a process that has ended although it should not."""
        return next((child for child in self.children if child.code is not None), None)

    def stop(self) -> None:
        """Stop every process, the last started first, then let the guardian go."""
        for child in reversed(self.children.copy()):
            stop_child(child)
            self._strike_out(child)
        self.record.erase()
        self._release_guardian()

    def _strike_out(self, child: Child) -> None:
        self.children.remove(child)
        self.record.forget([child.process.pid])

    def _release_guardian(self) -> None:
        if self._guardian.stdin:
            self._guardian.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._guardian.wait(5)


def stop_child(child: Child) -> None:
    """Send each signal of the plan in turn until the process ends, then sweep up its descendants."""
    relatives = procfs.family([child.process.pid])
    for signum, seconds in (*child.plan.stop, (signal.SIGKILL, 5.0)):
        if child.code is not None:
            break
        child.process.send_signal(signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(seconds)
    for pid in procfs.wait_gone(relatives, seconds=2.0):
        guardian.send(pid, signal.SIGKILL)


def wait_until(
    answers: Callable[[], bool], crew: Crew, *, seconds: float, what: str, needed: Child | None = None
) -> None:
    """Ask again until the answer is yes; a death in the crew or too long a wait stops the launcher."""
    limit = time.monotonic() + seconds
    while not answers():
        dead = needed if needed and needed.code is not None else crew.dead_child()
        if dead:
            raise death_of(dead)
        if time.monotonic() > limit:
            end, log = (tail(needed), needed.log) if needed else ("", None)
            raise StepFailed(f"{what} ne répond pas après {seconds:.0f} secondes.", tail=end, log=log)
        time.sleep(0.1)


def death_of(child: Child) -> StepFailed:
    """Say which process has ended and how, with the end of its log."""
    code = child.code or 0
    how = f"signal {-code}" if code < 0 else f"code {code}"
    end = tail(child)
    sentence = known_sentence(end) or f"{child.plan.label} s’est arrêté de façon inattendue ({how})."
    return StepFailed(sentence, tail=end, log=child.log)
