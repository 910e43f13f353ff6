"""One possible year of callers, drawn once and faced by every bid.

First calls are Poisson within each hour, given the level of the year and of the week. The levels are common
to all contact types (a campaign fills every queue: independent levels would flatter). The k-th caller of a
type in an hour is the same person, with the same call, whatever the volume, the bid or the other types.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.batch import BATCH, name_eight
from scoring.engine.simulation.bits import whole
from scoring.engine.simulation.draws import Laws, Purpose, duration, quantile
from scoring.engine.simulation.philox import Stream, four, stream
from scoring.engine.simulation.workload import EXPONENTIAL_ROW, MAX_CONTACTS, Workload

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Words = NDArray[np.uint32]
Records = NDArray[np.void]
ARRIVAL, LEVEL = int(Purpose.ARRIVAL) << 28, int(Purpose.LEVEL) << 28
_YEAR = 0xFFFF
# Where volumes are very uncertain a year may be far above the mean: so many callers are held at most.
MAX_DRAWN = 2 * MAX_CONTACTS

# at: minutes. rank: the rank-th of its type (`kind`) in its hour. handle: minutes of the first answer;
# second: of the next if the first passes the caller on, else UNKNOWN. lane: where the path begins.
# Then what becomes of the first wait in each of the first two lanes: UNKNOWN until a bid makes the caller
# wait there, so that the next bids that do need not draw it again. stays: minutes before hanging up. back:
# minutes from then to the next attempt, or NEVER.
CALLER = np.dtype(
    [
        ("at", "f8"),
        ("handle", "f4"),
        ("second", "f4"),
        ("rank", "i4"),
        ("hour", "i4"),
        ("kind", "i4"),
        ("lane", "i4"),
        ("stays_first", "f4"),
        ("back_first", "f4"),
        ("stays_second", "f4"),
        ("back_second", "f4"),
    ],
    align=True,
)
UNKNOWN, NEVER = -1.0, -2.0
# One of these waits by itself, as the kernel reaches it inside a caller: so many from one caller to the next,
# and to the first of them.
WAIT = np.dtype([("stays", "f4"), ("back", "f4")])
WAITS_STRIDE = CALLER.itemsize // WAIT.itemsize
_PLACES = {name: int(place[1]) for name, place in (CALLER.fields or {}).items()}
WAITS_START = _PLACES["stays_first"] // WAIT.itemsize
WAITS_KEPT = 2
# The same for the minutes of the answers: those of the second lane come right after those of the first.
HANDLES_STRIDE, HANDLES_START, HANDLES_KEPT = CALLER.itemsize // 4, _PLACES["handle"] // 4, 2


class Scenario(NamedTuple):
    """callers: CALLER records in order of arrival. `of` names every later draw."""

    callers: Records
    of: Stream


class Asked(NamedTuple):
    """What a `Workload` says of the callers themselves."""

    handle: Laws
    types: Records
    lanes: Records


def draw(asked: Workload, seed: int, replication: int) -> Scenario:
    """The callers of one replication: the same for every bid, on any machine of the same architecture.

    Raises InvalidInputError when the levels drawn make too many of them to follow one by one.
    """
    of = stream(seed, replication)
    rates = asked.expected * _levels(asked, of)
    if rates.sum() > MAX_DRAWN:
        raise InvalidInputError([_too_busy(float(rates.sum()))])
    return poisson(rates, asked, of)


def _too_busy(callers: float) -> Fault:
    reason = (
        f"une année tirée selon volume_uncertainty compte {callers:.3g} contacts : la simulation en suit "
        f"jusqu’à {MAX_DRAWN // 1_000_000} millions ; réduire ces incertitudes ou raccourcir la période"
    )
    return Fault("$.contact_types", reason)


def poisson(rates: Floats, asked: Workload, of: Stream) -> Scenario:
    """Callers at `rates` (H, T) an hour, with the handle times asked."""
    # Eighteen deviations above the mean: a number that no seed will ever reach.
    mean, busiest = rates.sum(), rates.max(initial=0.0)
    room, hour = (int(many + 18.0 * np.sqrt(many) + 64.0) for many in (mean, busiest))
    drawn = np.empty(room, CALLER)
    words, run = np.empty((4, BATCH), dtype=np.uint32), np.empty(hour, CALLER)
    what = Asked(asked.handle, asked.types, asked.lanes)
    size = draw_hours(np.ascontiguousarray(rates), what, of, words, run, drawn)
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
def draw_hours(rates: Floats, asked: Asked, of: Stream, words: Words, run: Records, out: Records) -> int:
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
                size += _draw_hour(rate, hour, i, asked, of, words, size, out)
            else:
                more = _draw_hour(rate, hour, i, asked, of, words, 0, run)
                _merge(out, first, size, run, more)
                size += more
    return size


@bare
def _draw_hour(
    rate: float,
    hour: int,
    i: int,
    asked: Asked,
    of: Stream,
    words: Words,
    first: int,
    out: Records,
) -> int:
    """Exponential gaps until the hour is full, from out[first] on. A caller's name gives all about them."""
    rank, since, gap, handle, law = 0, 0.0, 60.0 / rate, asked.handle, asked.handle.of[i]
    lane, second = asked.types[i]["first_lane"], asked.types[i]["second"]
    onward = asked.lanes[lane]["onward"]
    while True:
        name_eight(of.key_low, of.key_high, of.replication, rank, hour, ARRIVAL | (i << 22), words)
        for k in range(BATCH):
            since += gap * quantile(words[0, k], handle.quantiles, EXPONENTIAL_ROW)
            if since >= 60.0:
                return rank
            caller = out[first + rank]
            caller["at"] = hour * 60.0 + since
            caller["handle"] = duration(words[1, k], law, handle.quantiles, handle.observed)
            caller["second"] = UNKNOWN
            if whole(words[2, k]) < onward:
                caller["second"] = duration(words[3, k], handle.of[second], handle.quantiles, handle.observed)
            caller["rank"], caller["hour"], caller["kind"], caller["lane"] = rank, hour, i, lane
            caller["stays_first"] = caller["back_first"] = UNKNOWN
            caller["stays_second"] = caller["back_second"] = UNKNOWN
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
