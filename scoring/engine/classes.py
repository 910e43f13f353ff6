"""Staff classes: the same people likely to be present, seen by the same contact type.

A year asks a few hundred thousand times which share of the callers is lost; only some tens of different
staffings exist. Each class keeps its answer on the columns of `tables`, averaged over who may be present,
and counts how many attempts met each column, so that waits are read once at the end.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled
from scoring.engine.tables import COLUMNS, P_ABANDON, P_WAIT, RARE, Tables, cubic, ensure, load_at, locate

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
UNKNOWN = -1.0


class StaffClasses(NamedTuple):
    """C classes: numbers and chances (C, K) of slots present, centre (C,) their mean, table (C,). By column
    (C, COLUMNS): lost, share of the attempts; given_up, share of those made to wait; seen, attempts; forced,
    those made to wait by work that can wait itself."""

    numbers: Floats
    chances: Floats
    centre: Floats
    table: Integers
    lost: Floats
    given_up: Floats
    seen: Floats
    forced: Floats


def staff_classes(numbers: Floats, chances: Floats, table_of: Integers) -> tuple[StaffClasses, Integers]:
    """(classes, class of each (pattern, type)) from numbers and chances (patterns, T, K), table_of (T,)."""
    patterns, types, nodes = numbers.shape
    kinds = np.broadcast_to(np.arange(types, dtype=np.float64)[None, :, None], (patterns, types, 1))
    rows = np.concatenate([kinds, numbers, chances], axis=2).reshape(patterns * types, -1)
    index: dict[bytes, int] = {}
    class_of = np.array([index.setdefault(row.tobytes(), len(index)) for row in rows])
    kept = rows[np.unique(class_of, return_index=True)[1]]
    held, odds = kept[:, 1 : nodes + 1].copy(), kept[:, nodes + 1 :].copy()
    classes = StaffClasses(
        numbers=held,
        chances=odds,
        centre=(held * odds).sum(axis=1),
        table=table_of[kept[:, 0].astype(np.int64)],
        lost=np.full((len(kept), COLUMNS), UNKNOWN),
        given_up=np.full((len(kept), COLUMNS), UNKNOWN),
        seen=np.zeros((len(kept), COLUMNS)),
        forced=np.zeros((len(kept), COLUMNS)),
    )
    return classes, class_of.reshape(patterns, types)


@compiled
def average(column: int, crew: int, classes: StaffClasses, tables: Tables) -> None:
    """Fills one column of one class, averaged over the staff who may be present."""
    load, lost, given_up = load_at(column, classes.centre[crew]), 0.0, 0.0
    for k in range(classes.chances.shape[1]):
        chance = classes.chances[crew, k]
        if chance > 0.0:
            row, place = row_of(tables.agents, classes.numbers[crew, k])
            all_, waiting = _read(row, load, classes.table[crew], tables)
            lost += chance * (1.0 - place) * all_
            given_up += chance * (1.0 - place) * waiting
            if place > 0.0:
                all_, waiting = _read(row + 1, load, classes.table[crew], tables)
                lost += chance * place * all_
                given_up += chance * place * waiting
    classes.given_up[crew, column] = given_up
    classes.lost[crew, column] = lost


@compiled
def _read(row: int, load: float, table: int, tables: Tables) -> tuple[float, float]:
    """(lost, share of the attempts; share of those made to wait)."""
    column, place = locate(load, tables.agents[row])
    marks, cells, known = cubic(place), tables.cells[table], tables.known[table]
    p, q, lost, given_up = tables.patience[table], tables.balk[table], 0.0, 0.0
    times = np.empty(0)
    for k in range(4):
        ensure(cells, known, row, column + k, tables.agents[row], p, q, times)
        cell = cells[row, column + k]
        lost += marks[k] * cell[P_ABANDON]
        given_up += marks[k] * (cell[P_ABANDON] / cell[P_WAIT] if cell[P_WAIT] > RARE else q)
    return min(max(lost, 0.0), 1.0), min(max(given_up, 0.0), 1.0)


@compiled
def row_of(agents: Floats, number: float) -> tuple[int, float]:
    """(row at or under this number of agents, place towards the next row)."""
    low, high = 0, agents.size
    while high - low > 1:
        middle = (low + high) // 2
        if agents[middle] <= number:
            low = middle
        else:
            high = middle
    if low == agents.size - 1:
        return low, 0.0
    return low, (number - agents[low]) / (agents[low + 1] - agents[low])


@compiled
def spread(chosen: Integers, seen: Floats, classes: StaffClasses, agents: Floats, out: Floats) -> None:
    """out (R, COLUMNS): the attempts that met each cell of a table, from those `seen` by these classes."""
    for crew in chosen:
        for column in range(COLUMNS):
            attempts = seen[crew, column]
            if attempts != 0.0:
                _spread_column(column, crew, attempts, classes, agents, out)


@compiled
def _spread_column(
    column: int, crew: int, attempts: float, classes: StaffClasses, agents: Floats, out: Floats
) -> None:
    load = load_at(column, classes.centre[crew])
    for k in range(classes.chances.shape[1]):
        weight = attempts * classes.chances[crew, k]
        if weight != 0.0:
            row, place = row_of(agents, classes.numbers[crew, k])
            _note(row, load, weight * (1.0 - place), agents, out)
            if place > 0.0:
                _note(row + 1, load, weight * place, agents, out)


@compiled
def _note(row: int, load: float, weight: float, agents: Floats, out: Floats) -> None:
    column, place = locate(load, agents[row])
    marks = cubic(place)
    for k in range(4):
        out[row, column + k] += weight * marks[k]
