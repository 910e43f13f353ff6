"""The year by quarters of an hour: modified offered load (Jagerman 1975; Massey and Whitt 1994).

Each quarter, the load that a type would put on unlimited staff (an exponential memory of its arrivals) is
what Erlang A is asked about; the arrivals of the quarter are answered or lost by its answer. Redials wait in
an orbit and come back; transfers leave a level as its contacts end. Everything flows forward in time: no
fixed point to find, whatever the loss.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.classes import UNKNOWN, StaffClasses, average
from scoring.engine.jit import compiled
from scoring.engine.simulation.bare import bare
from scoring.engine.tables import Tables, cubic, locate

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
QUARTERS = 4
# What is counted in each hour, per type.
OFFERED, TRANSFERS, REDIALS, ABANDONED, BUSY, FLOWS = 0, 1, 2, 3, 4, 5
# What is carried from a quarter to the next, per type.
LOAD, IN_HAND, ORBIT, HEADS, PASSED, ATTEMPTS, STATES = 0, 1, 2, 3, 4, 5, 6
# Rows of `Queues.numbers` and `Queues.links`.
HANDLE_HOURS, HANDLE_KEPT, CONCURRENCY, REDIAL, DELAY_KEPT, PASSED_SHARE, NUMBERS = 0, 1, 2, 3, 4, 5, 6
LIVE, DEPTH, PASSED_TO, LINKS = 0, 1, 2, 3
# Where a depth begins, before its first type; and no class, no column.
ARRIVALS, NONE = -1, -1


class Setting(NamedTuple):
    """H hours, T contact types.

    outside (H, T) first calls; hour_of_week (H,); pattern (H,) of presence; numbers (NUMBERS, T), *_KEPT
    being what remains of a stock after a quarter; links (LINKS, T), DEPTH being 0 for types nobody escalates
    to and PASSED_TO -1 where nothing is passed on; mixing (168, T, T) as in `staffing.Routing`; class_of
    (patterns, T), the row in `StaffClasses`; deepest, the largest DEPTH; forced (H, T, 2) as in
    `blending.forced_waits`.
    """

    outside: Floats
    hour_of_week: Integers
    pattern: Integers
    numbers: Floats
    links: Integers
    mixing: Floats
    class_of: Integers
    deepest: int
    forced: Floats


def kept_after_quarter(hours: Floats) -> Floats:
    """Share of a stock that empties in `hours` on average still there a quarter later."""
    kept: Floats = np.exp(-1.0 / QUARTERS / hours)
    return kept


@compiled
def march(
    first: int,
    last: int,
    setting: Setting,
    classes: StaffClasses,
    tables: Tables,
    state: Floats,
    flows: Floats,
) -> None:
    """Hours first..last-1. state (STATES, T) is carried; flows (H, T, FLOWS) and `classes.seen` added to."""
    cursor = np.array([first * QUARTERS, 0, ARRIVALS])
    while True:
        crew, column = _run(cursor, last * QUARTERS, setting, classes, state, flows)
        if crew == NONE:
            return
        average(column, crew, classes, tables)


@bare
def _run(
    cursor: Integers, end: int, setting: Setting, classes: StaffClasses, state: Floats, flows: Floats
) -> tuple[int, int]:
    """Quarters until `end`, from `cursor` (quarter, depth, type): all types of a depth arrive, then each is
    answered or lost. Stops before a (class, column) still unknown, and says which; NONE at the end."""
    numbers, links, types = setting.numbers, setting.links, setting.links.shape[1]
    while cursor[0] < end:
        hour, depth, i = cursor[0] // QUARTERS, cursor[1], cursor[2]
        if i == ARRIVALS:
            _all_arrive(hour, depth, setting, state, flows)
        elif links[DEPTH, i] == depth and links[LIVE, i] == 1:
            crew = setting.class_of[setting.pattern[hour], i]
            column, place = locate(_load_met(hour, i, setting, state), classes.centre[crew])
            for k in range(column, column + 4):
                if classes.lost[crew, k] == UNKNOWN:
                    return crew, k
            lost = _lost(crew, column, place, state[ATTEMPTS, i], classes.lost, classes.seen)
            if setting.forced[hour, i, 1] != 0.0:
                made = setting.forced[hour, i, 0] * state[ATTEMPTS, i]
                gone = _lost(crew, column, place, made, classes.given_up, classes.forced)
                lost += setting.forced[hour, i, 1] * gone
            _answer(hour, i, min(max(lost, 0.0), 1.0), numbers, links, state, flows)
        _turn(cursor, types, setting.deepest)
    return NONE, NONE


@bare
def _turn(cursor: Integers, types: int, deepest: int) -> None:
    """To the next type; after the last, to the arrivals of the next depth; after the deepest, to the next
    quarter."""
    cursor[2] += 1
    if cursor[2] == types:
        cursor[1], cursor[2] = cursor[1] + 1, ARRIVALS
    if cursor[1] > deepest:
        cursor[0], cursor[1] = cursor[0] + 1, 0


@bare
def _load_met(hour: int, i: int, setting: Setting, state: Floats) -> float:
    """Slots that the pool of a type would keep busy if it were unlimited."""
    load, week = 0.0, setting.hour_of_week[hour]
    for j in range(setting.mixing.shape[1]):
        load += setting.mixing[week, i, j] * state[HEADS, j]
    return float(load * setting.numbers[CONCURRENCY, i])


@bare
def _all_arrive(hour: int, depth: int, setting: Setting, state: Floats, flows: Floats) -> None:
    for i in range(setting.links.shape[1]):
        if setting.links[DEPTH, i] == depth:
            calls = setting.outside[hour, i] / QUARTERS
            _arrive(hour, i, calls, setting.numbers, setting.links, state, flows)


@bare
def _lost(crew: int, column: int, place: float, attempts: float, lost: Floats, seen: Floats) -> float:
    """A share read between four known columns, which note how many attempts asked."""
    a, b, c, d = cubic(place)
    seen[crew, column] += attempts * a
    seen[crew, column + 1] += attempts * b
    seen[crew, column + 2] += attempts * c
    seen[crew, column + 3] += attempts * d
    total = a * lost[crew, column] + b * lost[crew, column + 1]
    total += c * lost[crew, column + 2] + d * lost[crew, column + 3]
    return float(min(max(total, 0.0), 1.0))


@bare
def _arrive(
    hour: int, i: int, first_calls: float, numbers: Floats, links: Integers, state: Floats, flows: Floats
) -> None:
    """First calls, transfers and redials of this quarter, and the mean load that they offer."""
    passed = state[PASSED, i]
    state[PASSED, i] = 0.0
    flows[hour, i, OFFERED] += first_calls + passed
    flows[hour, i, TRANSFERS] += passed
    if links[LIVE, i] == 0:
        return
    back = state[ORBIT, i] * (1.0 - numbers[DELAY_KEPT, i])
    state[ORBIT, i] -= back
    flows[hour, i, REDIALS] += back
    attempts = first_calls + passed + back
    mean, end = settle(state[LOAD, i], attempts, numbers[HANDLE_HOURS, i], numbers[HANDLE_KEPT, i])
    state[LOAD, i], state[ATTEMPTS, i] = end, attempts
    state[HEADS, i] = mean / numbers[CONCURRENCY, i]


@bare
def _answer(
    hour: int, i: int, lost: float, numbers: Floats, links: Integers, state: Floats, flows: Floats
) -> None:
    """Who is lost, who redials, who is in hand, who is passed on."""
    gone = state[ATTEMPTS, i] * lost
    flows[hour, i, ABANDONED] += gone
    state[ORBIT, i] += numbers[REDIAL, i] * gone
    before, taken = state[IN_HAND, i], state[ATTEMPTS, i] - gone
    mean, end = settle(before, taken, numbers[HANDLE_HOURS, i], numbers[HANDLE_KEPT, i])
    flows[hour, i, BUSY] += mean / QUARTERS
    state[IN_HAND, i] = end
    if links[PASSED_TO, i] >= 0:
        state[PASSED, links[PASSED_TO, i]] += numbers[PASSED_SHARE, i] * max(before + taken - end, 0.0)


@bare
def settle(level: float, entering: float, hours: float, kept: float) -> tuple[float, float]:
    """(mean, end) over a quarter of a stock emptied in `hours` on average, `entering` evenly."""
    rest = entering * QUARTERS * hours
    return rest + (level - rest) * hours * QUARTERS * (1.0 - kept), rest + (level - rest) * kept
