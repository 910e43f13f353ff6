"""What each more head brings, in each pool and hour of the week: Erlang A, averaged over what may happen.

For k heads scheduled: the persons who come are binomial; the loads are those of the dated hours of the
period and of years busier or quieter than expected; callers who redial add to the load that they meet.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from scoring.engine.erlang import ErlangA, erlang_a
from scoring.engine.minimal.loads import Loads
from scoring.engine.minimal.measures import Counted
from scoring.engine.minimal.pools import Pool
from scoring.engine.model import HOURS_PER_WEEK, EngineInput, Group, Measure, ServiceLevel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
GROUPS_OF_HOURS = 6  # dated hours of one hour of the week, from the quietest to the busiest
LOADS_A_TABLE = 60
EXACT_HEADS = 64
MOST_STEPS = 28
# Three points with the mean, the variance and the skewness of a normal law (Gauss and Hermite).
SPREAD, SPREAD_WEIGHTS = np.array([-(3.0**0.5), 0.0, 3.0**0.5]), np.array([1.0, 4.0, 1.0]) / 6.0
# Part of what a goal leaves unanswered that a curve may still leave at its end.
UNREACHED = 0.1


@dataclass(frozen=True)
class Curve:
    """heads (K,) from 0 up; shares (M, K), concave and growing, of each measure counted."""

    heads: Floats
    shares: Floats


@dataclass(frozen=True)
class Setting:
    """Mean times of a pool's contacts: hours of handling a head, patience in these, shares."""

    hours: float
    patience: float
    at_once: float
    redial: float
    presence: float


def curves(
    data: EngineInput, load: Loads, pool: Pool, asked: tuple[Counted, ...], away: float, most: float
) -> list[Curve | None]:
    """168 curves; None at hours without contacts. Heads are those on site, but for a share `away` of their
    time: in a pause, or with contacts of no type of the pool. most: the highest share that is wanted."""
    nodes, weights = _nodes(data, load, pool)
    busiest = float(nodes.max(initial=0.0))
    setting = _setting(data, load, pool, away)
    rows = head_rows(busiest / setting.presence)
    grid = np.geomspace(max(busiest * 1e-4, 1e-9), max(busiest, 1e-8) * 1.0001, LOADS_A_TABLE)
    present, mixed = presence(rows, setting.presence), _mixed(grid, nodes, weights)
    means = np.stack([present @ table @ mixed for table in _tables(rows, grid, setting, asked)])
    full = 1.0 - UNREACHED * (1.0 - most)
    highest = nodes.max(axis=1) / setting.presence
    return [
        _concave(rows, means[:, :, hour], float(highest[hour]), full) if weights[hour].any() else None
        for hour in range(HOURS_PER_WEEK)
    ]


def _nodes(data: EngineInput, load: Loads, pool: Pool) -> tuple[Floats, Floats]:
    """(168, N) loads in heads, and the contacts that meet them."""
    rows = list(pool.types)
    heads, rates = load.heads[:, rows].sum(axis=1), load.rates[:, rows].sum(axis=1)
    group = _ranked(load.grid.hour_of_week, heads)
    size = HOURS_PER_WEEK * GROUPS_OF_HOURS
    count = np.maximum(np.bincount(group, minlength=size), 1)
    mean = (np.bincount(group, heads, size) / count).reshape(HOURS_PER_WEEK, GROUPS_OF_HOURS)
    met = np.bincount(group, rates, size).reshape(HOURS_PER_WEEK, GROUPS_OF_HOURS)
    cv = max((_cv(data, k) for k in rows), default=0.0)
    levels = np.maximum(1.0 + cv * SPREAD, 0.05)
    nodes, weights = mean[:, :, None] * levels, met[:, :, None] * (levels * SPREAD_WEIGHTS)
    return nodes.reshape(HOURS_PER_WEEK, -1), weights.reshape(HOURS_PER_WEEK, -1)


def _ranked(hour_of_week: Integers, heads: Floats) -> Integers:
    """(H,) for each dated hour, its hour of the week and how busy it is among those, in one number."""
    order = np.lexsort((heads, hour_of_week))
    counts = np.bincount(hour_of_week, minlength=HOURS_PER_WEEK)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    rank = np.arange(order.size) - first
    found = np.zeros(order.size, dtype=np.int64)
    found[order] = hour_of_week[order] * GROUPS_OF_HOURS + rank * GROUPS_OF_HOURS // np.repeat(counts, counts)
    return found


def _cv(data: EngineInput, k: int) -> float:
    spread = data.contact_types[k].volume_uncertainty
    return float(np.hypot(spread.yearly_cv, spread.weekly_cv))


def _setting(data: EngineInput, load: Loads, pool: Pool, away: float) -> Setting:
    rows = list(pool.types)
    contacts = load.rates[:, rows].sum(axis=0)
    hours = float(load.heads[:, rows].sum() / contacts.sum())
    part = contacts / contacts.sum()
    waits = [item.patience for item in data.contact_types]
    kept = [wait for wait in (waits[k] for k in rows) if wait]
    minutes = float(np.dot(part, [wait.mean_minutes for wait in kept]))
    here = [presence_share(data.groups[g]) for g in pool.profiles]
    return Setting(
        hours=hours,
        patience=minutes / 60.0 / hours,
        at_once=min(float(np.dot(part, [wait.hang_up_at_once_share for wait in kept])), 1.0),
        redial=float(np.dot(part, [data.contact_types[k].redial.probability for k in rows])),
        presence=float(np.mean(here)) * (1.0 - away),
    )


def presence_share(group: Group) -> float:
    """Part of the scheduled persons neither absent nor in training."""
    return (1.0 - group.absence_share) * (1.0 - group.shrinkage_share)


def head_rows(load: float) -> Floats:
    """Every integer to 64, then steps of half a standard deviation, past what any target asks."""
    most = load + 12.0 * np.sqrt(load) + 16.0
    rows = [float(n) for n in range(EXACT_HEADS + 1)]
    while rows[-1] < most:
        rows.append(rows[-1] + max(1.0, np.floor(np.sqrt(rows[-1]) / 2.0)))
    found = np.array(rows)
    kept: Floats = found[: int(np.searchsorted(found, most)) + 1]
    return kept


def presence(rows: Floats, share: float) -> Floats:
    """(K, K): for k heads scheduled, the weights of the rows between which those who come lie."""
    found = np.zeros((rows.size, rows.size))
    for k, heads in enumerate(rows):
        if heads <= EXACT_HEADS:
            size = int(heads) + 1
            found[k, :size] = stats.binom.pmf(np.arange(size), int(heads), share)
            continue
        spread = np.sqrt(heads * share * (1.0 - share))
        for shift, weight in zip(SPREAD, SPREAD_WEIGHTS, strict=True):
            place = np.interp(heads * share + spread * shift, rows, np.arange(rows.size))
            low = int(place)
            found[k, low] += weight * (1.0 - (place - low))
            found[k, min(low + 1, rows.size - 1)] += weight * (place - low)
    return found


def _tables(rows: Floats, grid: Floats, setting: Setting, asked: tuple[Counted, ...]) -> list[Floats]:
    """One (K, L) table of shares a measure: rows of heads present, columns of loads before redials."""
    seconds = sorted({one.seconds for one in asked})
    relative = tuple(value / 3600.0 / setting.hours for value in seconds)
    wide = np.geomspace(grid[0], grid[-1] / max(1.0 - setting.redial, 0.05), LOADS_A_TABLE)
    exact = erlang_a(
        wide[None, :], rows[:, None], setting.patience, relative, hang_up_at_once=setting.at_once
    )
    met = _with_redials(np.asarray(exact.p_answer), wide, grid, setting.redial)
    return [_read(_share(exact, one, seconds), wide, met, setting.redial, one) for one in asked]


def _with_redials(answer: Floats, wide: Floats, grid: Floats, redial: float) -> Floats:
    """(K, L) loads that callers and their redials make together: a fixed point, from below."""
    met = np.repeat(grid[None, :], answer.shape[0], axis=0)
    for _ in range(12 if redial > 0.0 else 0):
        reached = np.stack([np.interp(loads, wide, row) for loads, row in zip(met, answer, strict=True)])
        met = grid[None, :] / (1.0 - redial * (1.0 - reached))
    return met


def _share(exact: ErlangA, one: Counted, seconds: list[float]) -> Floats:
    if one.measure is not Measure.SERVICE_LEVEL:
        return np.asarray(exact.p_answer)
    by_level = {
        ServiceLevel.OFFERED: exact.sl_offered,
        ServiceLevel.ANSWERED: exact.sl_answered,
        ServiceLevel.VIRTUAL: exact.sl_virtual,
        ServiceLevel.SHORT_ABANDONS_EXCLUDED: exact.sl_short_abandons_excluded,
    }
    found: Floats = by_level[one.level][..., seconds.index(one.seconds)]
    return found


def _read(share: Floats, wide: Floats, met: Floats, redial: float, one: Counted) -> Floats:
    """The shares at the loads met; a caller who redials is lost only when every attempt is."""
    found = np.stack([np.interp(loads, wide, row) for loads, row in zip(met, share, strict=True)])
    if one.measure is Measure.ANSWERED_CALLERS:
        return np.asarray(found / (1.0 - redial * (1.0 - found)))
    return found


def _mixed(grid: Floats, nodes: Floats, weights: Floats) -> Floats:
    """(L, 168): how much each load of the grid counts at each hour of the week, its nodes read in between."""
    place = np.interp(nodes, grid, np.arange(grid.size))
    low = np.minimum(place.astype(np.int64), grid.size - 2)
    part = place - low
    share = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
    hour = np.broadcast_to(np.arange(HOURS_PER_WEEK)[:, None], nodes.shape)
    found = np.zeros((grid.size, HOURS_PER_WEEK))
    np.add.at(found, (low, hour), share * (1.0 - part))
    np.add.at(found, (low + 1, hour), share * part)
    return found


def _concave(rows: Floats, means: Floats, load: float, full: float) -> Curve:
    """The least concave curve above each measure, on the same few numbers of heads."""
    kept = _steps(rows, means, load, full)
    heads = rows[kept]
    return Curve(heads, np.stack([_hull(heads, row) for row in means[:, kept]]))


def _steps(rows: Floats, means: Floats, load: float, full: float) -> Integers:
    """Nobody, then the rows where something is still to be gained, thinned when they are many."""
    enough = np.flatnonzero(means.min(axis=0) >= full)
    last = int(enough[0]) if enough.size else rows.size - 1
    first = int(np.searchsorted(rows, load - 6.0 * np.sqrt(load))) if load > EXACT_HEADS else 1
    first = max(1, min(first, last))
    chosen = np.unique(np.round(np.linspace(first, last, min(MOST_STEPS, last - first + 1))).astype(int))
    return np.concatenate([[0], chosen])


def _hull(heads: Floats, shares: Floats) -> Floats:
    if (np.diff(np.diff(shares) / np.diff(heads)) <= 0.0).all():
        return shares
    top: list[int] = []
    for k in range(heads.size):
        while len(top) > 1 and _is_under(heads, shares, top[-2], top[-1], k):
            top.pop()
        top.append(k)
    return np.interp(heads, heads[top], np.maximum.accumulate(shares[top]))


def _is_under(x: Floats, y: Floats, a: int, b: int, c: int) -> bool:
    return bool((y[b] - y[a]) * (x[c] - x[a]) <= (y[c] - y[a]) * (x[b] - x[a]))
