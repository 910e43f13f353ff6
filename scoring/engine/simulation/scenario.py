"""One possible year of callers, drawn once and faced by every bid.

First calls are Poisson within each hour, given the level of the year and of the week. The levels are common
to all contact types (a campaign fills every queue: independent levels would flatter). The k-th caller of a
type in an hour is the same person, with the same call, whatever the volume, the bid or the other types.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import Purpose, duration
from scoring.engine.simulation.philox import Stream, block, stream, uniform
from scoring.engine.simulation.workload import Workload

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Records = NDArray[np.void]
ARRIVAL, LEVEL = int(Purpose.ARRIVAL) << 28, int(Purpose.LEVEL) << 28
_YEAR = 0xFFFF

# at: minutes. handle: minutes of the first answer. rank: the rank-th of its type (`kind`) in its hour.
CALLER = np.dtype(
    [("at", "f8"), ("handle", "f8"), ("kind", "i4"), ("rank", "i4"), ("hour", "i4")], align=True
)


class Scenario(NamedTuple):
    """callers: CALLER records in order of arrival. `of` names every later draw."""

    callers: Records
    of: Stream


def draw(asked: Workload, seed: int, replication: int) -> Scenario:
    """The callers of one replication: the same for every bid, on any machine of the same architecture."""
    of = stream(seed, replication)
    return poisson(asked.expected * _levels(asked, of), asked.handle, of)


def poisson(rates: Floats, handle: Records, of: Stream) -> Scenario:
    """Callers at `rates` (H, T) an hour, with handle times by type (T LAW records)."""
    mean = rates.sum(axis=0)
    # Eighteen deviations above the mean: a number that no seed will ever reach.
    room = np.ceil(mean + 18.0 * np.sqrt(mean) + 64.0).astype(np.int64)
    first = np.append(0, np.cumsum(room))
    drawn = np.empty(int(first[-1]), CALLER)
    counts = np.zeros(room.size, dtype=np.int64)
    draw_types(np.ascontiguousarray(rates.T), handle, of, first, counts, drawn)
    if room.size == 1:
        return Scenario(drawn[: counts[0]], of)
    merged = np.empty(int(counts.sum()), CALLER)
    merge(first[:-1].copy(), first[:-1] + counts, np.full(counts.size, np.inf), drawn, merged)
    return Scenario(merged, of)


def _levels(asked: Workload, of: Stream) -> Floats:
    """(H, T) level of the year times level of the week."""
    types = asked.expected.shape[1]
    weekly = np.empty((int(asked.week[-1]) + 1, types))
    draw_levels(asked.levels, of, weekly)
    found: Floats = weekly[asked.week]
    return found


@bare
def draw_levels(levels: Records, of: Stream, weekly: Floats) -> None:
    types = weekly.shape[1]
    year = uniform(block(of, _YEAR, 0, LEVEL)[0])
    for week in range(weekly.shape[0]):
        u = uniform(block(of, week, 1, LEVEL)[0])
        for i in range(types):
            weekly[week, i] = duration(year, levels[i]) * duration(u, levels[types + i])


@bare
def draw_types(
    rates: Floats, handle: Records, of: Stream, first: Integers, counts: Integers, out: Records
) -> None:
    """Type after type, hour after hour, one after the other. rates (T, H)."""
    for i in range(rates.shape[0]):
        place = first[i]
        for hour in range(rates.shape[1]):
            if rates[i, hour] > 0.0:
                place = _draw_hour(60.0 / rates[i, hour], hour, i, place, handle[i], of, out)
        counts[i] = place - first[i]


@bare
def _draw_hour(
    gap: float, hour: int, i: int, place: int, handle: np.void, of: Stream, out: Records
) -> int:  # fmt: skip
    """Exponential gaps of mean `gap` minutes until the hour is full. A caller's name gives both the gap
    before it and its handle time."""
    rank, since = 0, 0.0
    while True:
        first, second = block(of, rank, hour, ARRIVAL | (i << 22))
        since -= math.log(uniform(first)) * gap
        if since >= 60.0:
            return place
        caller = out[place]
        caller["at"], caller["handle"] = hour * 60.0 + since, duration(uniform(second), handle)
        caller["kind"], caller["rank"], caller["hour"] = i, rank, hour
        place += 1
        rank += 1


@bare
def merge(cursor: Integers, last: Integers, upcoming: Floats, drawn: Records, out: Records) -> None:
    """All types in one order of arrival; at the same instant, the first type comes first."""
    for i in range(last.size):
        if cursor[i] < last[i]:
            upcoming[i] = drawn[cursor[i]]["at"]
    for place in range(out.size):
        i = 0
        for other in range(1, upcoming.size):
            if upcoming[other] < upcoming[i]:
                i = other
        k = cursor[i]
        out[place] = drawn[k]
        cursor[i] = k + 1
        upcoming[i] = drawn[k + 1]["at"] if k + 1 < last[i] else np.inf
