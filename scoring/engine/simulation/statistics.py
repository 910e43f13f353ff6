"""From replications to figures: means with their Monte Carlo noise, and paired differences."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]


class Figure(NamedTuple):
    """`mean` over the replications, None of nothing; `half_width_95`: Student's, None from one of them."""

    mean: float | None
    half_width_95: float | None

    def to_dict(self) -> dict[str, float | None]:
        return self._asdict()


class Series(NamedTuple):
    """One value a replication, as part / whole: (R,) each. Shares are those of all contacts together."""

    part: Floats
    whole: Floats


def ones(part: Floats) -> Series:
    """A count, as itself over one."""
    return Series(part, np.ones_like(part))


def figure(series: Series) -> Figure:
    """Ratio of sums; its noise by the delta method (Cochran, Sampling Techniques, 1977, chapter 6)."""
    whole = float(series.whole.sum())
    if whole <= 0.0:
        return Figure(None, None)
    ratio = float(series.part.sum()) / whole
    return Figure(ratio, _half_width(_influence(series, ratio)))


def difference(a: Series, b: Series) -> Figure:
    """a - b, replication by replication, both having faced the same callers. Raises ValueError otherwise."""
    if a.part.size != b.part.size:
        raise ValueError("a paired difference needs as many replications on both sides")
    first, second = figure(a), figure(b)
    if first.mean is None or second.mean is None:
        return Figure(None, None)
    influence = _influence(a, first.mean) - _influence(b, second.mean)
    return Figure(first.mean - second.mean, _half_width(influence))


def _influence(series: Series, ratio: float) -> Floats:
    found: Floats = (series.part - ratio * series.whole) / series.whole.mean()
    return found


def _half_width(influence: Floats) -> float | None:
    size = influence.size
    if size < 2:
        return None
    # The sum of influences is zero by construction, up to rounding.
    return student(float((influence**2).sum()), size)


def student(squares: float, size: int) -> float:
    """Half-width at 95 % from the sum of squared deviations of `size` values."""
    return float(special.stdtrit(size - 1, 0.975)) * math.sqrt(squares / (size - 1) / size)


def percentiles(counts: NDArray[np.int64], at_once: NDArray[np.int64], edges: Floats, share: float) -> Floats:
    """(R,) wait not exceeded by `share` of the answered; nan when nobody is. counts (R, F + 1) of those who
    waited, by the least edge not exceeded; at_once (R,) of those who did not."""
    known = np.concatenate([at_once[:, None], at_once[:, None] + np.cumsum(counts, axis=1)], axis=1)
    marks = np.concatenate([[0.0], edges, edges[-1:]])
    found = np.full(known.shape[0], np.nan)
    for row, cumulated in enumerate(known):
        wanted = share * cumulated[-1]
        if cumulated[-1] > 0:
            place = int(np.searchsorted(cumulated, wanted))
            found[row] = 0.0 if place == 0 else _inside(cumulated, marks, place, wanted)
    return found


def _inside(cumulated: NDArray[np.int64], marks: Floats, place: int, wanted: float) -> float:
    step = float(cumulated[place] - cumulated[place - 1])
    part = (wanted - cumulated[place - 1]) / step if step > 0 else 0.0
    return float(marks[place - 1] + (marks[place] - marks[place - 1]) * part)


def finite_mean(values: Sequence[float] | Floats) -> Figure:
    """Of the replications in which there is something to measure."""
    kept = np.asarray(values, dtype=np.float64)
    kept = kept[np.isfinite(kept)]
    return figure(ones(kept)) if kept.size else Figure(None, None)
