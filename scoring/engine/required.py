"""The least heads that keep the promise in one hour, by Erlang A."""

import math

import numpy as np
from numpy.typing import NDArray

from scoring.engine.erlang_kernel import erlang_a_point
from scoring.engine.jit import compiled
from scoring.engine.model import HOURS_PER_WEEK, EngineInput, Measure, ServiceLevel, Target
from scoring.engine.plan import Plan

Floats = NDArray[np.float64]
_ANSWERED = -1
_CODES = {level: code for code, level in enumerate(ServiceLevel)}


def required_heads(plan: Plan, level: int) -> Floats:
    """(168,) least heads, all languages and channels of the level pooled, on the mean load of each hour.

    A target counts when it covers a type of the level. Deferrable work adds its mean load. Without a target,
    the heads that the work alone keeps busy, rounded up.
    """
    types = plan.data.contact_types
    chosen = np.array([item.level == level for item in types])
    live = chosen & plan.live
    load, rates = plan.weekly_load[:, live].sum(axis=1), plan.weekly_rates[:, live].sum(axis=1)
    heads = np.ceil(load - 1e-9)
    if rates.sum() > 0:
        hours = float(load.sum() / rates.sum())
        patience, balk = _patience(plan, live, hours)
        for target in applicable(plan.data, level):
            code = _CODES[target.service_level] if target.measure is Measure.SERVICE_LEVEL else _ANSWERED
            times = np.array([target.threshold_seconds / 3600.0 / hours])
            heads = np.maximum(heads, _least_by_hour(load, patience, balk, times, code, target.share))
    found: Floats = heads + plan.weekly_load[:, chosen & ~plan.live].sum(axis=1)
    return found


def applicable(data: EngineInput, level: int) -> list[Target]:
    return [
        target
        for target in data.targets
        if any(item.level == level and item.patience and target.covers(item) for item in data.contact_types)
    ]


def _patience(plan: Plan, live: NDArray[np.bool_], hours: float) -> tuple[float, float]:
    """Mean patience (in mean handle times) and share that hangs up at once, over the level's contacts."""
    weights = plan.weekly_rates[:, live].sum(axis=0)
    weights /= weights.sum()
    waits = [item.patience for item in plan.data.contact_types if item.patience]
    kept = [wait for wait, chosen in zip(waits, live[plan.live], strict=True) if chosen]
    minutes = sum(weight * wait.mean_minutes for weight, wait in zip(weights, kept, strict=True))
    balk = sum(weight * wait.hang_up_at_once_share for weight, wait in zip(weights, kept, strict=True))
    return float(minutes) / 60.0 / hours, min(float(balk), 1.0)


def _least_by_hour(load: Floats, p: float, q: float, times: Floats, code: int, share: float) -> Floats:
    loads, place = np.unique(load, return_inverse=True)
    least = np.zeros(loads.size)
    least_agents(loads, p, q, times, code, share, least)
    found: Floats = least[place].reshape(HOURS_PER_WEEK)
    return found


@compiled
def least_agents(
    loads: Floats, p: float, q: float, times: Floats, code: int, share: float, out: Floats
) -> None:
    """`loads` ascending. Bisection between nobody and a number past which more heads change nothing that
    float64 can hold; a heavier load needs no fewer, which gives a first bracket to double."""
    least = 0.0
    for k in range(loads.size):
        load = loads[k]
        if load <= 0.0:
            continue
        low, high, step = max(least - 1.0, 0.0), max(least, 1.0), 1.0
        most = float(math.ceil(load + 10.0 * math.sqrt(load)) + 40)
        while high < most and _reached(load, high, p, q, times, code) < share:
            low, high, step = high, min(high + step, most), 2.0 * step
        while high - low > 1.0:
            middle = float(math.floor((low + high) / 2.0))
            if _reached(load, middle, p, q, times, code) >= share:
                high = middle
            else:
                low = middle
        least = out[k] = high


@compiled
def _reached(load: float, agents: float, p: float, q: float, times: Floats, code: int) -> float:
    out = np.zeros(8)
    erlang_a_point(load, agents, p, q, times, out)
    answer, within, gone = float(out[2]), float(out[5]), float(out[6])
    if code == 1:
        return within / answer if answer > 0.0 else 0.0
    if code == 2:
        return float(out[7])
    if code == 3:
        return within / (1.0 - gone) if gone < 1.0 else 0.0
    return within if code == 0 else answer
