"""The year, quarter of an hour by quarter of an hour: modified offered load (Jagerman 1975; Massey and Whitt).

Each quarter, the load that a type would put on unlimited staff (an exponential memory of its arrivals) is
what Erlang A is asked about; the arrivals of the quarter are answered or lost by its answer. Redials wait in
an orbit and come back; transfers leave a level as its contacts end. Everything flows forward in time: no
fixed point to find, whatever the loss.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled
from scoring.engine.tables import P_ABANDON, cubic, ensure, locate

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]
QUARTERS = 4
# What is counted in each hour, per type.
OFFERED, TRANSFERS, REDIALS, ABANDONED, BUSY, FLOWS = 0, 1, 2, 3, 4, 5
# What is carried from a quarter to the next, per type.
LOAD, IN_HAND, ORBIT, HEADS, PASSED, STATES = 0, 1, 2, 3, 4, 5


class Queues(NamedTuple):
    """T contact types. depth: 0 for those nobody escalates to; passed_to: -1 for no escalation."""

    live: Flags
    depth: Integers
    handle_hours: Floats
    concurrency: Floats
    redial: Floats
    delay_hours: Floats
    passed_to: Integers
    passed_share: Floats
    table_of: Integers


class Presence(NamedTuple):
    """mixing (168, T, T) as in `staffing.Routing`; numbers and chances (patterns, T, NODES)."""

    mixing: Floats
    numbers: Floats
    chances: Floats


class Tables(NamedTuple):
    """N tables of P(abandon): agents (R,), cells (N, R, COLUMNS, 5), known, patience (N,), balk (N,)."""

    agents: Floats
    cells: Floats
    known: Flags
    patience: Floats
    balk: Floats


class Hours(NamedTuple):
    """H hours: outside (H, T) first calls, hour_of_week (H,), pattern (H,) of presence."""

    outside: Floats
    hour_of_week: Integers
    pattern: Integers


@compiled
def march(
    first: int,
    last: int,
    hours: Hours,
    queues: Queues,
    presence: Presence,
    tables: Tables,
    state: Floats,
    flows: Floats,
    seen: Floats,
) -> None:
    """Hours first..last-1. state (STATES, T) is carried; flows (H, T, FLOWS) and seen (T, R, COLUMNS),
    the attempts that met each cell of the tables, are added to."""
    deepest = queues.depth.max()
    for hour in range(first, last):
        for _ in range(QUARTERS):
            for depth in range(deepest + 1):
                for i in range(queues.live.size):
                    if queues.depth[i] == depth:
                        _arrive(i, hours.outside[hour, i], queues, state, flows[hour, i])
                for i in range(queues.live.size):
                    if queues.depth[i] == depth and queues.live[i]:
                        _answer(i, hour, hours, queues, presence, tables, state, flows, seen)


@compiled
def settle(level: float, inflow: float, hours: float, length: float) -> tuple[float, float]:
    """(mean, end) of a stock emptied at rate 1/hours and fed at `inflow` an hour for `length` hours."""
    rest = inflow * hours
    kept = math.exp(-length / hours)
    return rest + (level - rest) * (hours / length) * (1.0 - kept), rest + (level - rest) * kept


@compiled
def _arrive(i: int, outside: float, queues: Queues, state: Floats, flows: Floats) -> None:
    """First calls, transfers and redials of this quarter, and the load that they offer."""
    length = 1.0 / QUARTERS
    passed, state[PASSED, i] = state[PASSED, i], 0.0
    flows[OFFERED] += outside * length + passed
    flows[TRANSFERS] += passed
    if not queues.live[i]:
        return
    back = -state[ORBIT, i] * math.expm1(-length / queues.delay_hours[i])
    state[ORBIT, i] -= back
    flows[REDIALS] += back
    rate = outside + (passed + back) / length
    mean, end = settle(state[LOAD, i], rate, queues.handle_hours[i], length)
    state[LOAD, i] = end
    state[HEADS, i] = mean / queues.concurrency[i]
    state[PASSED, i] = rate * length  # the quarter's attempts, until _answer takes them


@compiled
def _answer(
    i: int,
    hour: int,
    hours: Hours,
    queues: Queues,
    presence: Presence,
    tables: Tables,
    state: Floats,
    flows: Floats,
    seen: Floats,
) -> None:
    length = 1.0 / QUARTERS
    attempts, state[PASSED, i] = state[PASSED, i], 0.0
    mixing = presence.mixing[hours.hour_of_week[hour], i]
    load = (mixing * state[HEADS]).sum() * queues.concurrency[i]
    pattern = hours.pattern[hour]
    lost = 0.0
    if attempts > 0.0:
        lost = lost_share(
            load, presence.numbers[pattern, i], presence.chances[pattern, i], queues.table_of[i], tables,
            attempts, seen[i],
        )  # fmt: skip
    gone = attempts * lost
    flows[hour, i, ABANDONED] += gone
    state[ORBIT, i] += queues.redial[i] * gone
    before, taken = state[IN_HAND, i], attempts - gone
    mean, state[IN_HAND, i] = settle(before, taken / length, queues.handle_hours[i], length)
    flows[hour, i, BUSY] += mean * length
    if queues.passed_to[i] >= 0:
        ended = max(before + taken - state[IN_HAND, i], 0.0)
        state[PASSED, queues.passed_to[i]] += queues.passed_share[i] * ended


@compiled
def lost_share(
    load: float,
    numbers: Floats,
    chances: Floats,
    table: int,
    tables: Tables,
    attempts: float,
    seen: Floats,
) -> float:
    """P(abandon), averaged over the staff who may be present; `seen` notes which cells were asked."""
    lost = 0.0
    for k in range(numbers.size):
        if chances[k] <= 0.0:
            break
        row, place = row_of(tables.agents, numbers[k])
        lost += read_row(row, load, chances[k] * (1.0 - place), table, tables, attempts, seen)
        if place > 0.0:
            lost += read_row(row + 1, load, chances[k] * place, table, tables, attempts, seen)
    return min(max(lost, 0.0), 1.0)


@compiled
def row_of(agents: Floats, n: float) -> tuple[int, float]:
    """(row at or under n, place towards the next row)."""
    row = int(np.searchsorted(agents, n, side="right")) - 1
    if row >= agents.size - 1:
        return agents.size - 1, 0.0
    return row, (n - agents[row]) / (agents[row + 1] - agents[row])


@compiled
def read_row(
    row: int, load: float, weight: float, table: int, tables: Tables, attempts: float, seen: Floats
) -> float:
    """weight * P(abandon) with the agents of one row."""
    agents = tables.agents[row]
    column, place = locate(load, agents)
    marks, times = np.empty(4), np.empty(0)
    cubic(place, marks)
    total = 0.0
    for k in range(4):
        cells, known = tables.cells[table], tables.known[table]
        ensure(cells, known, row, column + k, agents, tables.patience[table], tables.balk[table], times)
        total += marks[k] * cells[row, column + k, P_ABANDON]
        seen[row, column + k] += attempts * weight * marks[k]
    return weight * min(max(total, 0.0), 1.0)
