"""The chain behind `transient`: its states, its flows, its uniformization, its truncation.

A state is (b busy agents, q callers waiting). While b < staff nobody waits; b > staff when agents finish a
call after their shift. With `width` = longest queue + 1, state i is
    i < staff                          i busy, nobody waits
    i = staff + j * width + q          staff + j busy, q wait (j in 0..layers)
so that an agent who leaves after the last call of a shift moves a state from i to i - width. Time is in
minutes, rates are per minute.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled

Floats = NDArray[np.float64]
# Jumps of a uniformized step: enough for the Poisson tail to weigh little, few enough for exp(-mean) > 0.
MAX_JUMPS = 400.0
NEGLIGIBLE = 1e-18
# Below any probability that float64 can add to another, and above the slow denormal numbers.
DUST = 1e-60


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
def poisson(mean: float) -> Floats:
    """Chances of 0, 1, 2... jumps, the tail left out being under NEGLIGIBLE; mean at most MAX_JUMPS."""
    chances = np.empty(int(mean + 12.0 * math.sqrt(mean)) + 60)
    chance, k, total = math.exp(-mean), 0, 0.0
    while k < chances.size:
        chances[k] = chance
        total += chance
        k += 1
        chance *= mean / k
        if k > mean and chance < NEGLIGIBLE * (1.0 - mean / (k + 1.0)):
            break
    for n in range(k):
        chances[n] /= total
    return chances[:k]


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
def advance(
    x: Floats, shape: Shape, into: Floats, fastest: float, minutes: float, spent: Floats
) -> tuple[Floats, int]:
    """The chances after `minutes` (fastest * minutes at most MAX_JUMPS), and the jumps that it took.

    Adds to `spent` the minutes spent in each state on average.
    """
    size, width = x.size, shape.width
    chances, share = poisson(fastest * minutes), _shares(into, fastest)
    # One cell before and a layer after, always empty, spare the loop its borders.
    before, after = np.zeros(size + width + 1), np.zeros(size + width + 1)
    for i in range(size):
        before[i + 1] = x[i]
    end, longer = np.zeros(size), 1.0
    for k in range(chances.size):
        longer -= chances[k]
        held = max(longer, 0.0) / fastest if fastest > 0.0 else minutes
        weight = chances[k]
        for i in range(size):
            value = before[i + 1]
            end[i] += weight * value
            spent[i] += held * value
            after[i + 1] = share[0, i] * value + share[1, i] * before[i] + share[2, i] * before[i + 2]
        if shape.layers > 0:
            for i in range(shape.staff, size - width):
                after[i + 1] += share[3, i] * before[i + 1 + width]
        before, after = after, before
    _clean(end)
    return end, chances.size


@compiled
def _shares(into: Floats, fastest: float) -> Floats:
    """The chances of one jump, from the rates."""
    share = np.empty(into.shape)
    for way in range(4):
        for i in range(into.shape[1]):
            share[way, i] = into[way, i] / fastest if fastest > 0.0 else 0.0
            share[way, i] += 1.0 if way == 0 else 0.0
    return share


@compiled
def states_at(x: Floats, shape: Shape, into: Floats, fastest: float, moments: Floats) -> Floats:
    """(cells, m) chances `moments` (m,) minutes later, of which fastest * moment is at most MAX_JUMPS."""
    size, width, count = x.size, shape.width, moments.size
    found = np.zeros((size, count))
    means = np.empty(count)
    for n in range(count):
        means[n] = fastest * moments[n]
    odds = odds_of_jumps(means)
    before, after = np.zeros(size + width + 1), np.zeros(size + width + 1)
    for i in range(size):
        before[i + 1] = x[i]
    share = _shares(into, fastest)
    for k in range(odds.shape[0]):
        for i in range(size):
            for n in range(count):
                found[i, n] += odds[k, n] * before[i + 1]
            value = share[0, i] * before[i + 1] + share[1, i] * before[i] + share[2, i] * before[i + 2]
            after[i + 1] = value + share[3, i] * before[i + 1 + width]
        before, after = after, before
    return found


@compiled
def odds_of_jumps(means: Floats) -> Floats:
    """(jumps, m) the chances of `poisson` for several means, up to what the largest needs."""
    longest = 0.0
    for n in range(means.size):
        longest = max(longest, means[n])
    found = np.empty((poisson(longest).size, means.size))
    for n in range(means.size):
        found[0, n] = math.exp(-means[n])
    for k in range(1, found.shape[0]):
        inverse = 1.0 / k
        for n in range(means.size):
            found[k, n] = found[k - 1, n] * (means[n] * inverse)
    return found


@compiled
def _clean(x: Floats) -> None:
    """Gives back what rounding took: the chances add up to one."""
    total = 0.0
    for i in range(x.size):
        total += x[i]
    for i in range(x.size):
        x[i] = x[i] / total if x[i] > DUST else 0.0


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
