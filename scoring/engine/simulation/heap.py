"""A binary heap of (at, who) records in an array that the caller allocated; its size in a cell of another."""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.bare import bare

Integers = NDArray[np.int64]
Records = NDArray[np.void]


@bare
def push(heap: Records, sizes: Integers, cell: int, at: float, who: int) -> None:
    place = sizes[cell]
    sizes[cell] = place + 1
    while place > 0:
        above = (place - 1) >> 1
        if heap[above]["at"] <= at:
            break
        heap[place]["at"], heap[place]["who"] = heap[above]["at"], heap[above]["who"]
        place = above
    heap[place]["at"], heap[place]["who"] = at, who


@bare
def drop(heap: Records, sizes: Integers, cell: int) -> None:
    """Removes the first. The heap is not empty."""
    size = sizes[cell] - 1
    sizes[cell] = size
    at, who = heap[size]["at"], heap[size]["who"]
    place, below = 0, 1
    while below < size:
        if below + 1 < size and heap[below + 1]["at"] < heap[below]["at"]:
            below += 1
        if at <= heap[below]["at"]:
            break
        heap[place]["at"], heap[place]["who"] = heap[below]["at"], heap[below]["who"]
        place, below = below, 2 * below + 1
    heap[place]["at"], heap[place]["who"] = at, who
