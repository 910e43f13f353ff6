"""Uniformization: chances at the end of a step, and minutes spent in each state, as sums over jumps.

The chain jumps at the rate of its fastest state, staying where it is when it should have been slower (Jensen
1953); how many jumps fall in a step is Poisson.
"""

import math

import numpy as np

from scoring.engine.jit import compiled
from scoring.engine.simulation.bare import bare
from scoring.engine.transient_chain import Floats, Shape

Ways = tuple[Floats, Floats, Floats, Floats]
Totals = tuple[Floats, Floats]
# Jumps of a uniformized step: enough for the Poisson tail to weigh little, few enough for the states held to
# be looked at now and then. MAX_MEAN: exp(-mean) is far from the smallest float.
MAX_JUMPS, MAX_MEAN = 2000.0, 400.0
NEGLIGIBLE = 1e-18
# Below any probability that float64 can add to another, and above the slow denormal numbers.
DUST = 1e-60
# States at both ends of those reached are left out below this chance, which is added to the bound of errors.
FAINT = 1e-24
# Jumps between two looks at which states hold something; cells go by as many, for the processor's vectors.
BATCH = 16


@compiled
def poisson(mean: float) -> Floats:
    """Chances of 0, 1, 2... jumps, from the likeliest number down and up; both tails left out are under
    NEGLIGIBLE, and add up to one without them."""
    likeliest = int(mean)
    chances = np.zeros(int(mean + 12.0 * math.sqrt(mean)) + 60)
    chances[likeliest], total, k = 1.0, 1.0, likeliest
    while k > 0 and chances[k] > NEGLIGIBLE * total * (1.0 - k / mean):
        chances[k - 1] = chances[k] * (k / mean)
        k -= 1
        total += chances[k]
    k = likeliest
    while k < chances.size - 1 and (k <= mean or chances[k] > NEGLIGIBLE * total * (1.0 - mean / (k + 1.0))):
        k += 1
        chances[k] = chances[k - 1] * (mean / k)
        total += chances[k]
    for n in range(k + 1):
        chances[n] /= total
    return chances[: k + 1]


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
def advance(
    x: Floats, shape: Shape, into: Floats, fastest: float, minutes: float, spent: Floats
) -> tuple[Floats, float, float]:
    """(chances after `minutes`, of which fastest * minutes is at most MAX_JUMPS; the chance left out on the
    way; the cells computed).

    Adds to `spent` the minutes spent in each state on average. Jumps go by batches, each over the states that
    it may reach from those that hold something: of a large pool, few.
    """
    size, padded = x.size, -(-x.size // BATCH) * BATCH
    chances, share = poisson(fastest * minutes), _shares(into, fastest, padded)
    held = _later(chances, fastest, minutes)
    # One cell before and a layer after, always empty, spare the loops their borders.
    values, sums = np.zeros((2, padded + shape.width + 2)), np.zeros((2, padded))
    for i in range(size):
        values[0, i + 1] = x[i]
    above, dropped, work = shape.width if shape.layers > 0 else 0, 0.0, 0.0
    for k in range(0, chances.size, BATCH):
        low, high, lost = _held(values, size)
        low = max(low - BATCH * max(above, 1), 0) // BATCH * BATCH
        high = min(-(-(high + BATCH) // BATCH) * BATCH, padded)
        _leap(values, share, chances[k : k + BATCH], held[k : k + BATCH], low, high, above, sums)
        dropped += lost
        work += BATCH * (high - low)
    for i in range(size):
        spent[i] += sums[1, i]
    end = sums[0, :size].copy()
    _clean(end)
    return end, dropped, work


@compiled
def _later(chances: Floats, fastest: float, minutes: float) -> Floats:
    """Minutes spent between each jump and the next: the chance that the next comes in time, over its rate."""
    found, left = np.full(chances.size, minutes), 1.0
    if fastest > 0.0:
        for k in range(chances.size):
            left -= chances[k]
            found[k] = max(left, 0.0) / fastest
    return found


@bare
def _held(values: Floats, size: int) -> tuple[int, int, float]:
    """(first, after last) of the states that hold something in the first row, and what the others held: they
    are emptied, as is the second row."""
    low, high, dropped = 0, size, 0.0
    while low < high - 1 and values[0, low + 1] < FAINT:
        dropped += values[0, low + 1]
        values[0, low + 1] = 0.0
        low += 1
    while high > low + 1 and values[0, high] < FAINT:
        dropped += values[0, high]
        values[0, high] = 0.0
        high -= 1
    for i in range(values.shape[1]):
        values[1, i] = 0.0
    return low, high, dropped


@bare
def _leap(
    values: Floats,
    share: Floats,
    chances: Floats,
    held: Floats,
    low: int,
    high: int,
    above: int,
    sums: Floats,
) -> None:
    """As many jumps as `chances`, within the states low..high-1, from a row to the other and back. sums: by
    state, chance at the end, minutes. `above`: cells to the next layer, 0 without layers."""
    one, other = values[0, low : high + above + 2], values[1, low : high + above + 2]
    ways = share[0, low:high], share[1, low:high], share[2, low:high], share[3, low:high]
    totals = sums[0, low:high], sums[1, low:high]
    for k in range(0, chances.size - 1, 2):
        _jump(one, ways, chances[k], held[k], above, other, totals)
        _jump(other, ways, chances[k + 1], held[k + 1], above, one, totals)
    if chances.size % 2 == 1:
        _jump(one, ways, chances[-1], held[-1], above, other, totals)


@bare
def _jump(
    here: Floats, ways: Ways, chance: float, held: float, above: int, there: Floats, totals: Totals
) -> None:
    """Loops that write to one array each: the processor then takes several cells at a time."""
    (stay, up, down, off), (ends, times) = ways, totals
    if chance > FAINT:
        for i in range(stay.size):
            ends[i] += chance * here[i + 1]
    for i in range(stay.size):
        times[i] += held * here[i + 1]
    for i in range(stay.size):
        there[i + 1] = stay[i] * here[i + 1] + up[i] * here[i] + down[i] * here[i + 2]
    if above > 0:
        for i in range(stay.size):
            there[i + 1] += off[i] * here[i + 1 + above]


@compiled
def _shares(into: Floats, fastest: float, padded: int) -> Floats:
    """(4, padded) the chances of one jump, from the rates; zeros past the last state."""
    share = np.zeros((4, padded))
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
    share = _shares(into, fastest, size)
    for k in range(odds.shape[0]):
        for i in range(size):
            for n in range(count):
                found[i, n] += odds[k, n] * before[i + 1]
            value = share[0, i] * before[i + 1] + share[1, i] * before[i] + share[2, i] * before[i + 2]
            after[i + 1] = value + share[3, i] * before[i + 1 + width]
        before, after = after, before
    return found


@compiled
def _clean(x: Floats) -> None:
    """Gives back what rounding took: the chances add up to one."""
    total = 0.0
    for i in range(x.size):
        total += x[i]
    for i in range(x.size):
        x[i] = x[i] / total if x[i] > DUST else 0.0
