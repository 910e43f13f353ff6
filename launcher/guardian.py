"""The last witness: ends every process of a copy whose launcher was killed without a chance to do so.

It reads a pipe whose other end only the launcher holds. End of file means that the launcher is gone; if its
record is still there, it did not leave by itself. The guardian also holds the lock of the state folder, so
that a new start waits until the place is clean.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

from launcher import procfs
from launcher.record import Member, Record

GRACE_SECONDS = 4.0


def send(pid: int, signum: int) -> None:
    """Signal one process; it may be gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signum)


def send_group(pid: int, signum: int) -> None:
    """Signal the group that a process leads, if it leads one."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signum)


def end_members(members: list[Member], *, grace_seconds: float = GRACE_SECONDS) -> None:
    """Ask each to stop, wait, then end by force whatever is left of them and of their descendants."""
    living = [member for member in members if procfs.is_alive(member.pid, member.ticks)]
    roots = [member.pid for member in living]
    relatives = procfs.family(roots)
    for member in living:
        send(member.pid, member.stop_signal)
    limit = time.monotonic() + grace_seconds
    while procfs.wait_gone(relatives, seconds=0.2) and time.monotonic() < limit:
        relatives |= procfs.family(roots)
    for pid in procfs.wait_gone(relatives, seconds=0):
        send_group(pid, signal.SIGKILL)
        send(pid, signal.SIGKILL)
    procfs.wait_gone(relatives, seconds=2)


def main() -> None:
    """Wait for the end of the launcher, then clean up after it if it could not."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    sys.stdin.buffer.read()
    record = Record.load(Path(sys.argv[1]))
    if record is not None:
        end_members(record.members)
        record.erase()


if __name__ == "__main__":
    main()
