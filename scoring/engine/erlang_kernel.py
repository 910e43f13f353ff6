"""The integrals behind Erlang B, C and A, as sums of positive terms: nothing cancels, at any size.

Time unit: one mean handle time. With n agents, load a, patience p, and pi_n = 1 for the state "all busy,
nobody waiting", the states below weigh
    L = sum_{k<n} pi_k = n * int_0^inf exp((n-1) log(1+v) - a v) dv
and the density of the offered wait V of a caller who finds everybody busy is (Baccelli and Hebuterne, 1981)
    f(u) = n exp(g(u)),   g(u) = b p (1 - exp(-u/p)) - n u,   b = a (1 - share who hang up at once).
Both exponents are concave. Each integral starts at its highest point and walks away from it in panels that
double (16-point Gauss-Legendre), with differences of exponents written by psi and phi, exact near zero.
"""

import math

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled

Floats = NDArray[np.float64]

_X, _W = np.polynomial.legendre.leggauss(16)
NODES: Floats = 0.5 * (_X + 1.0)
WEIGHTS: Floats = 0.5 * _W
# exp(-60) is below any share of a sum that float64 can hold, whatever the weight it is multiplied by.
NEGLIGIBLE = 60.0


@compiled
def psi(w: float) -> float:
    """w - log(1 + w), without cancellation near zero."""
    if abs(w) > 0.25:
        return w - math.log1p(w)
    r = w / (2.0 + w)
    square, power, total = r * r, r * r, 0.0
    for k in range(3, 27, 2):
        total += power / k
        power *= square
    return r * w - 2.0 * r * total


@compiled
def phi(z: float) -> float:
    """exp(-z) - 1 + z, without cancellation near zero."""
    if abs(z) > 0.25:
        return math.exp(-z) - 1.0 + z
    term, total = 0.5 * z * z, 0.0
    for k in range(3, 16):
        total += term
        term *= -z / k
    return total


@compiled
def below_side(n: float, slope: float, side: float, reach: float) -> float:
    """int_0^reach exp(-(n-1) psi(side w) - slope w) dw."""
    width = min(1.0, 1.0 / slope if slope > 0.0 else 1e300)
    if n > 1.0:
        width = min(width, math.sqrt(2.0 / (n - 1.0)))
    low, total = 0.0, 0.0
    while low < reach and (n - 1.0) * psi(side * low) + slope * low < NEGLIGIBLE:
        high = min(low + width, reach)
        part = 0.0
        for k in range(16):
            w = low + (high - low) * NODES[k]
            part += WEIGHTS[k] * math.exp(-(n - 1.0) * psi(side * w) - slope * w)
        total += part * (high - low)
        low, width = high, high
    return total


@compiled
def below(a: float, n: float) -> tuple[float, float]:
    """(L', log scale) with L = L' exp(scale), for a > 0 and n >= 1."""
    if n - 1.0 <= a:
        return n * below_side(n, a - (n - 1.0), 1.0, 1e300), 0.0
    r = a / (n - 1.0)
    total = below_side(n, 0.0, 1.0, 1e300) + below_side(n, 0.0, -1.0, 1.0 - r)
    # r - 1 would round to -1 for the smallest loads, whose logarithm is not infinite.
    return n * total / r, (n - 1.0) * (psi(r - 1.0) if r > 0.5 else r - 1.0 - math.log(r))


@compiled
def waiting_part(b: float, n: float, p: float, start: float, reach: float, side: float, out: Floats) -> None:
    """Adds to out[0..3] the integrals of e, e s, e (1-s), e u s over [start, start + side*reach].

    e = n exp(g(u) - g(start)), s = exp(-u/p). `start` is the end of the interval where g is highest.
    """
    lean = math.log1p((b - n) / n) - start / p
    slope = n * math.expm1(lean)
    curve = n * math.exp(lean) * p
    if slope * side > 0.0:
        slope = 0.0
    width = min(p, p * math.sqrt(2.0 / curve), 1.0 / abs(slope) if slope != 0.0 else 1e300)
    low = 0.0
    while low < reach and curve * phi(side * low / p) + abs(slope) * low < NEGLIGIBLE:
        high = min(low + width, reach)
        for k in range(16):
            step = low + (high - low) * NODES[k]
            u = start + side * step
            e = math.exp(-curve * phi(side * step / p) - abs(slope) * step) * n * WEIGHTS[k] * (high - low)
            gone = -math.expm1(-u / p)
            out[0] += e
            out[1] += e * (1.0 - gone)
            out[2] += e * gone
            out[3] += e * u * (1.0 - gone)
        low, width = high, high


@compiled
def drop(b: float, n: float, p: float, peak: float, u: float) -> float:
    """g(u) - g(peak), at most 0."""
    if peak > 0.0:
        return -n * p * phi((u - peak) / p)
    return -b * p * phi(u / p) - (n - b) * u


@compiled
def waiting_between(b: float, n: float, p: float, peak: float, low: float, high: float, out: Floats) -> None:
    """Adds to out[0..3] the integrals over [low, high], scaled by exp(-g(peak))."""
    part = np.zeros(4)
    if low >= peak:
        waiting_part(b, n, p, low, high - low, 1.0, part)
        part *= math.exp(drop(b, n, p, peak, low))
    elif high <= peak:
        waiting_part(b, n, p, high, high - low, -1.0, part)
        part *= math.exp(drop(b, n, p, peak, high))
    else:
        waiting_part(b, n, p, peak, peak - low, -1.0, part)
        waiting_part(b, n, p, peak, high - peak, 1.0, part)
    out += part


@compiled
def erlang_a_point(a: float, n: float, p: float, balk: float, times: Floats, out: Floats) -> None:
    """One system, a > 0, n >= 1, `times` ascending (k of them). Fills out (5 + 3k):

    p_wait, p_abandon, p_answer, mean wait, mean wait of the answered times p_answer, then for each time
    answered within, abandoned within, P(V <= time).
    """
    k, b, stay = times.size, a * (1.0 - balk), 1.0 - balk
    peak = p * math.log1p((b - n) / n) if b > n else 0.0
    under, below_scale = below(a, n)
    over_scale = n * p * psi((b - n) / n) if b > n else 0.0
    parts = np.zeros((k + 1, 4))
    for i in range(k + 1):
        low = times[i - 1] if i > 0 else 0.0
        high = times[i] if i < k else 1e300
        waiting_between(b, n, p, peak, low, high, parts[i])
    scale = max(below_scale, over_scale)
    under *= math.exp(below_scale - scale)
    parts *= math.exp(over_scale - scale)
    whole = np.zeros(4)
    for i in range(k + 1):
        whole += parts[i]
    mass = under + whole[0]
    out[0] = whole[0] / mass
    out[1] = (balk * whole[0] + stay * whole[2]) / mass
    out[2] = (under + stay * whole[1]) / mass
    out[3] = p * stay * whole[2] / mass
    out[4] = stay * whole[3] / mass
    _within(p, balk, times, parts, under, mass, out)


@compiled
def _within(
    p: float, balk: float, times: Floats, parts: Floats, under: float, mass: float, out: Floats
) -> None:
    stay, done, gone, before = 1.0 - balk, under, 0.0, under
    tails = np.zeros(times.size + 1)
    for i in range(times.size - 1, -1, -1):
        tails[i] = tails[i + 1] + parts[i + 1, 0]
    for i in range(times.size):
        done += stay * parts[i, 1]
        gone += stay * parts[i, 2] + balk * parts[i, 0]
        before += parts[i, 0]
        late = -stay * math.expm1(-times[i] / p) + balk
        out[5 + 3 * i] = done / mass
        out[6 + 3 * i] = (gone + late * tails[i]) / mass
        out[7 + 3 * i] = before / mass


@compiled
def erlang_a_many(a: Floats, n: Floats, p: Floats, balk: Floats, times: Floats, out: Floats) -> None:
    """Rows of `out` for rows of a, n, p, balk, with a > 0 and n >= 1."""
    for i in range(a.size):
        erlang_a_point(a[i], n[i], p[i], balk[i], times, out[i])


@compiled
def below_many(a: Floats, n: Floats, out: Floats) -> None:
    """(L', log scale) for rows of a > 0, n >= 1."""
    for i in range(a.size):
        out[i, 0], out[i, 1] = below(a[i], n[i])
