"""Three bands around each measure, kept apart: chance, the inputs, the reading of the specification."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.statistics import Figure, Series, figure

Floats = NDArray[np.float64]
Band = tuple[float, float] | None


def monte_carlo(found: Figure, most: float) -> Band:
    """The 95 % interval; None where there is nothing to measure, or a single replication."""
    if found.mean is None or found.half_width_95 is None:
        return None
    return _within(found.mean - found.half_width_95, most), _within(found.mean + found.half_width_95, most)


def inputs(
    base: Series, moved: Series, scenarios: Sequence[int], quantiles: tuple[float, float], most: float
) -> Band:
    """Quantiles of the measure over the worlds, widened to hold the mean."""
    mean = figure(base).mean
    if mean is None:
        return None
    changes = _changes(base, moved, scenarios)
    changes = np.sort(changes[np.isfinite(changes)])
    low, high = (_quantile(changes, at) for at in quantiles)
    return _within(mean + min(low, 0.0), most), _within(mean + max(high, 0.0), most)


def world_by_world(
    base: Series, moved: Series, scenarios: Sequence[int], most: float
) -> list[float | None] | None:
    """The measure in each world, None where nothing was offered; None altogether without a mean.

    Worlds are the same for all the bids of a lot: these lists may be compared place by place.
    """
    mean = figure(base).mean
    if mean is None:
        return None
    changes = _changes(base, moved, scenarios).tolist()
    return [_within(mean + change, most) if math.isfinite(change) else None for change in changes]


def _changes(base: Series, moved: Series, scenarios: Sequence[int]) -> Floats:
    """Each world is compared with the base on its own callers, for the difference to be added to the mean
    over all replications: what spreads is the inputs, not chance."""
    found: Floats = _values(moved) - _values(base)[np.array(scenarios, dtype=np.int64)]
    return found


def specification(mean: float | None, readings: Sequence[float]) -> Band:
    """From the least to the greatest of the readings, the one chosen included."""
    return None if mean is None else (min((mean, *readings)), max((mean, *readings)))


def shifted(mean: float | None, difference: Figure, most: float) -> float | None:
    """The measure under another reading: the base, and the paired difference."""
    if mean is None or difference.mean is None:
        return None
    return _within(mean + difference.mean, most)


def _values(series: Series) -> Floats:
    """(R,) shares; nan where nothing was offered."""
    whole = np.where(series.whole > 0.0, series.whole, np.nan)
    found: Floats = series.part / whole
    return found


def _quantile(ordered: Floats, at: float) -> float:
    """Between the two nearest values; 0 of none."""
    if not ordered.size:
        return 0.0
    place = at * (ordered.size - 1)
    below = math.floor(place)
    above = min(below + 1, ordered.size - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def _within(value: float, most: float) -> float:
    return min(max(value, 0.0), most)
