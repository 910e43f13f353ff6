"""Room that every replication writes over and nobody reads afterwards, kept from one to the next: asking the
system for fresh pages each time cost a tenth of a replication.

All rooms are cut from one block, large enough for the system to hold it in pages of two megabytes: a
processor remembers where a few dozen pages lie, and one replication reaches into more rooms than that.
"""

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

LINE = 64  # bytes of the processor's cache
BLOCK = 1 << 25  # bytes; numpy asks for large pages from 4 MB on
_WASTEFUL = 8  # room so many times too large is given back


class _Room(threading.local):
    """One a thread: replications run at once in several."""

    def __init__(self) -> None:
        self.kept: dict[str, NDArray[Any]] = {}
        self.block, self.used = np.empty(0, np.uint8), 0

    def cut(self, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        """(size,) of anything, from the start of a line of the cache: a record of that length lies in one.

        What no longer fits begins a new block; the former lives as long as a room in it.
        """
        needed = size * dtype.itemsize
        if self.used + needed > self.block.size:
            block = np.empty(max(BLOCK, needed) + LINE, np.uint8)
            self.block, self.used = block[-block.__array_interface__["data"][0] % LINE :], 0
        first = self.used
        self.used += needed + -needed % LINE
        return self.block[first : first + needed].view(dtype)


_ROOM = _Room()


def room(name: str, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """(size,) of anything; the next call with the same name in this thread may give the same memory."""
    kept = _ROOM.kept.get(name)
    if kept is None or not size <= kept.size <= _WASTEFUL * max(size, 1024) or kept.dtype != dtype:
        kept = _ROOM.kept[name] = _ROOM.cut(size + size // 4 + 64, dtype)
    return kept[:size]
