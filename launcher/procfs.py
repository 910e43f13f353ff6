"""Which processes live, and who descends from whom, read from /proc (Linux); elsewhere by signal 0 alone."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
HAS_PROC = (PROC / "self/stat").exists()


def _stat_fields(pid: int) -> list[str] | None:
    """Return the fields of /proc/PID/stat after the name: state, parent, group, session…"""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (OSError, UnicodeDecodeError):
        return None
    return text.rpartition(")")[2].split()


def start_ticks(pid: int) -> int | None:
    """Return when the process started, in clock ticks since boot; None when gone or a zombie.

    With its number it names a process for good: numbers are reused, the pair is not.
    """
    if not HAS_PROC:
        return 0 if _accepts_signals(pid) else None
    fields = _stat_fields(pid)
    return None if fields is None or fields[0] in "ZX" else int(fields[19])


def _accepts_signals(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_alive(pid: int, ticks: int) -> bool:
    """Is this the same process still, and not a newcomer with its number?"""
    return start_ticks(pid) == ticks


def _parents() -> dict[int, int]:
    parents = {}
    for entry in PROC.iterdir() if HAS_PROC else ():
        if entry.name.isdigit() and (fields := _stat_fields(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    return parents


def family(roots: Iterable[int]) -> dict[int, int]:
    """Return the living among the roots and all their descendants, each with its start ticks."""
    parents = _parents()
    known = set(roots)
    grew = True
    while grew:
        children = {pid for pid, parent in parents.items() if parent in known} - known
        known |= children
        grew = bool(children)
    return {pid: ticks for pid in known if (ticks := start_ticks(pid)) is not None}


def command_line(pid: int) -> str:
    """Return the command line of a process, words separated by spaces; empty when it cannot be read."""
    try:
        return (
            (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        )
    except OSError:
        return ""


def wait_gone(pids: dict[int, int], *, seconds: float) -> dict[int, int]:
    """Wait until all have ended; return those that have not within the time."""
    limit = time.monotonic() + seconds
    left = dict(pids)
    while left := {pid: ticks for pid, ticks in left.items() if is_alive(pid, ticks)}:
        if time.monotonic() > limit:
            break
        time.sleep(0.05)
    return left
