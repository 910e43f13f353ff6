"""One pool whose arrivals and staff change with time, exactly: the M_t/M/s_t+M queue.

Arrivals are Poisson with a rate constant over each interval; handle times and patience are exponential;
callers are taken in order of arrival. When fewer agents follow, those in excess finish their call and leave
(`MID_CALL_FINISHES`), or the call is cut and its caller goes back to the head of the queue, patience afresh
(`MID_CALL_RETURNS`, the pre-emptive rule).

Method. The chain of (busy agents, callers waiting) is advanced by uniformization (Jensen 1953): its chances
at the end of a step and the time spent in each state are sums of positive terms, cut where the Poisson tail
weighs 1e-18. The longest queue is as long as needed: the expected number of arrivals refused by it, which
bounds the total variation to the true chain, is summed in `lost_bound` and kept near 1e-14.

Answered within T. Who arrives later does not matter to a caller, so (busy agents, callers ahead) is a chain
that only empties; its backward equation from the deadline, carried through every change of staff that falls
before it, gives the chance of being answered from each state found on arrival (`transient_tagged`). Where no
change falls within T the chance does not depend on the moment, and weighs the time spent in each state.
Otherwise the product of chances and states is an entire function of the moment of arrival, integrated by
16-point Gauss-Legendre panels short enough for a relative error under 1e-13.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.engine import transient_march as march
from scoring.engine.transient_chain import Pool
from scoring.engine.transient_work import turns_to_relax, work_by_interval

Floats = NDArray[np.float64]
MAX_INTERVALS, MAX_AGENTS, MAX_CHANGES = 100_000, 50_000, 1_000_000
MAX_PASSES = 200
TOO_LARGE = "too large to be computed exactly: fewer agents, callers or minutes"
TOLERANCE = 1e-14
# Cells of the states kept to recognise the periodic regime.
MAX_KEPT = 5_000_000
# Work that any input may begin with, and how many times its part of MAX_WORK it may then go on with.
HEAD_START, SLACK = 1e9, 1.0


class ShiftEnd(StrEnum):
    MID_CALL_FINISHES = "mid_call_finishes"
    MID_CALL_RETURNS = "mid_call_returns"


class Start(StrEnum):
    """periodic: the intervals are one turn of a cycle lived for ever. empty: nobody there at first; after
    the last interval its staff stays."""

    PERIODIC = "periodic"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Transient:
    """(n,) each, over the intervals; `*_at` (n + 1,) at their starts, and at the end of the last.

    minutes: length. offered, abandoned, answered_within, virtual_within, abandoned_within: expected callers,
    by interval of arrival but for `abandoned`, counted when they hang up. answered_within: answered within T.
    held_within: the same if the staff found on arrival never changed and calls past their shift were callers
    ahead, who may hang up (a simplification found in reference tables; nothing is decided by it).
    virtual_within: would be answered within T, had they stayed. abandoned_within: hung up within T.
    delay_probability: chance that a caller finds nobody free. mean_busy counts agents past their shift,
    mean_overtime only them.
    lost_bound: expected arrivals refused by the truncation, one figure for the whole computation.
    turns: intervals computed over intervals asked (above 1 when the periodic regime had to be found).
    """

    minutes: Floats
    offered: Floats
    abandoned: Floats
    answered_within: Floats
    held_within: Floats
    virtual_within: Floats
    abandoned_within: Floats
    mean_busy: Floats
    mean_queue: Floats
    mean_overtime: Floats
    delay_probability: Floats
    busy_at: Floats
    queue_at: Floats
    delay_probability_at: Floats
    lost_bound: float
    turns: float


def transient(  # noqa: PLR0913  # the whole model, by name
    rates: ArrayLike,
    servers: ArrayLike,
    minutes: ArrayLike,
    *,
    handle_minutes: float,
    patience_minutes: float,
    threshold_minutes: float,
    hang_up_at_once: float = 0.0,
    start: Start = Start.PERIODIC,
    shift_end: ShiftEnd = ShiftEnd.MID_CALL_FINISHES,
) -> Transient:
    """`rates` callers a minute (n,), `servers` agents (n,), `minutes` length of the intervals (n,) or one.

    patience_minutes may be infinite; hang_up_at_once is the share of those finding nobody free who leave at
    once. Raises ValueError on nonsense, on sizes beyond bounds, and when no periodic regime is reached.
    """
    rate, staff, length = _courses(rates, servers, minutes)
    pool = _pool(handle_minutes, patience_minutes, threshold_minutes, hang_up_at_once, shift_end)
    course = _course(rate, staff, length, pool, start)
    is_periodic = Start(start) is Start.PERIODIC
    if is_periodic:
        _check_stable(course, length, pool)
    walk = _Walk(course, pool, _paces(course, pool, is_periodic=is_periodic))
    walk.turn()
    if is_periodic:
        walk.until_periodic()
    return _told(walk, length)


def smooth_rates(rate: Callable[[Floats], Floats], edges: ArrayLike) -> tuple[Floats, Floats]:
    """(rates, minutes) (2 n,) each: two halves for each of the n steps between `edges` (minutes), that stand
    for a rate varying smoothly with time.

    The halves have the mean and the first moment of the rate over their step, which is the commutator-free
    Magnus integrator of order 4 (Blanes and Moan 2006): halving the steps divides the error by 16. Raises
    ValueError on edges that do not grow, or steps too long for the halves to be positive.
    """
    times = _finite(edges, "edges")
    length = np.diff(times)
    if times.ndim != 1 or length.size == 0 or np.any(length <= 0):
        raise ValueError("edges must grow")
    values = rate(times[:-1, None] + length[:, None] * march.NODES)
    mean = values @ march.WEIGHTS
    lean = 4.0 * (values * (march.NODES - 0.5)) @ march.WEIGHTS
    halves = np.stack([mean - lean, mean + lean], axis=-1).reshape(-1)
    return _finite(halves, "the rates of the halves"), np.repeat(length / 2.0, 2)


class _Walk:
    """The intervals lived through, again and again if asked."""

    def __init__(self, course: march.Course, pool: Pool, paces: Floats) -> None:
        self.course, self.pool, self.paces = course, pool, paces
        size = course.rates.size
        self.rows, self.moments = np.zeros((size, march.COLUMNS)), np.zeros((size + 1, march.COLUMNS))
        staff = int(course.staff[0])
        chances = np.zeros(staff + 4)
        chances[0] = 1.0
        self.state = march.State(chances, staff, 4, 0)
        self.kept: list[march.State] = []
        self.work, self.lost, self.steps = 0.0, 0.0, 0

    def turn(self) -> bool:
        """All the intervals once. True as soon as one starts as it did a turn before: the rest would too."""
        room = MAX_KEPT
        # A turn ends under the last interval’s staff: what it leaves is compared under that of the first.
        self.state = march.restaff(self.state, int(self.course.staff[0]), self.pool)
        for k in range(self.course.rates.size):
            room -= self.state.x.size
            if room > 0 and self._seen(k):
                return True
            self._live(k)
        march.snapshot(self.state, self.moments[-1])
        return False

    def until_periodic(self) -> None:
        for _ in range(MAX_PASSES):
            if self.turn():
                return
        raise ValueError("no periodic regime is reached: callers hardly ever hang up and agents are too few")

    def _seen(self, k: int) -> bool:
        """Whether interval k starts as it did a turn before; its start is kept."""
        if k >= len(self.kept):
            self.kept.append(self.state)
            return False
        close = march.distance(self.state, self.kept[k]) <= TOLERANCE
        self.kept[k] = self.state
        return bool(close)

    def _live(self, k: int) -> None:
        most = self.paces[k] if self.steps < self.paces.size else march.MAX_WORK
        limits = self.course.limits._replace(work=float(most - self.work))
        course = self.course._replace(limits=limits)
        self.state = march.live_through(self.state, k, course, self.pool, self.rows[k], self.moments[k])
        self.work += self.rows[k, march.WORK]
        self.lost += self.rows[k, march.LOST]
        self.steps += 1
        if self.work > most:
            raise ValueError(TOO_LARGE)


def _told(walk: _Walk, minutes: Floats) -> Transient:
    rows, rates, pool = walk.rows, walk.course.rates, walk.pool
    delay, stays = rows[:, march.DELAY], 1.0 - pool.balking
    free = np.maximum(minutes - delay, 0.0)
    patient = np.exp(-pool.leaving * pool.threshold)
    late = np.maximum(delay - rows[:, march.VIRTUAL], 0.0)
    gone = np.maximum(delay - late * patient - rows[:, march.ANSWERED], 0.0)
    return Transient(
        minutes=minutes,
        offered=rates * minutes,
        abandoned=pool.leaving * rows[:, march.QUEUE] + rates * pool.balking * delay,
        answered_within=rates * (free + stays * rows[:, march.ANSWERED]),
        held_within=rates * (free + stays * rows[:, march.HELD]),
        virtual_within=rates * (free + rows[:, march.VIRTUAL]),
        abandoned_within=rates * (pool.balking * delay + stays * gone),
        mean_busy=rows[:, march.BUSY] / minutes,
        mean_queue=rows[:, march.QUEUE] / minutes,
        mean_overtime=rows[:, march.OVERTIME] / minutes,
        delay_probability=delay / minutes,
        busy_at=walk.moments[:, march.BUSY],
        queue_at=walk.moments[:, march.QUEUE],
        delay_probability_at=walk.moments[:, march.DELAY],
        lost_bound=walk.lost,
        turns=walk.steps / minutes.size,
    )


def _courses(rates: ArrayLike, servers: ArrayLike, minutes: ArrayLike) -> tuple[Floats, Floats, Floats]:
    rate, staff = _finite(rates, "rates"), _finite(servers, "servers")
    if rate.ndim != 1 or rate.shape != staff.shape or not 0 < rate.size <= MAX_INTERVALS:
        raise ValueError(f"rates and servers must be two lists of the same 1 to {MAX_INTERVALS} intervals")
    if np.any(staff != np.floor(staff)) or staff.max() > MAX_AGENTS:
        raise ValueError(f"servers must be whole numbers up to {MAX_AGENTS}")
    length = _finite(minutes, "minutes")
    if length.ndim > 1 or (length.ndim == 1 and length.size != rate.size) or np.any(length <= 0):
        raise ValueError("minutes must be above 0, one for all the intervals or one each")
    return rate, staff, np.broadcast_to(length, rate.shape).copy()


def _pool(handle: float, patience: float, threshold: float, balking: float, shift_end: ShiftEnd) -> Pool:
    handle, patience = _number(handle, "handle_minutes"), _number(patience, "patience_minutes")
    threshold, balking = _number(threshold, "threshold_minutes"), _number(balking, "hang_up_at_once")
    if not (0 < handle < np.inf and patience > 0):
        raise ValueError("handle_minutes must be above 0 and finite, patience_minutes above 0")
    if not 0 <= threshold < np.inf:
        raise ValueError("threshold_minutes must be finite and not negative")
    if not 0 <= balking <= 1:
        raise ValueError("hang_up_at_once must be within 0..1")
    cuts = ShiftEnd(shift_end) is ShiftEnd.MID_CALL_RETURNS
    return Pool(1.0 / handle, 1.0 / patience, balking, threshold, cuts)


def _course(rate: Floats, staff: Floats, minutes: Floats, pool: Pool, start: Start) -> march.Course:
    starts = np.concatenate([[0.0], np.cumsum(minutes)])
    period = float(starts[-1])
    changing = np.flatnonzero(np.diff(staff))
    changes, after = starts[1:][changing], staff[1:][changing]
    if Start(start) is Start.PERIODIC:
        if staff[-1] != staff[0]:
            changes, after = np.append(changes, period), np.append(after, staff[0])
        turns = 1 + int(np.ceil(min(pool.threshold / period, 1e9)))
        if changes.size * turns > MAX_CHANGES:
            raise ValueError("threshold_minutes spans too many intervals")
        if changes.size:
            changes = (changes + period * np.arange(turns)[:, None]).ravel()
            after = np.tile(after, turns)
    return march.Course(rate, staff, starts, changes, after, march.Limits(TOLERANCE / period, march.MAX_WORK))


def _paces(course: march.Course, pool: Pool, *, is_periodic: bool) -> Floats:
    """(n,) work allowed by the end of each interval of the first turn: an input that proves far heavier than
    its estimate stops early. Refuses at once what would only be refused after the longest of computations."""
    by_interval = work_by_interval(course, pool)
    turn = float(by_interval.sum())
    if not turn * (turns_to_relax(course, pool) if is_periodic else 1.0) <= march.MAX_WORK:
        raise ValueError(TOO_LARGE)
    share = np.cumsum(by_interval) / max(turn, 1.0)
    return np.minimum(HEAD_START + SLACK * march.MAX_WORK * share, march.MAX_WORK)


def _check_stable(course: march.Course, minutes: Floats, pool: Pool) -> None:
    joining = (course.rates * minutes).sum() * (1.0 - pool.balking)
    if pool.leaving == 0.0 and joining >= (course.staff * minutes).sum() * pool.service:
        raise ValueError("no periodic regime: nobody hangs up and agents are too few")


def _finite(value: ArrayLike, name: str) -> Floats:
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"{name} must be made of numbers") from error
    if not np.all(np.isfinite(array)) or np.any(array < 0):
        raise ValueError(f"{name} must be finite and not negative")
    return array


def _number(value: float, name: str) -> float:
    try:
        return float(value)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"{name} must be a number") from error
