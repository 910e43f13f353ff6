"""One possible year of callers, drawn once and faced by every bid.

First calls are Poisson within each hour, given the level of the year and of the week. The levels are common
to all contact types (a campaign fills every queue: independent levels would flatter). The k-th caller of a
type in an hour is the same person, with the same call, whatever the volume, the bid or the other types.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.batch import BATCH, name_eight
from scoring.engine.simulation.draws import Laws, Purpose, duration, quantile
from scoring.engine.simulation.philox import Stream, four, stream
from scoring.engine.simulation.workload import EXPONENTIAL_ROW, Workload

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Words = NDArray[np.uint32]
Records = NDArray[np.void]
ARRIVAL, LEVEL = int(Purpose.ARRIVAL) << 28, int(Purpose.LEVEL) << 28
_YEAR = 0xFFFF

# at: minutes. handle: minutes of the first answer. rank: the rank-th of its type (`kind`) in its hour.
# onward, second: words that say whether the first answer passes the caller on, and how long the next lasts.
CALLER = np.dtype(
    [
        ("at", "f8"),
        ("handle", "f8"),
        ("kind", "i4"),
        ("rank", "i4"),
        ("hour", "i4"),
        ("onward", "u4"),
        ("second", "u4"),
    ],
    align=True,
)


class Scenario(NamedTuple):
    """callers: CALLER records in order of arrival. `of` names every later draw."""

    callers: Records
    of: Stream


def draw(asked: Workload, seed: int, replication: int) -> Scenario:
    """The callers of one replication: the same for every bid, on any machine of the same architecture."""
    of = stream(seed, replication)
    return poisson(asked.expected * _levels(asked, of), asked.handle, of)


def poisson(rates: Floats, handle: Laws, of: Stream) -> Scenario:
    """Callers at `rates` (H, T) an hour, with handle times by type (of a `Workload`)."""
    # Eighteen deviations above the mean: a number that no seed will ever reach.
    mean, busiest = rates.sum(), rates.max(initial=0.0)
    room, hour = (int(many + 18.0 * np.sqrt(many) + 64.0) for many in (mean, busiest))
    drawn = np.empty(room, CALLER)
    words, run = np.empty((4, BATCH), dtype=np.uint32), np.empty(hour, CALLER)
    size = draw_hours(np.ascontiguousarray(rates), handle, of, words, run, drawn)
    return Scenario(drawn[:size], of)


def _levels(asked: Workload, of: Stream) -> Floats:
    """(H, T) level of the year times level of the week."""
    types = asked.expected.shape[1]
    weekly = np.empty((int(asked.week[-1]) + 1, types))
    draw_levels(asked.levels, of, weekly)
    found: Floats = weekly[asked.week]
    return found


@bare
def draw_levels(levels: Laws, of: Stream, weekly: Floats) -> None:
    types = weekly.shape[1]
    year = four(of, _YEAR, 0, LEVEL)[0]
    for week in range(weekly.shape[0]):
        word = four(of, week, 1, LEVEL)[0]
        for i in range(types):
            weekly[week, i] = _level(year, levels, i) * _level(word, levels, types + i)


@bare
def _level(word: np.uint64, levels: Laws, row: int) -> float:
    return duration(word, levels.of[row], levels.quantiles, levels.observed)


@bare
def draw_hours(rates: Floats, handle: Laws, of: Stream, words: Words, run: Records, out: Records) -> int:
    """Hour after hour, all types in one order of arrival; at the same instant the first type comes first.
    Returns how many. words, run: room to work in."""
    size = 0
    for hour in range(rates.shape[0]):
        first = size
        for i in range(rates.shape[1]):
            rate = rates[hour, i]
            if rate <= 0.0:
                continue
            if size == first:
                size += _draw_hour(rate, hour, i, handle, of, words, size, out)
            else:
                more = _draw_hour(rate, hour, i, handle, of, words, 0, run)
                _merge(out, first, size, run, more)
                size += more
    return size


@bare
def _draw_hour(
    rate: float,
    hour: int,
    i: int,
    handle: Laws,
    of: Stream,
    words: Words,
    first: int,
    out: Records,
) -> int:
    """Exponential gaps until the hour is full, from out[first] on. A caller's name gives all about them."""
    rank, since, gap, law = 0, 0.0, 60.0 / rate, handle.of[i]
    while True:
        name_eight(of.key_low, of.key_high, of.replication, rank, hour, ARRIVAL | (i << 22), words)
        for k in range(BATCH):
            since += gap * quantile(words[0, k], handle.quantiles, EXPONENTIAL_ROW)
            if since >= 60.0:
                return rank
            caller = out[first + rank]
            caller["at"] = hour * 60.0 + since
            caller["handle"] = duration(words[1, k], law, handle.quantiles, handle.observed)
            caller["kind"], caller["rank"], caller["hour"] = i, rank, hour
            caller["onward"], caller["second"] = words[2, k], words[3, k]
            rank += 1


@bare
def _merge(out: Records, first: int, size: int, run: Records, more: int) -> None:
    """Puts `more` callers of a later type among those of the same hour, from the last to the first."""
    last, place = size - 1, size + more - 1
    for k in range(more - 1, -1, -1):
        while last >= first and out[last]["at"] > run[k]["at"]:
            out[place] = out[last]
            last -= 1
            place -= 1
        out[place] = run[k]
        place -= 1
