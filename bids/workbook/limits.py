"""What a bidder's file may cost, and how the child process holds itself to it."""

import resource
import signal
from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
MEMORY_EXIT: Final = 71  # how the child process says that memory ran out


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes unless named otherwise. Rows, columns and cells count what holds a value."""

    file_size: int = 10 * MIB
    entries: int = 300
    inflated_size: int = 64 * MIB
    part_ratio: int = 200
    rows_per_sheet: int = 5_000
    columns_per_sheet: int = 100
    cells: int = 100_000
    empty_cells: int = 300_000
    sheets: int = 40
    memory: int = 512 * MIB
    cpu_seconds: int = 10
    wall_seconds: int = 30
    output_size: int = 16 * MIB


DEFAULT_LIMITS: Final = Limits()


def confine(limits: Limits) -> None:
    """Bound this process for good: memory, processor, files, no other process, no core dump.

    The alarm ends it even when its parent is no longer there to watch the clock.
    """
    # At the soft limit the kernel sends SIGXCPU, which says why; at the hard one SIGKILL, which says nothing.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_FSIZE: limits.output_size,
        resource.RLIMIT_NOFILE: 32,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, (bound, bound))
    signal.alarm(limits.wall_seconds)
