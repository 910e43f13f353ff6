"""Room that every replication writes over and nobody reads afterwards, kept from one to the next: asking the
system for fresh pages each time cost a tenth of a replication.
"""

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

LINE = 64  # bytes
_WASTEFUL = 8  # room so many times too large is given back


class _Room(threading.local):
    """One a thread: replications run at once in several."""

    def __init__(self) -> None:
        self.kept: dict[str, NDArray[Any]] = {}


_ROOM = _Room()


def room(name: str, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """(size,) of anything; the next call with the same name in this thread may give the same memory."""
    kept = _ROOM.kept.get(name)
    if kept is None or not size <= kept.size <= _WASTEFUL * max(size, 1024) or kept.dtype != dtype:
        kept = _ROOM.kept[name] = aligned(size + size // 4 + 64, dtype)
    return kept[:size]


def aligned(size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """(size,) of anything, from the start of a line of the processor's cache: a record of that length lies in
    one."""
    found = np.empty(size * dtype.itemsize + LINE, np.uint8)
    first = -found.__array_interface__["data"][0] % LINE
    return found[first : first + size * dtype.itemsize].view(dtype)
