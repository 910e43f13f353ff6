"""How much work `transient` would be, told from its input before anything is computed.

In cells, as the kernels count them: one state (of one moment of arrival) over one uniformized jump. An
estimate, for refusing at once what would be refused after minutes: callers and agents follow their fluid
limit (mean arrivals, mean departures), the states that hold something lie within a few standard deviations
of it, and the number of jumps is that of the fastest of them. Meant to be right within a factor of three.
"""

import math
from typing import Any, NamedTuple

import numpy as np

from scoring.engine import transient_march as march
from scoring.engine.transient_chain import Floats, Pool
from scoring.engine.transient_jumps import BATCH, MAX_JUMPS, MAX_MEAN

# Standard deviations from the mean to where a normal chance falls under FAINT, and under the tolerance.
HELD, LONGEST = 10.0, 8.0
# Relaxation times until what is left is at the tolerance of the periodic regime, or no longer moves a chance.
RELAXED = 32.0
COLUMNS_SEEN = 2.0
# Changes of staff that are looked at one by one; beyond, they are like the first ones.
MOST_LOOKED = 16
# Of an interval, in lengths of it.
MOMENTS: Floats = (np.arange(8) + 0.5) / 8


class _Fluid(NamedTuple):
    """(n,) each: persons served or waiting, at most and at the end; calls past their shift on average."""

    inside: Floats
    after: Floats
    overtime: Floats


class _Sight(NamedTuple):
    """(n,) each: minutes of arrival from which a change of staff falls within the threshold; how many staffs
    are seen from then until the threshold; layers of the chain under them, on average."""

    minutes: Floats
    staffs: Floats
    layers: Floats


class _Chain(NamedTuple):
    """(n,) each: longest queue, layers (with the first), fastest rate out of a state."""

    width: Floats
    layers: Floats
    fastest: Floats


def work_by_interval(course: march.Course, pool: Pool) -> Floats:
    """(n,) cells of one turn, by interval."""
    minutes = np.diff(course.starts)
    fluid = _fluid(course, minutes, pool)
    chain = _chain(course, minutes, fluid, pool)
    # Changes come into sight at the end.
    fluid_then = fluid._replace(inside=fluid.after)
    then = _chain(course, minutes, fluid_then, pool)
    sight = _in_sight(course, minutes, then, pool)
    panels = _panels(course, then, sight, pool)
    plain = minutes - sight.minutes
    steps = np.ceil(chain.fastest * plain / MAX_JUMPS)
    work = _advanced(course, chain, fluid, plain, steps)
    work += _advanced(course, then, fluid_then, sight.minutes, panels)
    work += steps * _tagged(course, chain, np.ones(minutes.size), chain.layers, pool)
    work += panels * march.NODES.size * _tagged(course, then, sight.staffs, sight.layers, pool)
    found: Floats = work
    return found


def turns_to_relax(course: march.Course, pool: Pool) -> float:
    """Turns until the periodic regime: the slowest relaxation of a pool of the mean rate and staff."""
    minutes, period = np.diff(course.starts), float(course.starts[-1])
    rate = float((course.rates * minutes).sum()) / period * (1.0 - pool.balking)
    served = float((course.staff * minutes).sum()) / period * pool.service
    load = min(rate / served, 1.0) if served > 0 else 1.0
    slowest = min(pool.service, pool.leaving + served * (1.0 - math.sqrt(load)) ** 2)
    return 1.0 + RELAXED / max(slowest * period, 1e-300)


def _fluid(course: march.Course, minutes: Floats, pool: Pool) -> _Fluid:
    found = np.zeros((3, minutes.size))
    inside = overtime = before = 0.0
    given = zip(course.rates.tolist(), course.staff.tolist(), minutes.tolist(), strict=True)
    for k, (rate, staff, length) in enumerate(given):
        busy, waiting = min(inside, before) + overtime, max(inside - before, 0.0)
        overtime = 0.0 if pool.cuts else max(busy - staff, 0.0)
        inside, past = busy - overtime + waiting, max(min(before, _most(busy)) - staff, overtime)
        after = _flown(inside, rate, staff, length, pool)
        most, before = max(inside, after), staff
        found[:, k] = most, after, 0.0 if pool.cuts else past
        inside, overtime = after, overtime * math.exp(-pool.service * length)
    left = found[2, :, None] * np.exp(-pool.service * minutes[:, None] * MOMENTS)
    found[2] = np.minimum(np.where(left > 1e-14, _most(left), 0.0), found[2, :, None]).mean(axis=1)
    return _Fluid(*found)


def _most(mean: Any) -> Any:
    """The most that a Poisson number reaches, but for a chance near the tolerance."""
    return mean + LONGEST * np.sqrt(mean) + LONGEST


def _flown(inside: float, rate: float, staff: float, minutes: float, pool: Pool) -> float:
    """Persons after `minutes`: while agents are free they are served at `service` each, otherwise the queue
    grows by what joins, less what is served and what hangs up."""
    growth = rate * (1.0 - pool.balking) - staff * pool.service
    if inside < staff or (inside <= staff and growth <= 0):
        goal = rate / pool.service
        if goal <= staff:
            return goal + (inside - goal) * math.exp(-pool.service * minutes)
        minutes -= math.log((goal - inside) / (goal - staff)) / pool.service
        if minutes <= 0:
            return staff
        inside = staff
    if pool.leaving == 0.0:
        return max(inside + growth * minutes, min(staff, inside))
    goal = staff + growth / pool.leaving
    return max(goal + (inside - goal) * math.exp(-pool.leaving * minutes), min(staff, inside))


def _chain(course: march.Course, minutes: Floats, fluid: _Fluid, pool: Pool) -> _Chain:
    joining = course.rates * (1.0 - pool.balking)
    queue = np.maximum(fluid.inside - course.staff, 0.0)
    spread = np.sqrt(joining * np.minimum(minutes, 1.0 / max(pool.leaving, 1e-300)))
    ratio = joining / np.maximum(course.staff * pool.service, 1e-300)
    short = 40.0 / -np.log(np.clip(ratio, 1e-17, 1.0 - 1e-12))
    free = np.maximum(course.staff - fluid.inside, 0.0)
    above = np.clip(_most(fluid.inside) - fluid.inside - free, 0.0, LONGEST * (spread + 1.0))
    width = 4.0 + queue + np.where(queue > 0, LONGEST * spread, np.minimum(short, above))
    layers = 1.0 + fluid.overtime
    idle = course.rates + np.maximum(course.staff - 1.0, 0.0) * pool.service
    full = (course.staff + fluid.overtime) * pool.service + width * pool.leaving + joining
    return _Chain(width, layers, np.maximum(idle, full))


def _advanced(course: march.Course, chain: _Chain, fluid: _Fluid, minutes: Floats, steps: Floats) -> Floats:
    """Cells of the chain carried through `minutes`, in so many steps."""
    size = course.staff + chain.layers * chain.width + BATCH
    held = np.minimum(size, (2.0 * HELD * np.sqrt(fluid.inside) + 2.0 * BATCH) * chain.layers)
    return steps * _jumps(chain.fastest * minutes / np.maximum(steps, 1.0)) * held


def _in_sight(course: march.Course, minutes: Floats, chain: _Chain, pool: Pool) -> _Sight:
    ends = course.starts[1:]
    first = np.searchsorted(course.changes, ends - 1e-9)
    count = np.maximum(np.searchsorted(course.changes, ends + pool.threshold) - first, 0)
    coming = np.append(course.changes, np.inf)[first]
    seen = np.clip(pool.threshold - (coming - ends), 0.0, minutes)
    busiest, layers = course.staff + chain.layers - 1.0, chain.layers.copy()
    looked = np.minimum(count, MOST_LOOKED)
    for n in range(int(looked.max(initial=0))):
        there = n < looked
        after = course.after[np.where(there, first + n, 0)]
        layers += np.where(there & (not pool.cuts), np.maximum(busiest - after, 0.0) + 1.0, 1.0 * there)
    return _Sight(seen, 1.0 + count, layers / (1.0 + looked))


def _panels(course: march.Course, chain: _Chain, sight: _Sight, pool: Pool) -> Floats:
    """As many as `transient_march` cuts the minutes of arrival in."""
    fastest = (course.staff + chain.layers) * pool.service + (1.5 * chain.width + 8.0) * pool.leaving
    count = 1.0 + np.floor((2.0 * fastest + course.rates) * sight.minutes / march.PANEL)
    return np.where(sight.minutes > 0, count, 0.0)


def _tagged(course: march.Course, chain: _Chain, staffs: Floats, layers: Floats, pool: Pool) -> Floats:
    """Cells of a caller followed until the threshold under so many staffs, for one moment of arrival."""
    served = course.staff * pool.service
    slowest = np.maximum(served, pool.leaving)
    settled = (RELAXED + np.minimum(chain.width, 2.0 * HELD)) / np.maximum(slowest, 1e-300)
    lived = np.minimum(pool.threshold / staffs, settled)
    mean = (served + layers * pool.service + chain.width * pool.leaving) * lived
    steps = 1.0 + np.floor(mean / MAX_MEAN)
    return COLUMNS_SEEN * staffs * steps * _jumps(mean / steps) * layers * chain.width


def _jumps(mean: Floats) -> Floats:
    """Numbers of jumps whose chance counts, at this mean."""
    return np.asarray(mean + 9.0 * np.sqrt(mean) + 10.0)
