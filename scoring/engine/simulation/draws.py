"""Durations from random words, by inversion: a longer mean makes the same caller's call longer, never
another.

Each law is a table of its quantiles at mean 1, finer towards both ends: sixteen cubics for each halving of
the probability of the nearer end. The error is under a ten-millionth of the duration for the usual laws; a
gamma so spread that a cubic would turn back is read along straight lines. Observed values are each as likely
as another, the word being a rank among them: nothing is smoothed, so that their mean is the law's.
"""

import math
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring.engine.model import Distribution
from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.bits import bits_of, float_of, whole
from scoring.engine.simulation.philox import Word

Floats = NDArray[np.float64]
Records = NDArray[np.void]
_SMALLEST_CV = 1e-4  # a spread under a ten-thousandth of the mean is none

# A word of 32 bits folded at its middle, plus a half, lies in [2**-1, 2**31[: 32 octaves, of 16 slots each.
_OCTAVES, _SLOTS = 32, 16
SIDE = _OCTAVES * _SLOTS
_SHIFT = 48  # bits of a float64 below the exponent and the first four digits
_LEAST = 1022 * _SLOTS
_INSIDE = ~((1 << _SHIFT) - 1)
_FOLD = 0xFFFFFFFF
_FLAT = (Distribution.DETERMINISTIC, Distribution.EMPIRICAL)


class Purpose(IntEnum):
    """What a draw is for: the upper four bits of the third part of its name."""

    ARRIVAL = 1
    ATTEMPT = 2
    TRANSFER = 4
    LEVEL = 5
    ABSENCE = 6
    COHORT = 7
    CHOICE = 8


# mean, row of `Laws.quantiles`; or first and number of `Laws.observed`, none where the law is a formula.
LAW = np.dtype([("mean", "f8"), ("row", "i8"), ("first", "i8"), ("size", "i8")])


class Laws(NamedTuple):
    """of: LAW records. quantiles (rows, 2 SIDE, 4): cubics by slot, for the shorter half then the longer.
    observed: values of every empirical law, in order inside each."""

    of: Records
    quantiles: Floats
    observed: Floats

    def split(self, at: int) -> tuple["Laws", "Laws"]:
        """The first `at` laws and the others, over the same tables."""
        return self._replace(of=self.of[:at].copy()), self._replace(of=self.of[at:].copy())


def laws(
    described: Sequence[tuple[Distribution, float, float]], observed: Sequence[Sequence[float]] = ()
) -> Laws:
    """From (distribution, mean, coefficient of variation) each; equal shapes share their table. `observed`:
    the values of each law, of which only the empirical ones have any."""
    shapes = [_shape(distribution, cv) for distribution, _, cv in described]
    rows = {shape: row for row, shape in enumerate(dict.fromkeys(shapes))}
    values = [np.sort(np.asarray(some, dtype=np.float64)) for some in observed or [()] * len(described)]
    found = np.zeros(len(described), LAW)
    found["mean"] = [mean for _, mean, _ in described]
    found["row"] = [rows[shape] for shape in shapes]
    found["size"] = [some.size for some in values]
    found["first"] = np.cumsum(found["size"]) - found["size"]
    tables = [quantiles(*shape) for shape in rows] or [np.zeros((2 * SIDE, 4))]
    return Laws(found, np.stack(tables), np.concatenate([*values, np.zeros(1)]))


def _shape(distribution: Distribution, cv: float) -> tuple[Distribution, float]:
    if distribution is Distribution.EXPONENTIAL:
        return distribution, 1.0
    if distribution in _FLAT or cv < _SMALLEST_CV:
        return Distribution.DETERMINISTIC, 0.0
    return distribution, cv


def words_below(share: float) -> int:
    """How many words of 32 bits stand for a probability under `share`, as `philox.as_share` reads them."""
    return math.ceil(share * 2.0**32 - 0.5)


@lru_cache(maxsize=64)
def quantiles(distribution: Distribution, cv: float) -> Floats:
    """(2 SIDE, 4) coefficients by slot, from four points of the exact quantile in each."""
    octave = 2.0 ** np.arange(-1, _OCTAVES - 1)
    start = np.outer(octave, 1.0 + np.arange(_SLOTS) / _SLOTS).ravel()
    width = np.repeat(octave / _SLOTS, _SLOTS)
    nearer = (start[:, None] + width[:, None] * np.linspace(0.0, 1.0, 4)) / 2.0**32
    found = [_cubics(values, width) for values in _exact(distribution, cv, nearer)]
    return np.concatenate(found)


def _cubics(values: Floats, width: Floats) -> Floats:
    """Through four even points of each slot; straight where the cubic would not keep their order."""
    a, b, c, d = _rounded(values).T
    found = np.stack(
        [
            a,
            -5.5 * a + 9.0 * b - 4.5 * c + d,
            9.0 * a - 22.5 * b + 18.0 * c - 4.5 * d,
            -4.5 * a + 13.5 * b - 13.5 * c + 4.5 * d,
        ],
        axis=1,
    )
    at = np.linspace(0.0, 1.0, 17)
    slope = found[:, 1:2] + 2.0 * found[:, 2:3] * at + 3.0 * found[:, 3:4] * at**2
    turns = (slope.min(axis=1) < 0.0) & (slope.max(axis=1) > 0.0)
    found[turns, 1], found[turns, 2:] = (d - a)[turns], 0.0
    scaled: Floats = found / width[:, None] ** np.arange(4)
    return scaled


def _rounded(values: Floats) -> Floats:
    """To 32 significant bits: the last bit of a logarithm depends on the processor, the draws must not."""
    mantissa, exponent = np.frexp(values)
    found: Floats = np.ldexp(np.round(mantissa * 2.0**32) / 2.0**32, exponent)
    return found


def _exact(distribution: Distribution, cv: float, nearer: Floats) -> tuple[Floats, Floats]:
    """Quantiles at mean 1 of `nearer` and of 1 - `nearer`."""
    shorter: Floats = np.ones_like(nearer)
    longer: Floats = np.ones_like(nearer)
    if distribution is Distribution.EXPONENTIAL:
        shorter, longer = -np.log1p(-nearer), -np.log(nearer)
    elif distribution is Distribution.GAMMA:
        shape = np.full_like(nearer, cv**-2)
        shorter, longer = (
            special.gammaincinv(shape, nearer) / shape,
            special.gammainccinv(shape, nearer) / shape,
        )
    elif distribution is Distribution.LOGNORMAL:
        variance = math.log1p(cv**2)
        score = math.sqrt(variance) * special.ndtri(nearer)
        shorter, longer = np.exp(score - variance / 2.0), np.exp(-score - variance / 2.0)
    return shorter, longer


@bare
def quantile(word: Word, table: Floats, row: int) -> float:
    """At mean 1, for 32 random bits: of probability (word + 1/2) / 2**32."""
    drawn = whole(word)
    side = drawn >> 31
    place = float(drawn ^ (-side & _FOLD)) + 0.5
    bits = bits_of(place)
    slot = (bits >> _SHIFT) - _LEAST + side * SIDE
    past = place - float_of(bits & _INSIDE)
    found = (table[row, slot, 3] * past + table[row, slot, 2]) * past + table[row, slot, 1]
    return float(found * past + table[row, slot, 0])


@bare
def duration(word: Word, law: np.void, quantiles: Floats, observed: Floats) -> float:
    """What one LAW gives for 32 random bits, in the unit of its mean."""
    if law["size"] > 0:
        return float(observed[law["first"] + ((whole(word) * law["size"]) >> 32)])
    return float(law["mean"] * quantile(word, quantiles, law["row"]))
