"""One interval of `transient`: staff, arrivals and all rates constant, except the future that callers see."""

from typing import NamedTuple

import numpy as np

from scoring.engine.jit import compiled
from scoring.engine.transient_chain import Floats, Pool, Shape, flows, needed, resized, restaffed
from scoring.engine.transient_jumps import MAX_JUMPS, advance, states_at
from scoring.engine.transient_tagged import answered_by

MAX_CELLS, MAX_WORK = 1_000_000, 1e10
# Columns of a row of results: minutes times a number of persons or a chance, over the interval. ANSWERED,
# VIRTUAL, HELD: minutes in states where one must wait, weighed by the chance of being answered within T.
# LOST: bound on the chance lost by truncation. WORK: cells computed; past the limit everything stops.
BUSY, QUEUE, DELAY, OVERTIME, ANSWERED, VIRTUAL, HELD, LOST, WORK, COLUMNS = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9

_X, _W = np.polynomial.legendre.leggauss(16)
NODES: Floats = 0.5 * (_X + 1.0)
WEIGHTS: Floats = 0.5 * _W
# A 16-point panel of width w is wrong by at most 4.3 w M 6**-32, M bounding the integrand on the ellipse of
# radius 6 around it (Trefethen 2008). Uniformized chains of fastest rate f grow there by at most
# exp(2.08 f w) where they run backwards, one at an end, two at the other: 1e-13 while 2 f w <= 12.
PANEL = 12.0


class State(NamedTuple):
    """x (cells,) chances; `width` tried next."""

    x: Floats
    staff: int
    width: int
    layers: int


class Limits(NamedTuple):
    """tolerance: chance that may be lost each minute. work: cells that one interval may cost."""

    tolerance: float
    work: float


class Course(NamedTuple):
    """rates and staff (n,); starts (n + 1,) minutes. changes and after (m,): when the staff changes, with
    what follows the last interval, and to what."""

    rates: Floats
    staff: Floats
    starts: Floats
    changes: Floats
    after: Floats
    limits: Limits


class Sight(NamedTuple):
    """The changes of staff that a caller sees before the threshold: when (m,), and the staffs (m + 1,)."""

    changes: Floats
    staffs: Floats


@compiled
def live_through(state: State, k: int, course: Course, pool: Pool, row: Floats, moment: Floats) -> State:
    """The state after interval k; fills row (COLUMNS), and moment (COLUMNS) as `snapshot` at its start."""
    row[:] = 0.0
    state = restaff(state, int(course.staff[k]), pool)
    snapshot(state, moment)
    rate, begin, length = course.rates[k], course.starts[k], course.starts[k + 1] - course.starts[k]
    changes = course.changes - begin
    low = 0.0
    while low < length and row[WORK] <= course.limits.work:
        # Until the next moment from which the threshold reaches past one more change of staff, or one less.
        cut = np.searchsorted(changes, low + pool.threshold, side="right")
        high = min(length, changes[cut] - pool.threshold) if cut < changes.size else length
        high = high if high - low > 1e-9 else min(length, low + 1e-9)
        middle = 0.5 * (low + high)
        first = np.searchsorted(changes, middle, side="right")
        last = np.searchsorted(changes, middle + pool.threshold, side="left")
        staffs = np.empty(max(last - first, 0) + 1)
        staffs[0] = state.staff
        for n in range(1, staffs.size):
            staffs[n] = course.after[first + n - 1]
        sight = Sight(changes[first : max(last, first)], staffs)
        state = _spend(state, rate, low, high, sight, course.limits, pool, row)
        low = high
    return state


@compiled
def restaff(state: State, staff: int, pool: Pool) -> State:
    if staff == state.staff:
        return state
    x, shape = restaffed(state.x, Shape(state.staff, state.width, state.layers), staff, pool)
    return State(x, shape.staff, shape.width, shape.layers)


@compiled
def _spend(
    state: State,
    rate: float,
    low: float,
    high: float,
    sight: Sight,
    limits: Limits,
    pool: Pool,
    row: Floats,
) -> State:
    """From `low` to `high`, when whoever arrives sees the same changes of staff before the threshold.

    Without any change, the chance of being answered is the same at every moment. With some it varies with
    the moment of arrival, and is integrated by Gauss-Legendre, panel by panel.
    """
    left, longest = high - low, high - low
    if sight.changes.size > 0:
        longest = left / _panels(state, rate, left, sight, pool)
    while left > 0.0 and row[WORK] <= limits.work:
        target = longest if left > longest * (1.0 + 1e-9) else left
        start, end, spent, step = _step(state, rate, target, limits, pool, row)
        shape = Shape(start.staff, start.width, start.layers)
        moments, weight = _arrivals(start, shape, rate, step, spent, sight, pool)
        lengths = _lengths(moments + (high - left), sight.changes, pool.threshold)
        _weigh(weight, shape, sight.staffs, lengths, pool, limits.work, row)
        state = _trimmed(end, spent, shape, rate, limits.tolerance * step, row)
        left = left - step if step < left else 0.0
    return state


@compiled
def _arrivals(
    start: State, shape: Shape, rate: float, step: float, spent: Floats, sight: Sight, pool: Pool
) -> tuple[Floats, Floats]:
    """Moments (m,) of the step, and minutes (cells, m) spent in each state that they stand for."""
    if sight.changes.size == 0:
        column = np.empty((spent.size, 1))
        for i in range(spent.size):
            column[i, 0] = spent[i]
        return np.zeros(1), column
    moments = NODES * step
    into, fastest = flows(shape, pool, rate)
    states = states_at(start.x, shape, into, fastest, moments)
    for i in range(states.shape[0]):
        for n in range(moments.size):
            states[i, n] *= WEIGHTS[n] * step
    return moments, states


@compiled
def _step(
    state: State, rate: float, minutes: float, limits: Limits, pool: Pool, row: Floats
) -> tuple[State, Floats, Floats, float]:
    """(state at first, chances in the end, minutes spent in each state, length) of a step of at most
    `minutes`, tried again with a longer queue while too many arrivals are refused."""
    while True:
        shape = Shape(state.staff, state.width, state.layers)
        into, fastest = flows(shape, pool, rate)
        step = minutes if fastest * minutes <= MAX_JUMPS else min(minutes, MAX_JUMPS / fastest)
        spent = np.zeros(state.x.size)
        end, dropped, work = advance(state.x, shape, into, fastest, step, spent)
        row[WORK] += work
        refused = rate * (1.0 - pool.balking) * _at_longest(spent, shape)
        if refused <= limits.tolerance * step or row[WORK] > limits.work:
            row[LOST] += refused + dropped
            _count(spent, shape, row)
            return state, end, spent, step
        wider = shape.width + shape.width // 4 + 4
        if shape.staff + (shape.layers + 1) * wider > MAX_CELLS:
            row[WORK] += 2.0 * MAX_WORK
        else:
            x, grown, _ = resized(state.x, shape, wider, shape.layers)
            state = State(x, grown.staff, grown.width, grown.layers)


@compiled
def _at_longest(spent: Floats, shape: Shape) -> float:
    total = 0.0
    for j in range(shape.layers + 1):
        total += spent[shape.staff + (j + 1) * shape.width - 1]
    return total


@compiled
def _trimmed(x: Floats, spent: Floats, shape: Shape, rate: float, tolerance: float, row: Floats) -> State:
    """Leaves out the states that will not be seen: those past the tolerance now, and those where hardly an
    arrival was refused during the step, but two."""
    width, layers = needed(x, shape, 0.01 * tolerance)
    seen, _ = needed(spent * rate, shape, 0.01 * tolerance)
    width = min(max(width, seen) + 2, shape.width)
    if width == shape.width and layers == shape.layers:
        return State(x, shape.staff, shape.width, shape.layers)
    y, new, moved = resized(x, shape, width, layers)
    row[LOST] += moved
    return State(y, new.staff, new.width, new.layers)


@compiled
def _count(spent: Floats, shape: Shape, row: Floats) -> None:
    for i in range(shape.staff):
        row[BUSY] += i * spent[i]
    for j in range(shape.layers + 1):
        for q in range(shape.width):
            value = spent[shape.staff + j * shape.width + q]
            row[BUSY] += (shape.staff + j) * value
            row[QUEUE] += q * value
            row[OVERTIME] += j * value
            row[DELAY] += value


@compiled
def _weigh(
    weight: Floats, shape: Shape, staffs: Floats, lengths: Floats, pool: Pool, most: float, row: Floats
) -> None:
    """Counts what becomes within T of those who arrive in `weight` (cells, m), at m moments."""
    for column in (ANSWERED, VIRTUAL, HELD):
        leaving = 0.0 if column == VIRTUAL else pool.leaving
        if column == HELD:
            # As if nothing changed after the arrival, and calls past their shift were callers ahead.
            weight = _laid_flat(weight, shape)
            shape, staffs = Shape(shape.staff, shape.width + shape.layers, 0), staffs[:1]
            lengths = np.empty((1, 1))
            lengths[0, 0] = pool.threshold
        chance = answered_by(shape, staffs, lengths, pool, leaving, row[WORK:], most)
        for i in range(chance.shape[0]):
            for n in range(chance.shape[1]):
                row[column] += weight[shape.staff + i, n] * chance[i, n]


@compiled
def _laid_flat(weight: Floats, shape: Shape) -> Floats:
    """(cells, 1) all moments and layers together, by number of persons."""
    found = np.zeros((shape.staff + shape.width + shape.layers, 1))
    for i in range(weight.shape[0]):
        past = max(i - shape.staff, 0)
        persons = min(i, shape.staff) + past // shape.width + past % shape.width
        for n in range(weight.shape[1]):
            found[persons, 0] += weight[i, n]
    return found


@compiled
def _panels(state: State, rate: float, minutes: float, sight: Sight, pool: Pool) -> int:
    busiest = float(state.staff + state.layers)
    for staff in sight.staffs:
        busiest = max(busiest, staff)
    # A longer queue than now may be needed: room for half as long again.
    fastest = busiest * pool.service + (1.5 * state.width + 8.0) * pool.leaving
    return 1 + int((2.0 * fastest + rate) * minutes / PANEL)


@compiled
def _lengths(moments: Floats, changes: Floats, threshold: float) -> Floats:
    """(staffs, m) minutes under each staff, from m moments of arrival to their deadlines."""
    found = np.empty((changes.size + 1, moments.size))
    for n in range(moments.size):
        before = moments[n]
        for c in range(changes.size):
            found[c, n] = max(changes[c] - before, 0.0)
            before = changes[c]
        found[changes.size, n] = max(moments[n] + threshold - before, 0.0)
    return found


@compiled
def snapshot(state: State, row: Floats) -> None:
    """Sets row[BUSY], row[QUEUE], row[DELAY], row[OVERTIME] to what they are at this moment."""
    row[:] = 0.0
    _count(state.x, Shape(state.staff, state.width, state.layers), row)


@compiled
def distance(one: State, other: State) -> float:
    """Sum of the absolute differences of chances, the same staff being on duty."""
    total, layers, width = 0.0, max(one.layers, other.layers), max(one.width, other.width)
    a, _, _ = resized(one.x, Shape(one.staff, one.width, one.layers), width, layers)
    b, _, _ = resized(other.x, Shape(other.staff, other.width, other.layers), width, layers)
    for i in range(a.size):
        total += abs(a[i] - b[i])
    return total
