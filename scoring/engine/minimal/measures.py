"""What each target counts, hour of the week by hour of the week, as weights on the kinds of contact."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.minimal.loads import Loads
from scoring.engine.minimal.pools import Pools
from scoring.engine.model import HOURS_PER_WEEK, EngineInput, Measure, ServiceLevel, Target

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# Whoever takes contacts that are promised nothing is no longer free for the others: these are staffed too,
# for this share of callers, which no simulation then judges.
UNPROMISED = Target("", "", Measure.ANSWERED_CALLERS, 0.8)


class Counted(NamedTuple):
    """What is looked at in a pool. seconds and level count for SERVICE_LEVEL only."""

    measure: Measure
    seconds: float = 0.0
    level: ServiceLevel = ServiceLevel.OFFERED


@dataclass(frozen=True)
class Goal:
    """sum(weights * share of `counted` by kind and hour) + done >= share * whole, contacts of the period.

    weights (168, kinds). done: contacts held to be served anyhow (work that can wait), less those who, passed
    on inside the scope, must be answered there again.
    """

    target: Target
    counted: Counted
    weights: Floats
    done: float
    whole: float


def counted(target: Target) -> Counted:
    if target.measure is Measure.SERVICE_LEVEL:
        return Counted(target.measure, target.threshold_seconds, target.service_level)
    return Counted(target.measure)


def weekly(dated: Floats, hour_of_week: NDArray[np.int64]) -> Floats:
    """(168, T) sums over the period."""
    columns = [np.bincount(hour_of_week, column, HOURS_PER_WEEK) for column in dated.T]
    return np.stack(columns, axis=1)


def goals(data: EngineInput, load: Loads, found: Pools) -> tuple[Goal, ...]:
    """One a target that counts somebody, and one for the contacts that no target counts."""
    rates = weekly(load.rates, load.grid.hour_of_week)
    scopes = [np.array([target.covers(item) for item in data.contact_types]) for target in data.targets]
    rest = ~np.any(scopes, axis=0)
    every = zip((*data.targets, UNPROMISED), (*scopes, rest), strict=True)
    live = np.array([item.patience is not None for item in data.contact_types])
    asked = [_goal(target, chosen, live, rates, load.passed, found) for target, chosen in every]
    return tuple(goal for goal in asked if goal.whole > 0.0)


def _goal(target: Target, chosen: Flags, live: Flags, rates: Floats, passed: Floats, found: Pools) -> Goal:
    total = np.maximum(rates.sum(axis=0), 1e-300)
    inner = np.where(chosen, passed[chosen].sum(axis=0) / total, 0.0)
    entering = np.where(chosen, np.clip(1.0 - inner, 0.0, 1.0), 0.0)
    if target.measure is Measure.SERVICE_LEVEL:
        entering = entering * live
    again = inner if target.measure is Measure.ANSWERED_CALLERS else np.zeros_like(inner)
    weights = rates * (entering + again) * live
    return Goal(
        target=target,
        counted=counted(target),
        weights=np.stack([weights[:, list(kind.types)].sum(axis=1) for kind in found.kinds], axis=1)
        if found.kinds
        else np.zeros((HOURS_PER_WEEK, 0)),
        done=float((total * entering * ~live).sum() - (total * again * live).sum()),
        whole=float((total * entering).sum()),
    )
