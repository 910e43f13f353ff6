"""The integrals behind Erlang B, C and A, as sums of positive terms: nothing cancels, at any size.

Time unit: one mean handle time. With n agents, load a, patience p, and pi_n = 1 for the state "all busy,
nobody waiting", the states below weigh
    L = sum_{k<n} pi_k = n * int_0^inf exp((n-1) log(1+v) - a v) dv
and the density of the offered wait V of a caller who finds everybody busy is (Baccelli and Hebuterne, 1981)
    f(u) = n exp(g(u)),   g(u) = b p (1 - exp(-u/p)) - n u,   b = a (1 - share who hang up at once).
A patience of 1e6 multiplies what b lost by rounding: b is held as a sum of two floats, `b` and `rest`.
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
# log 2 in two parts, the first short enough for its small multiples to be exact; 2**27 + 1 halves a float.
LOG2_HIGH, LOG2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
SPLITTER = 134217729.0


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
    scale = (n - 1.0) * (psi(r - 1.0) if r > 0.5 else r - 1.0 - math.log(r))
    return n * total, scale - math.log(r)


@compiled
def product(x: float, y: float) -> tuple[float, float]:
    """x y as a sum of two floats, exactly (Dekker 1971)."""
    far_x, far_y = SPLITTER * x, SPLITTER * y
    x_high, y_high = far_x - (far_x - x), far_y - (far_y - y)
    x_low, y_low = x - x_high, y - y_high
    whole = x * y
    return whole, ((x_high * y_high - whole) + x_high * y_low + x_low * y_high) + x_low * y_low


@compiled
def joining(a: float, balk: float) -> tuple[float, float]:
    """a (1 - balk) as a sum of two floats."""
    stay = 1.0 - balk
    whole, rest = product(a, stay)
    return whole, rest + a * ((1.0 - stay) - balk)


@compiled
def peak_of(b: float, rest: float, n: float, p: float) -> tuple[float, float]:
    """Where g is highest, p log(b/n) or 0, as a sum of two floats right to 1e-17.

    A patience of 1e6 puts it millions of times farther than the density is wide: one float is not enough.
    log(b/n) = k log 2 + 2 atanh(s), s = (b - n 2^k) / (b + n 2^k).
    """
    if (b - n) + rest <= 0.0:
        return 0.0, 0.0
    k = math.floor(math.log2(b / n) + 0.5)
    near = n * 2.0**k
    total, s = b + near, (b - near) / (b + near)
    lost = (b - (total - near)) + (near - (total - (total - near))) + rest
    back, spill = product(s, total)
    fine = (((b - near) - back) - spill + rest - s * lost) / total
    series, square = 0.0, s * s
    for j in range(31, 1, -2):
        series = square * (1.0 / j + series)
    high = k * LOG2_HIGH + 2.0 * s
    low = (k * LOG2_HIGH - high) + 2.0 * s + (k * LOG2_LOW + 2.0 * fine + 2.0 * s * series)
    peak, spare = product(p, high)
    spare += p * low
    return peak + spare, (peak - (peak + spare)) + spare


@compiled
def lean_at(b: float, rest: float, n: float, p: float, top: tuple[float, float], u: float) -> float:
    """log(b exp(-u/p) / n), which gives the slope of g; without cancellation near the peak."""
    excess = (b - n) + rest
    if excess > 0.0:
        return ((top[0] - u) + top[1]) / p
    return math.log1p(excess / n) - u / p


@compiled
def waiting_part(
    lean: float, n: float, p: float, start: float, reach: float, side: float, out: Floats
) -> None:
    """Adds to out[0..3] the integrals of e, e s, e (1-s), e u s over [start, start + side*reach].

    e = n exp(g(u) - g(start)), s = exp(-u/p). `start` is the end of the interval where g is highest (to one
    float: on the peak itself `fall` may be negative by as little), `lean` that of `start`.
    """
    fall = -side * n * math.expm1(lean)
    curve = n * math.exp(lean) * p
    width = min(p, p * math.sqrt(2.0 / curve), 1.0 / abs(fall) if fall != 0.0 else 1e300)
    low = 0.0
    while low < reach and curve * phi(side * low / p) + fall * low < NEGLIGIBLE:
        high = min(low + width, reach)
        for k in range(16):
            step = low + (high - low) * NODES[k]
            u = start + side * step
            e = math.exp(-curve * phi(side * step / p) - fall * step) * n * WEIGHTS[k] * (high - low)
            stays = math.exp(-u / p)
            out[0] += e
            out[1] += e * stays
            out[2] -= e * math.expm1(-u / p)
            out[3] += e * u * stays
        # Towards zero exp(-u/p) grows, and the next panel with it no wider than p.
        low, width = high, high if side > 0.0 else min(high, p)


@compiled
def drop(b: float, rest: float, n: float, p: float, lean: float, u: float) -> float:
    """g(u) - g(peak), at most 0."""
    excess = (b - n) + rest
    if excess > 0.0:
        return -n * p * phi(-lean)
    return -b * p * phi(u / p) + excess * u


@compiled
def waiting_between(
    calls: tuple[float, float],
    n: float,
    p: float,
    top: tuple[float, float],
    low: float,
    high: float,
    out: Floats,
) -> None:
    """Adds to out[0..3] the integrals over [low, high], scaled by exp(-g(peak)).

    `calls` comes from `joining`, `top` from `peak_of`.
    """
    part, (b, rest) = np.zeros(4), calls
    start = min(max(top[0], low), high)
    lean = lean_at(b, rest, n, p, top, start)
    waiting_part(lean, n, p, start, start - low, -1.0, part)
    waiting_part(lean, n, p, start, high - start, 1.0, part)
    if start != top[0]:
        part *= math.exp(drop(b, rest, n, p, lean, start))
    out += part


@compiled
def erlang_a_point(a: float, n: float, p: float, balk: float, times: Floats, out: Floats) -> None:
    """One system, a > 0, n >= 1, `times` ascending (k of them). Fills out (5 + 3k):

    p_wait, p_abandon, p_answer, mean wait, mean wait of the answered times p_answer, then for each time
    answered within, abandoned within, P(V <= time).
    """
    k, stay, calls = times.size, 1.0 - balk, joining(a, balk)
    excess, top = (calls[0] - n) + calls[1], peak_of(calls[0], calls[1], n, p)
    under, below_scale = below(a, n)
    over_scale = n * p * psi(excess / n) if excess > 0.0 else 0.0
    parts = np.zeros((k + 1, 4))
    for i in range(k + 1):
        low = times[i - 1] if i > 0 else 0.0
        high = times[i] if i < k else 1e300
        waiting_between(calls, n, p, top, low, high, parts[i])
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
