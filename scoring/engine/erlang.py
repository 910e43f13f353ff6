"""Erlang B, C and A, exact in float64.

Loads are in erlangs; patience, thresholds and waits in mean handle times; arguments broadcast as in numpy.
Sources: A. K. Erlang (1917); C. Palm, "Research on telephone traffic" (1957) for impatient callers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.engine.erlang_kernel import below_many, erlang_a_many

Floats = NDArray[np.float64]
# Where the shares are known to stay within 1e-12; beyond, no contact centre lives.
MAX_LOAD, MAX_AGENTS, MAX_TIME = 1e10, 1e7, 1e12
MIN_PATIENCE, MAX_PATIENCE = 1e-9, 1e10


@dataclass(frozen=True, slots=True)
class ErlangA:
    """A stationary M/M/n+M queue. Arrays have the broadcast shape; `sl_*` and `abandoned_within` add a last
    axis, one entry a threshold T.

    p_wait: finds nobody free. p_abandon: hangs up. mean_wait: of all callers. mean_wait_answered: of those
    answered. occupancy: busy share of the agents. sl_offered: answered within T / offered. sl_answered:
    answered within T / answered. sl_virtual: offered wait within T. sl_short_abandons_excluded: answered
    within T / (offered - abandoned within T). Shares of nobody are 0.
    """

    p_wait: Floats
    p_abandon: Floats
    p_answer: Floats
    mean_wait: Floats
    mean_wait_answered: Floats
    mean_queue: Floats
    occupancy: Floats
    sl_offered: Floats
    sl_answered: Floats
    sl_virtual: Floats
    sl_short_abandons_excluded: Floats
    abandoned_within: Floats


def erlang_b(load: ArrayLike, agents: ArrayLike) -> Floats:
    """Share of callers refused by `agents` without a queue. Raises ValueError on nonsense."""
    a, n = _systems(load, agents)
    weight, scale = _below(a, n)
    # B = 1 / (1 + L); past exp(700) the 1 no longer counts and only the exponent can be held.
    with np.errstate(divide="ignore"):
        large = np.exp(-np.minimum(scale, 745.0)) / np.where(weight > 0, weight, 1.0)
        small = 1.0 / (1.0 + weight * np.exp(np.minimum(scale, 600.0)))
    blocked = np.where(scale > 600.0, large, small)
    return _shaped(np.where(n == 0, 1.0, np.where(a == 0, 0.0, blocked)))


def erlang_c(load: ArrayLike, agents: ArrayLike) -> Floats:
    """Share of callers who wait when nobody ever hangs up; 1 where the load reaches the agents."""
    a, n = _systems(load, agents)
    blocked = np.asarray(erlang_b(a, n))
    idle = np.maximum(n - a, 0.0) / np.maximum(n, 1.0)
    return _shaped(np.where(a >= n, 1.0, blocked / (idle + (1.0 - idle) * blocked)))


def erlang_a(
    load: ArrayLike,
    agents: ArrayLike,
    patience: ArrayLike,
    thresholds: ArrayLike = (),
    *,
    hang_up_at_once: ArrayLike = 0.0,
) -> ErlangA:
    """M/M/n+M; `hang_up_at_once` is the share of those finding nobody free who leave at once. `thresholds`:
    one or a list.

    Raises ValueError on negative, NaN or infinite values, fractional agents, a patience of zero, and sizes
    beyond the bounds of this module.
    """
    a, n = _systems(load, agents)
    p = _within("patience", patience, MAX_PATIENCE)
    balk = _within("hang_up_at_once", hang_up_at_once, 1.0)
    times = np.atleast_1d(_within("thresholds", thresholds, MAX_TIME))
    if np.any(p < MIN_PATIENCE) or times.ndim > 1:
        raise ValueError(f"patience must be above 0, at least {MIN_PATIENCE:g}; thresholds must be a list")
    a, n, p, balk = np.broadcast_arrays(a, n, p, balk)
    order = np.argsort(times, kind="stable")
    raw = _solved(a, n, p, balk, times[order])
    within = raw[..., 5:].reshape((*a.shape, times.size, 3))[..., np.argsort(order, kind="stable"), :]
    patient = (1.0 - balk[..., None]) * np.exp(-np.minimum(times / p[..., None], 800.0))
    return _measures(a, n, raw, within, patient)


def _measures(a: Floats, n: Floats, raw: Floats, within: Floats, patient: Floats) -> ErlangA:
    """`patient`: share of those who must wait ready to wait past each threshold."""
    answer = raw[..., 2]
    done, gone, virtual = within[..., 0], within[..., 1], within[..., 2]
    # 1 - gone, without its cancellation when nearly everybody hangs up.
    kept = done + patient * np.maximum(1.0 - virtual, 0.0)
    return ErlangA(
        p_wait=_shaped(raw[..., 0]),
        p_abandon=_shaped(raw[..., 1]),
        p_answer=_shaped(answer),
        mean_wait=_shaped(raw[..., 3]),
        mean_wait_answered=_shaped(_share(raw[..., 4], answer)),
        mean_queue=_shaped(a * raw[..., 3]),
        occupancy=_shaped(_share(a * answer, n)),
        sl_offered=done,
        sl_answered=_share(done, answer[..., None]),
        sl_virtual=virtual,
        sl_short_abandons_excluded=_share(done, kept),
        abandoned_within=gone,
    )


def _solved(a: Floats, n: Floats, p: Floats, balk: Floats, times: Floats) -> Floats:
    """Shape of a + (5 + 3k,). Nobody calling: everybody would be answered. Nobody answering: all hang up."""
    raw = np.zeros((a.size, 5 + 3 * times.size))
    raw[:, 2], raw[:, 5::3], raw[:, 7::3] = 1.0, 1.0, 1.0
    flat = [np.ascontiguousarray(item, dtype=np.float64).ravel() for item in (a, n, p, balk)]
    empty = flat[1] == 0
    gone = 1.0 - (1.0 - flat[3][:, None]) * np.exp(-np.minimum(times[None, :] / flat[2][:, None], 800.0))
    raw[empty] = 0.0
    raw[empty, 0], raw[empty, 1] = 1.0, 1.0
    raw[empty, 3] = ((1.0 - flat[3]) * flat[2])[empty]
    raw[empty, 6::3] = gone[empty]
    live = ~empty & (flat[0] > 0)
    rows = np.zeros((int(live.sum()), raw.shape[1]))
    erlang_a_many(flat[0][live], flat[1][live], flat[2][live], flat[3][live], times, rows)
    raw[live] = rows
    return raw.reshape((*a.shape, raw.shape[1]))


def _below(a: Floats, n: Floats) -> tuple[Floats, Floats]:
    live = (a > 0) & (n > 0)
    out = np.zeros((a.size, 2))
    rows = np.zeros((int(live.sum()), 2))
    below_many(np.ascontiguousarray(a[live]), np.ascontiguousarray(n[live]), rows)
    out[live.ravel()] = rows
    return out[:, 0].reshape(a.shape), out[:, 1].reshape(a.shape)


def _systems(load: ArrayLike, agents: ArrayLike) -> tuple[Floats, Floats]:
    a, n = _within("load", load, MAX_LOAD), _within("agents", agents, MAX_AGENTS)
    if np.any(n != np.floor(n)):
        raise ValueError("agents must be whole numbers")
    a, n = np.broadcast_arrays(a, n)
    return a, n


def _within(name: str, value: ArrayLike, most: float) -> Floats:
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"{name} must be made of numbers") from error
    if not np.all((array >= 0) & (array <= most)):
        raise ValueError(f"{name} must be within 0..{most:g}")
    return array


def _share(part: Floats, whole: Floats) -> Floats:
    safe = np.where(whole > 0, whole, 1.0)
    return np.where(whole > 0, part / safe, 0.0)


def _shaped(value: Floats) -> Floats:
    found: Floats = value[()]
    return found
