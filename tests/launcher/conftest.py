"""Real copies of the application, each in a state folder and on a port of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from launcher import procfs
from launcher.record import Record
from launcher.state import CHECKOUT

START_SECONDS = 90
UP = "Ctrl-C pour tout arrêter"


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    """Return an environment in which the launcher uses the interpreter that runs these tests."""
    return os.environ | {"LAUNCHER_PYTHON": sys.executable}


def run(state: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the launcher to its end."""
    argv = [sys.executable, "run.py", "--state", str(state), *words]
    return subprocess.run(
        argv,
        check=False,
        cwd=CHECKOUT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
    )


@dataclass
class Copy:
    """A copy of the application started by a test."""

    state: Path
    port: int
    process: "subprocess.Popen[bytes]"
    output: Path

    def says(self) -> str:
        """Return what it has printed until now."""
        return self.output.read_text()

    def wait_until(self, sign: str) -> None:
        """Return once it has printed the sign."""
        limit = time.monotonic() + START_SECONDS
        while sign not in self.says():
            assert self.process.poll() is None, self.says()
            assert time.monotonic() < limit, self.says()
            time.sleep(0.1)

    def family(self) -> dict[int, int]:
        """Return its living processes: the launcher and all that descend from it."""
        return procfs.family([self.process.pid])

    def record(self) -> Record:
        """Return the note it keeps of itself."""
        record = Record.load(self.state / "copie.json")
        assert record is not None
        return record

    def member(self, name: str) -> int:
        """Return the number of one of its processes."""
        return next(member.pid for member in self.record().members if member.name == name)


def begin(folder: Path, port: int, *words: str) -> Copy:
    """Start a copy, without its demonstration unless the words say otherwise."""
    argv = [
        sys.executable,
        "run.py",
        "--state",
        str(folder / "state"),
        "--port",
        str(port),
        *(words or ["--no-demo"]),
    ]
    output = folder / "output.txt"
    with output.open("w") as stream:
        process = subprocess.Popen(
            argv, cwd=CHECKOUT, env=environment(), stdin=subprocess.DEVNULL, stdout=stream, stderr=stream
        )
    return Copy(folder / "state", port, process, output)


def end(copy: Copy) -> None:
    """Stop a copy that a test left running."""
    if copy.process.poll() is None:
        copy.process.send_signal(signal.SIGTERM)
    copy.process.wait(60)


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that the database's user may pass through, unlike pytest's own; remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="copie-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder for the state of one test."""
    with open_folder() as path:
        yield path


@pytest.fixture(scope="session")
def shared_folder() -> Iterator[Path]:
    """Return a folder whose copies start one after the other: the tables are made once."""
    with open_folder() as path:
        yield path


@pytest.fixture
def start(shared_folder: Path) -> Iterator[Callable[[], Copy]]:
    """Return a starter of copies on the shared state."""
    copies: list[Copy] = []

    def starter() -> Copy:
        copy = begin(shared_folder, free_port())
        copies.append(copy)
        copy.wait_until(UP)
        return copy

    yield starter
    for copy in copies:
        end(copy)


@pytest.fixture(scope="module")
def running(shared_folder: Path) -> Iterator[Copy]:
    """Return a copy that only answers questions."""
    copy = begin(shared_folder, free_port())
    try:
        copy.wait_until(UP)
        yield copy
    finally:
        end(copy)
