"""From the year's flows to measures of any scope: a set of contact types, entered from outside it."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.engine.demand import HOURS_PER_YEAR
from scoring.engine.mol import ABANDONED, BUSY, OFFERED, PASSED_SHARE, PASSED_TO, REDIALS, TRANSFERS
from scoring.engine.plan import Plan
from scoring.engine.result import Measures, ServiceLevels
from scoring.engine.tables import FIRST_TIME, P_ANSWER, WAIT, WAIT_ANSWERED
from scoring.engine.year import Year

Floats = NDArray[np.float64]
HIGH_OCCUPANCY = 0.9


class Totals:
    """Yearly totals by contact type, (T,) each; `inward` (T, T) transfers from one type into another."""

    def __init__(self, plan: Plan, year: Year) -> None:
        self.plan, self.year = plan, year
        self.scale = HOURS_PER_YEAR / plan.grid.size
        flows = year.flows.sum(axis=0) * self.scale
        live = plan.live
        self.offered, self.redials = flows[:, OFFERED], flows[:, REDIALS]
        attempts = self.offered + self.redials
        handled = flows[:, BUSY] / plan.team.handle_hours
        self.answered = np.where(live, attempts - flows[:, ABANDONED], handled)
        self.abandoned = attempts - self.answered
        self.lost = np.maximum(self.offered - self.answered, 0.0)
        self.work_hours = flows[:, BUSY] / plan.team.concurrency
        self.inward = self._inward(flows[:, TRANSFERS])
        self.waits = year.waits * self.scale
        self._hours = _group_hours(year)
        self._found: dict[tuple[int, ...], Measures] = {}

    def _inward(self, transfers: Floats) -> Floats:
        size = transfers.size
        sent = np.zeros((size, size))
        for i in range(size):
            to = int(self.plan.setting.links[PASSED_TO, i])
            if to >= 0:
                sent[i, to] = self.plan.setting.numbers[PASSED_SHARE, i] * self.answered[i]
        scale = transfers / np.maximum(sent.sum(axis=0), 1e-300)
        found: Floats = sent * scale
        return found

    def measures(self, chosen: Sequence[int]) -> Measures:
        """The scope of these contact types. Several names may stand for one scope: it is worked out once."""
        key = tuple(chosen)
        if key not in self._found:
            self._found[key] = self._measured(np.array(key, dtype=np.int64))
        return self._found[key]

    def _measured(self, rows: NDArray[np.int64]) -> Measures:
        offered = self.offered[rows]
        inner = self.inward[np.ix_(rows, rows)].sum(axis=0)
        entering = np.clip(1.0 - _ratios(inner, offered), 0.0, 1.0)
        answered = float((entering * self.answered[rows]).sum())
        completed = max(answered - float(((1.0 - entering) * self.lost[rows]).sum()), 0.0)
        outside = float((entering * offered).sum())
        redials = float((entering * self.redials[rows]).sum())
        waits = (entering[:, None] * self.waits[rows])[self.plan.live[rows]].sum(axis=0)
        live_attempts = float((entering * (offered + self.redials[rows]) * self.plan.live[rows]).sum())
        occupancy, high = self.occupancy(np.flatnonzero(self.plan.team.can[rows].any(axis=0)))
        return Measures(
            offered=outside,
            redials=redials,
            attempts=outside + redials,
            answered=answered,
            abandoned=outside + redials - answered,
            lost=max(outside - answered, 0.0),
            completed=completed,
            answered_share=share(answered, outside),
            answered_attempts_share=share(answered, outside + redials),
            completed_share=share(completed, outside),
            service_levels=service_levels(waits, live_attempts, self.year.times_seconds),
            mean_wait_seconds=_ratio(float(waits[WAIT]), live_attempts),
            mean_wait_answered_seconds=_ratio(float(waits[WAIT_ANSWERED]), float(waits[P_ANSWER])),
            wait_p90_answered_seconds=percentile(waits, self.year.times_seconds, 0.9),
            occupancy=occupancy,
            occupied_above_90_share=high,
            work_hours=float(self.work_hours[rows].sum()),
        )

    def occupancy(self, groups: NDArray[np.int64]) -> tuple[float | None, float | None]:
        """(busy over present hours, share of staffed group-hours above nine tenths); None without staff."""
        busy, present, high, staffed = self._hours[:, groups].sum(axis=1)
        return (float(busy / present), float(high / staffed)) if staffed > 0 else (None, None)


def _group_hours(year: Year) -> Floats:
    """(4, G) by group: heads busy and heads present summed over the hours staffed, how many of these hours
    are above nine tenths, and how many they are."""
    staffed = year.present > 1e-9
    present = np.where(staffed, year.present, 0.0)
    busy = np.minimum(year.busy, present)
    high = busy > HIGH_OCCUPANCY * present
    return np.stack([part.sum(axis=0, dtype=np.float64) for part in (busy, present, high & staffed, staffed)])


def service_levels(waits: Floats, attempts: float, times: Sequence[float]) -> tuple[ServiceLevels, ...]:
    levels = []
    for k, seconds in enumerate(times):
        within, gone, virtual = (float(waits[FIRST_TIME + 3 * k + j]) for j in range(3))
        levels.append(
            ServiceLevels(
                threshold_seconds=seconds,
                offered=share(within, attempts),
                answered=share(within, float(waits[P_ANSWER])),
                virtual=share(virtual, attempts),
                short_abandons_excluded=share(within, attempts - gone),
            )
        )
    return tuple(levels)


def percentile(waits: Floats, times: Sequence[float], wanted: float) -> float | None:
    """Wait (seconds) that `wanted` of the answered do not exceed: the tail is read as an exponential between
    the known points, 0 for those answered at once. None when nobody is answered."""
    answered = float(waits[P_ANSWER])
    if answered <= 1e-9:
        return None
    late = 1.0 - wanted
    left_time, left_tail = 0.0, min(max(float(waits[0]) - _lost_waiting(waits), 0.0) / answered, 1.0)
    if left_tail <= late:
        return 0.0
    for k, seconds in enumerate(times):
        tail = min(max(1.0 - float(waits[FIRST_TIME + 3 * k]) / answered, 1e-12), 1.0)
        if tail <= late:
            fall = math.log(left_tail / tail)
            return left_time + (seconds - left_time) * (
                math.log(left_tail / late) / fall if fall > 0 else 1.0
            )
        left_time, left_tail = seconds, tail
    return left_time


def _lost_waiting(waits: Floats) -> float:
    """Everybody who hangs up has found nobody free: waiting minus lost is answered after a wait."""
    return float(waits[1])


def share(part: float, whole: float) -> float | None:
    """part / whole kept within 0..1, or None of nothing."""
    return None if whole <= 1e-9 else min(max(part / whole, 0.0), 1.0)


def _ratio(part: float, whole: float) -> float | None:
    return None if whole <= 1e-9 else max(part / whole, 0.0)


def _ratios(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 1e-12, part / np.maximum(whole, 1e-12), 0.0)
