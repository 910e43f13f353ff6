"""The least hours that reach the goals: shifts and callers answered, in one linear program.

Unknown: how many people take each shift; by pool and hour of the week, how far up its curve of gains the
people on site stand; by kind of contact, hour and measure, the share answered. Heads come from shifts (the
program of the roster) or freely hour by hour (the bound below any roster).

A shift covers hours in a row: at fixed prices of the goals the program is a flow in a network, whose corners
are whole numbers. The relaxed answer is therefore a mix of few rosters, and rounding it costs little.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, milp

from scoring.engine.deferred import MAX_BLENDED_OCCUPANCY
from scoring.engine.minimal.gains import Curve
from scoring.engine.minimal.measures import Counted, Goal
from scoring.engine.minimal.pools import Pool, Pools
from scoring.engine.minimal.rows import Block, Rows, dense
from scoring.engine.model import HOURS_PER_WEEK

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
HOURS = np.arange(HOURS_PER_WEEK)
WHOLE, ROUNDED = 1e-6, 0.4


@dataclass(frozen=True)
class Work:
    """What is to be covered. volumes (168, kinds) contacts; curves by pool; presence (profiles,); busy (168,
    T) heads that each type keeps busy; is_open (168, kinds): hours at which contacts may come; windows: hours
    within which each deferred type is done. reserve: people counted for one, where the program saw too few.
    """

    found: Pools
    counted: tuple[Counted, ...]
    volumes: Floats
    curves: tuple[list[Curve | None], ...]
    presence: Floats
    busy: Floats
    is_open: NDArray[np.bool_]
    windows: tuple[int, ...]
    reserve: float = 1.0


@dataclass(frozen=True)
class Supply:
    """Where heads come from. on_site (168, J): the hours that each of J unknowns covers; hours (J,): paid;
    dearness (profiles,): what an hour of each weighs in what is minimised. somebody: the least of an unknown
    that counts as one person there."""

    on_site: Floats
    hours: Floats
    dearness: Floats
    is_whole: bool
    somebody: float = 1.0


class Infeasible(ValueError):  # noqa: N818  # says what it is
    """No staff, however large, reaches these goals by the curves."""


def solve(work: Work, supply: Supply, goals: tuple[Goal, ...], shares: Floats) -> Floats:
    """(profiles, J) people taking each shift. `shares` (goals,) are to be reached. Raises Infeasible."""
    program = _Program(work, supply)
    constraint = program.constraint(goals, shares)
    cost = np.zeros(program.columns)
    cost[: program.first_step] = np.outer(supply.dearness, supply.hours).ravel()
    relaxed = _minimum(cost, constraint, np.zeros(program.columns), program.most)
    if relaxed is None:
        raise Infeasible
    if not supply.is_whole:
        return relaxed[: program.first_step].reshape(program.profiles, -1)
    return _whole(program, cost, constraint, relaxed)


def _whole(program: "_Program", cost: Floats, constraint: Any, relaxed: Floats) -> Floats:
    """A dive: two fifths of the fractional shifts, the nearest to a whole number, are rounded; the rest is
    solved again; and so on. Those rounded go up when the goals would be out of reach otherwise."""
    size = program.first_step
    low, high = np.zeros(program.columns), program.most.copy()
    taken = relaxed[:size]
    low[:size], high[:size] = np.floor(taken + WHOLE), np.ceil(taken - WHOLE)
    while (high[:size] > low[:size]).any():
        chosen = _nearest(taken, low[:size], high[:size])
        low[chosen] = high[chosen] = np.round(taken[chosen])
        found = _minimum(cost, constraint, low, high)
        if found is None:
            low[chosen] = high[chosen] = np.ceil(taken[chosen] - WHOLE)
            found = _minimum(cost, constraint, low, high)
        taken = high[:size] if found is None else found[:size]
        if found is None:
            break
    return np.round(taken).reshape(program.profiles, -1)


def _nearest(taken: Floats, low: Floats, high: Floats) -> Integers:
    """Shifts still open that are whole already, and `ROUNDED` of the others."""
    still = np.flatnonzero(high > low)
    away = np.abs(taken[still] - np.round(taken[still]))
    order = np.argsort(away, kind="stable")
    count = int((away <= WHOLE).sum())
    found: Integers = still[order[: count + int(np.ceil((still.size - count) * ROUNDED))]]
    return found


def _minimum(cost: Floats, constraint: Any, low: Floats, high: Floats) -> Floats | None:
    """None when the goals are out of reach."""
    found: Floats | None = milp(cost, bounds=Bounds(low, high), constraints=constraint).x
    return found


Steps = tuple[Integers, Floats, Integers]


class _Program:
    def __init__(self, work: Work, supply: Supply) -> None:
        self.work, self.supply = work, supply
        self.profiles, self.shifts = work.presence.size, supply.hours.size
        self.first_step = self.profiles * self.shifts
        self.steps = [_steps(curves) for curves in work.curves]
        self.first_share = self.first_step + sum(hour.size for hour, _, _ in self.steps)
        shares = HOURS_PER_WEEK * len(work.found.kinds) * len(work.counted)
        self.columns = self.first_share + shares
        lengths = [length for _, length, _ in self.steps]
        self.most = np.concatenate([np.full(self.first_step, np.inf), *lengths, np.ones(shares)])

    def share_columns(self, kind: int, measure: int) -> Integers:
        return self.first_share + (measure * len(self.work.found.kinds) + kind) * HOURS_PER_WEEK + HOURS

    def heads(self, profiles: tuple[int, ...], factor: Floats) -> list[Block]:
        """factor (P, 168) times the heads on site of these profiles, one row a row of factor."""
        one = dense(factor @ self.supply.on_site)
        return [Block(one.row, one.column + p * self.shifts, one.value) for p in profiles]

    def constraint(self, goals: tuple[Goal, ...], shares: Floats) -> Any:
        rows = Rows()
        first = self.first_step
        for pool, steps, curves in zip(self.work.found.pools, self.steps, self.work.curves, strict=True):
            self._staffed(rows, pool, steps, first)
            for m in range(len(self.work.counted)):
                self._answered(rows, pool, curves, steps, first, m)
            first += steps[0].size
        for goal, share in zip(goals, shares, strict=True):
            self._reached(rows, goal, float(share))
        self._open(rows)
        for pool, window in zip(self.work.found.deferred, self.work.windows, strict=True):
            self._deferred(rows, pool, window)
        return rows.constraint(self.columns)

    def _staffed(self, rows: Rows, pool: Pool, steps: Steps, first: int) -> None:
        """Nobody stands higher on a curve than there are people on site."""
        hour, _, _ = steps
        used = Block(hour, first + np.arange(hour.size), -np.ones(hour.size))
        rows.add(np.zeros(HOURS_PER_WEEK), used, *self.heads(pool.profiles, np.eye(HOURS_PER_WEEK)))

    def _answered(
        self, rows: Rows, pool: Pool, curves: list[Curve | None], steps: Steps, first: int, m: int
    ) -> None:
        """The kinds of a pool are answered, together, no more than its curve allows."""
        hour, _, rank = steps
        gain = np.array([_slope(curves[h], m, k) for h, k in zip(hour, rank, strict=True)])
        blocks = [Block(hour, first + np.arange(hour.size), gain)]
        inside = [c for c, kind in enumerate(self.work.found.kinds) if set(kind.types) <= set(pool.types)]
        total = np.maximum(self.work.volumes[:, inside].sum(axis=1), 1e-300)
        for c in inside:
            part = self.work.volumes[:, c] / total
            blocks.append(Block(HOURS, self.share_columns(c, m), -part))
        rows.add(np.zeros(HOURS_PER_WEEK), *blocks)

    def _reached(self, rows: Rows, goal: Goal, share: float) -> None:
        m = self.work.counted.index(goal.counted)
        blocks = [
            Block(np.zeros(HOURS_PER_WEEK, np.int64), self.share_columns(c, m), column / goal.whole)
            for c, column in enumerate(goal.weights.T)
        ]
        rows.add(np.array([share - goal.done / goal.whole]), *blocks)

    def _open(self, rows: Rows) -> None:
        """Whenever contacts may come, somebody able to take them is on site."""
        for pool, is_open in zip(self.work.found.kinds, self.work.is_open.T, strict=True):
            asked = np.eye(HOURS_PER_WEEK)[is_open]
            rows.add(np.full(asked.shape[0], self.supply.somebody), *self.heads(pool.profiles, asked))

    def _deferred(self, rows: Rows, pool: Pool, window: int) -> None:
        """In each window, what live contacts leave of these people's time suffices for what can wait."""
        everything = (*self.work.found.kinds, *self.work.found.deferred)
        inside = [one for one in everything if set(one.profiles) <= set(pool.profiles)]
        busy = self.work.busy[:, sorted({k for one in inside for k in one.types})].sum(axis=1)
        parts = HOURS // window
        together = (parts[None, :] == np.arange(int(parts[-1]) + 1)[:, None]).astype(np.float64)
        share = MAX_BLENDED_OCCUPANCY * float(self.work.presence[list(pool.profiles)].mean())
        rows.add(self.work.reserve * (together @ busy), *self.heads(pool.profiles, share * together))


def _steps(curves: list[Curve | None]) -> Steps:
    """(hour, length in heads, rank) of each step of each hour's curve."""
    sizes = [0 if curve is None else curve.heads.size - 1 for curve in curves]
    length = [np.diff(curve.heads) for curve in curves if curve is not None]
    rank = [np.arange(size) for size in sizes]
    return np.repeat(HOURS, sizes), np.concatenate([*length, np.zeros(0)]), np.concatenate(rank)


def _slope(curve: Curve | None, m: int, k: int) -> float:
    if curve is None:
        return 0.0
    rise = curve.shares[m, k + 1] - curve.shares[m, k]
    return float(rise / (curve.heads[k + 1] - curve.heads[k]))
