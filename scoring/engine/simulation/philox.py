"""Numbers that depend on their name alone: a counter-based generator.

Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011). A
draw is a pure function of (seed, replication, who, what for): whoever asks, in whatever order, in whatever
process, gets the same number, which is what lets every bid face the same callers.
"""

from typing import NamedTuple

import numpy as np

from scoring.engine.simulation.bare import bare

_MULTIPLIER_A, _MULTIPLIER_B = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL_A, _WEYL_B = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_DROPPED = np.uint64(11)
_ROUNDS = 10


class Stream(NamedTuple):
    """One replication of one seed: the key, low and high words, and the last word of every counter."""

    key_low: np.uint64
    key_high: np.uint64
    replication: np.uint64


def stream(seed: int, replication: int) -> Stream:
    """Raises ValueError unless 0 <= seed < 2**64 and 0 <= replication < 2**32."""
    if not (0 <= seed < 2**64 and 0 <= replication < 2**32):
        raise ValueError("seed and replication must fit 64 and 32 bits")
    return Stream(np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32), np.uint64(replication))


@bare
def block(of: Stream, who: int, when: int, what: int) -> tuple[np.uint64, np.uint64]:
    """Two words of 64 random bits for one name; each part of the name is taken modulo 2**32."""
    a, b = np.uint64(who) & _LOW, np.uint64(when) & _LOW
    c, d = np.uint64(what) & _LOW, of.replication
    k, m = of.key_low, of.key_high
    for _ in range(_ROUNDS):
        p, q = _MULTIPLIER_A * a, _MULTIPLIER_B * c
        a, b, c, d = (q >> _HALF) ^ b ^ k, q & _LOW, (p >> _HALF) ^ d ^ m, p & _LOW
        k, m = (k + _WEYL_A) & _LOW, (m + _WEYL_B) & _LOW
    return (a << _HALF) | b, (c << _HALF) | d


@bare
def uniform(word: np.uint64) -> float:
    """In ]0, 1[, never an end: 53 bits, in the middle of their step."""
    return (float(np.int64(word >> _DROPPED)) + 0.5) * 1.1102230246251565e-16


@bare
def upper(word: np.uint64) -> float:
    """A uniform of 32 bits from the upper half of a word."""
    return (float(np.int64(word >> _HALF)) + 0.5) * 2.3283064365386963e-10


@bare
def lower(word: np.uint64) -> float:
    """A uniform of 32 bits from the lower half of a word."""
    return (float(np.int64(word & _LOW)) + 0.5) * 2.3283064365386963e-10
