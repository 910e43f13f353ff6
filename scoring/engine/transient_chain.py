"""The chain behind `transient`: its states, its flows, its truncation.

A state is (b busy agents, q callers waiting). While b < staff nobody waits; b > staff when agents finish a
call after their shift. With `width` = longest queue + 1, state i is
    i < staff                          i busy, nobody waits
    i = staff + j * width + q          staff + j busy, q wait (j in 0..layers)
so that an agent who leaves after the last call of a shift moves a state from i to i - width. Time is in
minutes, rates are per minute.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled

Floats = NDArray[np.float64]


class Pool(NamedTuple):
    """service and leaving: rates of one busy agent and of one waiting caller. balking: share of those who
    find nobody free and leave at once. threshold in minutes. cuts: whether the end of a shift cuts calls."""

    service: float
    leaving: float
    balking: float
    threshold: float
    cuts: bool


class Shape(NamedTuple):
    staff: int
    width: int
    layers: int


@compiled
def cells(shape: Shape) -> int:
    return int(shape.staff + (shape.layers + 1) * shape.width)


@compiled
def flows(shape: Shape, pool: Pool, rate: float) -> tuple[Floats, float]:
    """(4, cells) rates into each state: from itself (minus what leaves it), from the state before, from the
    state after, from the layer above; and the largest rate out of a state. Arrivals at the longest queue are
    refused."""
    staff, width, layers = shape
    into, fastest = np.zeros((4, cells(shape))), 0.0
    for i in range(staff):
        into[0, i] = -(rate + i * pool.service)
        fastest = max(fastest, -into[0, i])
        into[1, i] = rate if i > 0 else 0.0
        into[2, i] = (i + 1) * pool.service
    joining = rate * (1.0 - pool.balking)
    for j in range(layers + 1):
        for q in range(width):
            i = staff + j * width + q
            into[0, i] = -((staff + j) * pool.service + q * pool.leaving)
            if q > 0:
                into[1, i] = joining
            if q < width - 1:
                into[0, i] -= joining
                into[2, i] = (q + 1) * pool.leaving + (staff * pool.service if j == 0 else 0.0)
            if j < layers:
                into[3, i] = (staff + j + 1) * pool.service
            fastest = max(fastest, -into[0, i])
    if staff > 0:
        into[1, staff] = rate
    return into, fastest


@compiled
def restaffed(x: Floats, shape: Shape, staff: int, pool: Pool) -> tuple[Floats, Shape]:
    """The same persons when the staff changes: new agents take those who wait; the others finish their call
    (layers) or, if the shift's end cuts calls, give them back to the head of the queue."""
    busiest = shape.staff + shape.layers
    if pool.cuts:
        new = Shape(staff, shape.width + max(busiest - staff, 0), 0)
    else:
        new = Shape(staff, shape.width, max(busiest - staff, 0))
    y = np.zeros(cells(new))
    for i in range(x.size):
        past = max(i - shape.staff, 0)
        busy = min(i, shape.staff) + past // shape.width
        waiting = past % shape.width
        y[place(busy, waiting, new, pool)] += x[i]
    return y, new


@compiled
def place(busy: int, waiting: int, shape: Shape, pool: Pool) -> int:
    """Index of the state that so many busy and waiting become under this staff."""
    free = shape.staff - busy
    if free > 0 or pool.cuts:
        moved = min(waiting, free)
        busy, waiting = busy + moved, waiting - moved
    if busy < shape.staff:
        return busy
    return shape.staff + (busy - shape.staff) * shape.width + waiting


@compiled
def resized(x: Floats, shape: Shape, width: int, layers: int) -> tuple[Floats, Shape, float]:
    """The same chances with another longest queue and another number of layers; what no longer fits is put
    in the nearest state, and its chance is returned."""
    new = Shape(shape.staff, width, layers)
    y, moved = np.zeros(cells(new)), 0.0
    for i in range(shape.staff):
        y[i] = x[i]
    for j in range(shape.layers + 1):
        for q in range(shape.width):
            value = x[shape.staff + j * shape.width + q]
            y[shape.staff + min(j, layers) * width + min(q, width - 1)] += value
            if j > layers or q >= width:
                moved += value
    return y, new, moved


@compiled
def needed(x: Floats, shape: Shape, tolerance: float) -> tuple[int, int]:
    """Least (width, layers) outside which the chance is at most `tolerance` each way."""
    layers, tail = shape.layers, 0.0
    while layers > 0:
        for q in range(shape.width):
            tail += x[shape.staff + layers * shape.width + q]
        if tail > tolerance:
            break
        layers -= 1
    width, tail = shape.width, 0.0
    while width > 1:
        for j in range(shape.layers + 1):
            tail += x[shape.staff + j * shape.width + width - 1]
        if tail > tolerance:
            break
        width -= 1
    return width, layers
