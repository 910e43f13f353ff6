"""Numbers that depend on their name alone: a counter-based generator.

Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011). A
draw is a pure function of (seed, replication, who, what for): whoever asks, in whatever order, in whatever
process, gets the same number, which is what lets every bid face the same callers.
"""

from typing import NamedTuple

import numpy as np

from scoring.engine.simulation.bare import bare

MULTIPLIERS, WEYL, ROUNDS = (0xD2511F53, 0xCD9E8D57), (0x9E3779B9, 0xBB67AE85), 10
_MULTIPLIER_A, _MULTIPLIER_B = np.uint64(MULTIPLIERS[0]), np.uint64(MULTIPLIERS[1])
_WEYL_A, _WEYL_B = np.uint64(WEYL[0]), np.uint64(WEYL[1])
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_DROPPED = np.uint64(11)

Word = int | np.uint64


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
def four(of: Stream, who: int, when: int, what: int) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Four words of 32 random bits for one name; each part of the name is taken modulo 2**32."""
    a, b = np.uint64(who) & _LOW, np.uint64(when) & _LOW
    c, d = np.uint64(what) & _LOW, of.replication
    k, m = of.key_low, of.key_high
    for _ in range(ROUNDS):
        p, q = _MULTIPLIER_A * a, _MULTIPLIER_B * c
        a, b, c, d = (q >> _HALF) ^ b ^ k, q & _LOW, (p >> _HALF) ^ d ^ m, p & _LOW
        k, m = (k + _WEYL_A) & _LOW, (m + _WEYL_B) & _LOW
    return a, b, c, d


@bare
def block(of: Stream, who: int, when: int, what: int) -> tuple[np.uint64, np.uint64]:
    """The same as two words of 64 bits."""
    a, b, c, d = four(of, who, when, what)
    return (a << _HALF) | b, (c << _HALF) | d


@bare
def uniform(word: np.uint64) -> float:
    """In ]0, 1[, never an end: 53 bits, in the middle of their step."""
    return (float(np.int64(word >> _DROPPED)) + 0.5) * 1.1102230246251565e-16


@bare
def as_share(word: Word) -> float:
    """A uniform in ]0, 1[ of 32 bits."""
    return (float(np.int64(word)) + 0.5) * 2.3283064365386963e-10
