"""From replications to figures: means with their Monte Carlo noise, and paired differences."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]


# With fewer replications a regression costs more than it explains.
FEWEST_CONTROLLED = 10


class Figure(NamedTuple):
    """`mean` over the replications, None of nothing; `half_width_95`: Student's, None from one of them."""

    mean: float | None
    half_width_95: float | None

    def to_dict(self) -> dict[str, float | None]:
        return self._asdict()


class Series(NamedTuple):
    """One value a replication, as part / whole: (R,) each. Shares are those of all contacts together.

    control (R,): what is known to average zero and explains part of the noise: by how much the callers of the
    replication outnumber the mean, in proportion. It depends on the lot alone, not on the bid.
    """

    part: Floats
    whole: Floats
    control: Floats | None = None


def ones(part: Floats, control: Floats | None = None) -> Series:
    """A count, as itself over one."""
    return Series(part, np.ones_like(part), control)


class _Fit(NamedTuple):
    """mean, what is left unexplained of each replication (R,), variance of the mean for that of one residual
    1, degrees of freedom."""

    mean: float
    residuals: Floats
    leverage: float
    freedom: int


def figure(series: Series) -> Figure:
    """Ratio of sums, less what the control explains; its noise by the delta method (Cochran, Sampling
    Techniques, 1977, chapters 6 and 7)."""
    fit = _fit(series)
    return Figure(None, None) if fit is None else Figure(fit.mean, _half_width(fit))


def difference(a: Series, b: Series) -> Figure:
    """a - b, replication by replication, both having faced the same callers. Raises ValueError otherwise."""
    if a.part.size != b.part.size:
        raise ValueError("a paired difference needs as many replications on both sides")
    first, second = _fit(a), _fit(b)
    if first is None or second is None:
        return Figure(None, None)
    apart = _Fit(
        first.mean - second.mean,
        first.residuals - second.residuals,
        max(first.leverage, second.leverage),
        min(first.freedom, second.freedom),
    )
    return Figure(apart.mean, _half_width(apart))


def _fit(series: Series) -> _Fit | None:
    """None where there is nothing to divide by."""
    whole = float(series.whole.sum())
    if whole <= 0.0:
        return None
    ratio, size = float(series.part.sum()) / whole, series.part.size
    influence = (series.part - ratio * series.whole) / series.whole.mean()
    if series.control is None or size < FEWEST_CONTROLLED or not np.ptp(series.control):
        return _Fit(ratio, influence, 1.0 / size, size - 1)
    return _controlled(series, series.control, ratio, influence)


def _controlled(series: Series, control: Floats, ratio: float, influence: Floats) -> _Fit:
    """Regression on the control, read where it is zero, its known mean."""
    middle, size = float(control.mean()), control.size
    centred = control - middle
    squares = float((centred**2).sum())
    slope = float((influence * centred).sum()) / squares
    most = 1.0 if (series.part <= series.whole).all() else math.inf
    mean = min(max(ratio - slope * middle, 0.0), most)
    return _Fit(mean, influence - slope * centred, 1.0 / size + middle**2 / squares, size - 2)


def _half_width(fit: _Fit) -> float | None:
    if fit.freedom < 1:
        return None
    # Residuals sum to zero by construction, up to rounding.
    variance = float((fit.residuals**2).sum()) / fit.freedom * fit.leverage
    return float(special.stdtrit(fit.freedom, 0.975)) * math.sqrt(variance)


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


def finite_mean(values: Floats, control: Floats | None = None) -> Figure:
    """Of the replications in which there is something to measure."""
    kept = np.isfinite(values)
    if not kept.any():
        return Figure(None, None)
    return figure(ones(values[kept], None if control is None else control[kept]))
