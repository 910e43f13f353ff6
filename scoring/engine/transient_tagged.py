"""What awaits one caller who must wait, whatever happens to the staff meanwhile.

Callers are taken in order of arrival, so nobody who arrives later matters to the tagged caller: (busy, ahead)
is a chain of its own, that only loses persons. Its chances are followed backwards from the deadline, through
each change of staff, to the moment of arrival. Same layout as `transient_chain`, the idle states left out:
cell j * width + r is `staff + j` busy and r ahead.
"""

import numpy as np

from scoring.engine.jit import compiled
from scoring.engine.transient_chain import Floats, Pool, Shape, place
from scoring.engine.transient_jumps import MAX_MEAN, odds_of_jumps

# The most that the steps spared may weigh on a chance, together.
SETTLED = 1e-14


@compiled
def answered_by(
    shape: Shape,
    staffs: Floats,
    lengths: Floats,
    pool: Pool,
    leaving: float,
    work: Floats,
    most: float,
) -> Floats:
    """((layers + 1) * width, m) chance of being answered before the deadline, from each state of arrival.

    m moments of arrival: the staff is staffs[k] during lengths[k] (m,) minutes, staffs[0] being
    `shape.staff`; the deadline ends the last length. `leaving` is the tagged caller's own rate of hanging up
    (0: an infinitely patient caller).
    Adds the cells computed to work[0]; past `most` the chances are left unfinished.
    """
    last, count = lengths.shape[0] - 1, lengths.shape[1]
    shapes = np.zeros((last + 1, 3), dtype=np.int64)
    shapes[0] = shape.staff, shape.width, shape.layers
    for k in range(last):
        shapes[k + 1] = _next_shape(shapes[k, 0], shapes[k, 1], shapes[k, 2], int(staffs[k + 1]), pool)
    chance = np.zeros(((shapes[last, 2] + 1) * shapes[last, 1], count))
    for k in range(last, -1, -1):
        here = Shape(shapes[k, 0], shapes[k, 1], shapes[k, 2])
        if k < last:
            there = Shape(shapes[k + 1, 0], shapes[k + 1, 1], shapes[k + 1, 2])
            chance = _before_change(chance, here, there, pool)
        chance = _earlier(chance, here, lengths[k], pool, leaving, work, most)
    return chance


@compiled
def _next_shape(staff: int, width: int, layers: int, after: int, pool: Pool) -> tuple[int, int, int]:
    left = max(staff + layers - after, 0)
    return (after, width + left, 0) if pool.cuts else (after, width, left)


@compiled
def _before_change(chance: Floats, here: Shape, there: Shape, pool: Pool) -> Floats:
    """Chances just before the staff becomes `there.staff`: some are answered by it at once."""
    found = np.ones(((here.layers + 1) * here.width, chance.shape[1]))
    for j in range(here.layers + 1):
        for r in range(here.width):
            # The tagged caller is taken when all those ahead fit among the agents and one is still free.
            if here.staff + j + r >= there.staff:
                i = place(here.staff + j, r, there, pool)
                for n in range(chance.shape[1]):
                    found[j * here.width + r, n] = chance[i - there.staff, n]
    return found


@compiled
def _earlier(
    chance: Floats, shape: Shape, minutes: Floats, pool: Pool, leaving: float, work: Floats, most: float
) -> Floats:
    """Chances `minutes` (m,) before, under one staff: the backward equation, uniformized.

    A step takes means of chances, so it never moves them more than the step before did: once those left
    could not add up to SETTLED, they are spared.
    """
    staff, width, layers = shape
    fastest = (staff + layers) * pool.service + (width - 1) * pool.leaving + leaving
    if fastest <= 0.0:
        return chance
    longest, means = 0.0, np.empty(minutes.size)
    for n in range(minutes.size):
        longest = max(longest, fastest * minutes[n])
    steps = 1 + int(longest / MAX_MEAN)
    for n in range(minutes.size):
        means[n] = fastest * minutes[n] / steps
    odds = odds_of_jumps(means)
    flow = _backward_flows(shape, pool, leaving, fastest)
    for left in range(steps - 1, -1, -1):
        before, chance = chance, _jumped(chance, width, flow, odds)
        work[0] += 1.0 * odds.shape[0] * chance.size
        if work[0] > most or (left > 0 and _moved(before, chance) * left <= SETTLED):
            break
    return chance


@compiled
def _moved(before: Floats, after: Floats) -> float:
    most = 0.0
    for i in range(before.shape[0]):
        for n in range(before.shape[1]):
            most = max(most, abs(after[i, n] - before[i, n]))
    return most


@compiled
def _jumped(chance: Floats, width: int, flow: Floats, odds: Floats) -> Floats:
    """Powers of the chain weighed by `odds`. Before the first layer stands another, whose last cell is
    « answered », chance 1."""
    size, count = chance.shape
    before, after = np.zeros((width + size, count)), np.zeros((width + size, count))
    for n in range(count):
        before[width - 1, n], after[width - 1, n] = 1.0, 1.0
        for i in range(size):
            before[width + i, n] = chance[i, n]
    found = np.zeros((size, count))
    for k in range(odds.shape[0]):
        for i in range(size):
            stay, ahead, below = flow[0, i], flow[1, i], flow[2, i]
            for n in range(count):
                value = before[width + i, n]
                found[i, n] += odds[k, n] * value
                after[width + i, n] = stay * value + ahead * before[width + i - 1, n] + below * before[i, n]
        before, after = after, before
    return found


@compiled
def _backward_flows(shape: Shape, pool: Pool, leaving: float, fastest: float) -> Floats:
    """(3, cells) shares that stay, that lose one ahead (or are answered), that go down a layer."""
    staff, width, layers = shape
    flow = np.zeros((3, (layers + 1) * width))
    for j in range(layers + 1):
        for r in range(width):
            i = j * width + r
            flow[1, i] = (r * pool.leaving + (staff * pool.service if j == 0 else 0.0)) / fastest
            flow[2, i] = (staff + j) * pool.service / fastest if j > 0 else 0.0
            flow[0, i] = 1.0 - flow[1, i] - flow[2, i] - leaving / fastest
    return flow
