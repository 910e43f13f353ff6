"""Durations from uniforms, by inversion: a longer mean makes the same caller's call longer, never another.

Everything but the exponential goes through the normal score z of the uniform (Wichura, algorithm AS 241,
Applied Statistics 37, 1988). A gamma is read in a table of its log-quantile against z, which is almost a
straight line, by cubics: relative error under 1e-7 where it matters. Observed values are each as likely as
another, the uniform being a rank among them: nothing is smoothed, so that their mean is the law's.
"""

import math
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring.engine.model import MAX_VALUES, Distribution
from scoring.engine.simulation.bare import bare

Floats = NDArray[np.float64]
Records = NDArray[np.void]
_REACH, _STEPS = 8.5, 32
_NODES = int(2 * _REACH * _STEPS) + 1
_SMALLEST_CV = 1e-4  # a spread under a ten-thousandth of the mean is none

FIXED, EXPONENTIAL, LOGNORMAL, TABLE, OBSERVED = 0, 1, 2, 3, 4


class Purpose(IntEnum):
    """What a draw is for: the upper four bits of the third part of its name."""

    ARRIVAL = 1
    ATTEMPT = 2
    DELAY = 3
    TRANSFER = 4
    LEVEL = 5
    ABSENCE = 6
    COHORT = 7
    CHOICE = 8


LAW = np.dtype(
    [("kind", "i8"), ("first", "f8"), ("second", "f8"), ("table", "f8", (MAX_VALUES,))], align=True
)


def laws(
    described: Sequence[tuple[Distribution, float, float]], observed: Sequence[Sequence[float]] = ()
) -> Records:
    """LAW records from (distribution, mean, coefficient of variation) each: kind; mean, or log-mean and
    log-deviation, or mean and number of values; log-quantiles, or the values in order. `observed`: the values
    of each law, of which only the empirical ones have any."""
    found = np.zeros(len(described), LAW)
    for row, item, values in zip(found, described, observed or [()] * len(described), strict=True):
        kind, first, second = (OBSERVED, item[1], len(values)) if values else _law(*item)
        row["kind"], row["first"], row["second"] = kind, first, second
        if kind == TABLE:
            row["table"][:_NODES] = gamma_log_quantiles(first, second)
        row["table"][: len(values)] = np.sort(values)
    return found


def _law(distribution: Distribution, mean: float, cv: float) -> tuple[int, float, float]:
    if distribution is Distribution.EXPONENTIAL:
        return EXPONENTIAL, mean, 0.0
    if distribution is Distribution.DETERMINISTIC or cv < _SMALLEST_CV:
        return FIXED, mean, 0.0
    if distribution is Distribution.GAMMA:
        return TABLE, mean, 1.0 / cv**2
    variance = math.log1p(cv**2)
    return LOGNORMAL, math.log(mean) - variance / 2.0, math.sqrt(variance)


def gamma_log_quantiles(mean: float, shape: float) -> Floats:
    """(nodes,) log of the quantiles of a gamma at normal scores -8.5 to 8.5."""
    z = np.linspace(-_REACH, _REACH, _NODES)
    upper = z > 0
    found = np.where(
        upper,
        special.gammainccinv(shape, special.ndtr(-z)),
        special.gammaincinv(shape, special.ndtr(np.minimum(z, 0.0))),
    )
    # Under the smallest float64 the quantile is (p Γ(k + 1)) ** (1 / k), whose logarithm is well inside.
    tail = (special.log_ndtr(z) + special.gammaln(shape + 1.0)) / shape
    with np.errstate(divide="ignore"):
        logs = np.where(found > 1e-280, np.log(found), tail)
    quantiles: Floats = logs + math.log(mean / shape)
    return quantiles


@bare
def duration(u: float, law: np.void) -> float:
    """The quantile u of one LAW, in the unit of its mean."""
    kind = law["kind"]
    if kind == EXPONENTIAL:
        return float(-law["first"] * math.log(1.0 - u))
    if kind == FIXED:
        return float(law["first"])
    if kind == OBSERVED:
        return float(law["table"][int(min(u * law["second"], law["second"] - 1.0))])
    z = normal_score(u)
    if kind == LOGNORMAL:
        return math.exp(law["first"] + law["second"] * z)
    return math.exp(_between(law["table"], z))


@bare
def _between(table: Floats, z: float) -> float:
    """Cubic through the four nodes around z."""
    spot = min(max((z + _REACH) * _STEPS, 1.0), _NODES - 2.000001)
    node = int(spot)
    e, f, g, h = spot - node + 1.0, spot - node, spot - node - 1.0, spot - node - 2.0
    found = -f * g * h / 6.0 * table[node - 1] + e * g * h / 2.0 * table[node]
    return float(found - e * f * h / 2.0 * table[node + 1] + e * f * g / 6.0 * table[node + 2])


@bare
def normal_score(u: float) -> float:
    """z with P(N <= z) = u, to 1e-15."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return _middle(q)
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    z = _shoulder(r - 1.6) if r <= 5.0 else _far(r - 5.0)
    return -z if q < 0.0 else z


@bare
def _middle(q: float) -> float:
    r = 0.180625 - q * q
    above = r * 2.5090809287301226727e3 + 3.3430575583588128105e4
    above = (above * r + 6.7265770927008700853e4) * r + 4.5921953931549871457e4
    above = (above * r + 1.3731693765509461125e4) * r + 1.9715909503065514427e3
    above = (above * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0
    below = r * 5.2264952788528545610e3 + 2.8729085735721942674e4
    below = (below * r + 3.9307895800092710610e4) * r + 2.1213794301586595867e4
    below = (below * r + 5.3941960214247511077e3) * r + 6.8718700749205790830e2
    below = (below * r + 4.2313330701600911252e1) * r + 1.0
    return q * above / below


@bare
def _shoulder(r: float) -> float:
    above = r * 7.74545014278341407640e-4 + 2.27238449892691845833e-2
    above = (above * r + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0
    above = (above * r + 3.64784832476320460504e0) * r + 5.76949722146069140550e0
    above = (above * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0
    below = r * 1.05075007164441684324e-9 + 5.47593808499534494600e-4
    below = (below * r + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1
    below = (below * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0
    below = (below * r + 2.05319162663775882187e0) * r + 1.0
    return above / below


@bare
def _far(r: float) -> float:
    above = r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5
    above = (above * r + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2
    above = (above * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0
    above = (above * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0
    below = r * 2.04426310338993978564e-15 + 1.42151175831644588870e-7
    below = (below * r + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4
    below = (below * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1
    below = (below * r + 5.99832206555887937690e-1) * r + 1.0
    return above / below
