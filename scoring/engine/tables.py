"""Erlang A remembered: cells computed exactly when first needed, read by cubic interpolation in the load.

A row is a number of agents n: every integer to 64, then steps of half a standard deviation, between which
readings are linear. A column is a load a, placed where the curve bends: sinh(t) = sqrt(n+1) log(a/(n+1)),
t in steps of 0.2.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.erlang_kernel import erlang_a_point
from scoring.engine.jit import compiled
from scoring.engine.simulation.bare import bare

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEP = 0.2
MIDDLE = 58
COLUMNS = 2 * MIDDLE + 1
FINE = 64
RARE = 1e-200  # waiting as seldom as that: what those who wait do is not read
# What a cell holds: the output of `erlang_a_point`.
P_WAIT, P_ABANDON, P_ANSWER, WAIT, WAIT_ANSWERED, FIRST_TIME = 0, 1, 2, 3, 4, 5


class Tables(NamedTuple):
    """N tables: agents (R,), cells (N, R, COLUMNS, 5), known (N, R, COLUMNS), patience (N,), balk (N,)."""

    agents: Floats
    cells: Floats
    known: Flags
    patience: Floats
    balk: Floats


def agent_rows(most: float) -> Floats:
    """The numbers of agents that have a row, up to at least `most`."""
    rows = [float(n) for n in range(FINE + 1)]
    while rows[-1] < most:
        rows.append(rows[-1] + max(1.0, math.floor(math.sqrt(rows[-1]) / 2.0)))
    return np.array(rows)


@lru_cache(maxsize=48)
def remembered(
    parameters: tuple[tuple[float, float], ...], rows: int, width: int, times: tuple[float, ...] = ()
) -> tuple[Floats, Flags]:
    """(cells, known) of one table a (patience, hang up at once) pair, empty at first, for these `times`.

    Kept between computations: moving a slider of volume or staff asks for few new cells. Threads may share
    them: a cell is written whole, with the same numbers, before it is marked known.
    """
    cells = np.zeros((len(parameters), rows, COLUMNS, width))
    return cells, np.zeros(cells.shape[:3], dtype=np.bool_)


@bare
def locate(load: float, centre: float) -> tuple[int, float]:
    """(first of four columns, place within 0..1 between the second and the third)."""
    x = math.sqrt(centre + 1.0) * math.log(max(load, 1e-12) / (centre + 1.0))
    spot = math.copysign(math.log(abs(x) + math.sqrt(x * x + 1.0)), x) / STEP + MIDDLE
    # Written so that NaN, whatever made it, still reads inside the table.
    spot = min(spot, COLUMNS - 2.000001) if spot >= 1.0 else 1.0
    column = int(spot)
    return column - 1, spot - column


@compiled
def load_at(column: int, centre: float) -> float:
    """The load of a column."""
    return (centre + 1.0) * math.exp(math.sinh((column - MIDDLE) * STEP) / math.sqrt(centre + 1.0))


@bare
def cubic(place: float) -> tuple[float, float, float, float]:
    """Lagrange weights of the four points -1, 0, 1, 2 at `place` in 0..1."""
    e, f, g, h = place + 1.0, place, place - 1.0, place - 2.0
    return -f * g * h / 6.0, e * g * h / 2.0, -e * f * h / 2.0, e * f * g / 6.0


@compiled
def ensure(
    cells: Floats, known: Flags, row: int, column: int, agents: float, p: float, q: float, times: Floats
) -> None:
    """Computes a cell that was never needed before."""
    if known[row, column]:
        return
    if agents == 0.0:
        _nobody(cells[row, column], p, q, times)
    else:
        erlang_a_point(load_at(column, agents), agents, p, q, times, cells[row, column])
    known[row, column] = True


@compiled
def _nobody(out: Floats, p: float, q: float, times: Floats) -> None:
    out[P_WAIT], out[P_ABANDON], out[WAIT] = 1.0, 1.0, (1.0 - q) * p
    for k in range(times.size):
        out[FIRST_TIME + 3 * k + 1] = q - (1.0 - q) * math.expm1(-times[k] / p)


@compiled
def weighed(
    seen: Floats, agents: Floats, cells: Floats, known: Flags, p: float, q: float, times: Floats, out: Floats
) -> None:
    """Adds to `out` the cells of one table, each as many times as it was seen."""
    for row in range(seen.shape[0]):
        for column in range(seen.shape[1]):
            if seen[row, column] != 0.0:
                ensure(cells, known, row, column, agents[row], p, q, times)
                out += seen[row, column] * cells[row, column]


@compiled
def weighed_waits(
    seen: Floats, agents: Floats, cells: Floats, known: Flags, p: float, q: float, times: Floats, out: Floats
) -> None:
    """Adds to `out` what changes for those of whom each cell makes somebody wait who would not have."""
    for row in range(seen.shape[0]):
        for column in range(seen.shape[1]):
            if seen[row, column] != 0.0:
                ensure(cells, known, row, column, agents[row], p, q, times)
                cell = cells[row, column]
                if cell[P_WAIT] > RARE:
                    _made_to_wait(seen[row, column], cell, out)


@compiled
def _made_to_wait(attempts: float, cell: Floats, out: Floats) -> None:
    """Less what somebody answered at once counts for: answered, and within any time."""
    for k in range(cell.size):
        at_once = k == P_ANSWER or (k >= FIRST_TIME and (k - FIRST_TIME) % 3 != 1)
        out[k] += attempts * (cell[k] - (1.0 if at_once else 0.0)) / cell[P_WAIT]
