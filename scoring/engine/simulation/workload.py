"""What the buyer asks, ready to be drawn and simulated: the same for every bid.

A contact walks a *path*: its own type, then the types it may be passed to. Each step of each path is a
*lane*; a type has as many lanes as there are ways to reach it. Counting by lane is what lets any scope
(a channel, a language, a level, a target) tell those who enter it from those passed on inside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.engine.demand import HourGrid, arrivals, hour_grid
from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import (
    Channel,
    ContactType,
    Distribution,
    EngineInput,
    HandleTime,
    Measure,
    Patience,
)
from scoring.engine.simulation.draws import Laws, laws, words_below

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Hints = NDArray[np.int16]
Records = NDArray[np.void]
NOBODY = -1
EXPONENTIAL_ROW = 0
MAX_CONTACTS = 8_000_000
# Seconds at which service levels are reported besides the targets' own, as in the quick look.
WAIT_SECONDS = (10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0)
# Edges between which percentiles of the wait are read: about 6 % wide, from a second to four days.
FINE_FIRST, FINE_LAST, FINE_SIZE = 1.0 / 60.0, 5760.0, 220
FINE_MINUTES: Floats = np.geomspace(FINE_FIRST, FINE_LAST, FINE_SIZE)
# How many of them lie under each thirty-second of an octave, from a 64th of a minute on: at most one more is
# inside it.
FINE_SHIFT, FINE_LEAST = 47, (1023 - 6) * 32
_FINE_STARTS: Floats = (2.0 ** np.arange(-6, 14)[:, None] * (1.0 + np.arange(32) / 32)).ravel()
FINE_SLOTS = _FINE_STARTS.size
FINE_EDGES: Floats = np.append(FINE_MINUTES, np.inf)
FINE_HINTS: Hints = np.searchsorted(FINE_MINUTES, _FINE_STARTS).astype(np.int16)


# One contact type. first_lane: where its path begins. second: the type to which its first answer may pass it
# on, or NOBODY. due: minutes allowed to work that can wait, 0 for live contacts. first and last: ends of its
# queue, while simulating.
TYPE = np.dtype(
    [
        ("at_once", "f8"),
        ("redial", "f8"),
        ("delay", "f8"),
        ("due", "f8"),
        ("first_lane", "i8"),
        ("second", "i8"),
        ("is_chat", "i8"),
        ("first", "i8"),
        ("last", "i8"),
    ]
)
# One lane. onward: below which word of 32 bits an answer passes to the next lane, 0 at the end of a path.
# waited, abandoned: minutes.
LANE = np.dtype([("type", "i8"), ("onward", "i8"), ("waited", "f8"), ("abandoned", "f8")])


@dataclass(frozen=True)
class Workload:
    """expected (H, T): first calls an hour. week (H,): 0 for the calendar's first seven days. levels: laws
    of the level of the year (0 to T-1) and of each week (T to 2T-1), of mean 1. handle and patience: laws by
    type, minutes, over the same tables. types: TYPE records; lanes: LANE records, path after path."""

    data: EngineInput
    grid: HourGrid
    expected: Floats
    week: Integers
    levels: Laws
    handle: Laws
    patience: Laws
    types: Records
    lanes: Records
    threshold_seconds: tuple[float, ...]

    @property
    def horizon_minutes(self) -> float:
        return 60.0 * self.grid.size

    @property
    def origin_of(self) -> Integers:
        """(L,) type with which the path of each lane begins."""
        steps = np.diff(np.append(self.types["first_lane"], self.lanes.size))
        return np.repeat(np.arange(steps.size), steps)


def workload(data: EngineInput) -> Workload:
    """Raises InvalidInputError when a volume has no hour in which to fall, or when there are too many
    contacts to follow one by one."""
    grid = hour_grid(data.calendar)
    expected = arrivals(data, grid)
    if expected.sum() > MAX_CONTACTS:
        raise InvalidInputError([_too_many(float(expected.sum()))])
    first_lanes, lanes = _lanes(data.contact_types)
    handle, patience = _minutes(data.contact_types)
    return Workload(
        data=data,
        grid=grid,
        expected=expected,
        week=grid.day // 7,
        levels=_levels(data.contact_types),
        handle=handle,
        patience=patience,
        types=_types(data.contact_types, first_lanes),
        lanes=lanes,
        threshold_seconds=_threshold_seconds(data),
    )


@lru_cache(maxsize=16)
def thresholds(seconds: tuple[float, ...]) -> tuple[Floats, Hints]:
    """In minutes, infinity at the end; and for each slot of the fine edges, the first not under its start."""
    minutes = np.array(seconds) / 60.0
    hints: Hints = np.searchsorted(minutes, _FINE_STARTS).astype(np.int16)
    hints[0] = 0
    return np.append(minutes, np.inf), hints


def _too_many(contacts: float) -> Fault:
    reason = (
        f"{contacts:.3g} contacts sur la période : la simulation les suit un par un, jusqu’à "
        f"{MAX_CONTACTS // 1_000_000} millions ; raccourcir la période ou lire le coup d’œil"
    )
    return Fault("$.contact_types", reason)


def _threshold_seconds(data: EngineInput) -> tuple[float, ...]:
    asked = {item.threshold_seconds for item in data.targets if item.measure is Measure.SERVICE_LEVEL}
    return tuple(sorted(asked | set(WAIT_SECONDS)))


def _levels(types: Sequence[ContactType]) -> Laws:
    cvs = [item.volume_uncertainty.yearly_cv for item in types]
    cvs += [item.volume_uncertainty.weekly_cv for item in types]
    return laws([(Distribution.GAMMA, 1.0, cv) for cv in cvs])


def _minutes(types: Sequence[ContactType]) -> tuple[Laws, Laws]:
    """Handle times and patience; before them, in row EXPONENTIAL_ROW of their tables, the gaps of a Poisson
    process."""
    gaps = HandleTime(1.0, Distribution.EXPONENTIAL)
    every: list[HandleTime | Patience] = [gaps, *(item.handle_time for item in types)]
    every += [item.patience or Patience(1.0) for item in types]
    described = [(item.distribution, item.mean_minutes, item.cv) for item in every]
    found = laws(described, [item.values_minutes for item in every])
    return found.split(1)[1].split(len(types))


def _types(types: Sequence[ContactType], first_lanes: list[int]) -> Records:
    found = np.zeros(len(types), TYPE)
    found["at_once"] = [item.patience.hang_up_at_once_share if item.patience else 0.0 for item in types]
    found["redial"] = [item.redial.probability if item.patience else 0.0 for item in types]
    found["delay"] = [item.redial.mean_delay_minutes for item in types]
    found["due"] = [0.0 if item.patience else 60.0 * (item.due_hours or 0.0) for item in types]
    found["first_lane"], found["second"] = first_lanes, _seconds(types)
    found["is_chat"] = [item.channel is Channel.CHAT for item in types]
    found["first"], found["last"] = NOBODY, NOBODY
    return found


def _seconds(types: Sequence[ContactType]) -> list[int]:
    index = {item.id: k for k, item in enumerate(types)}
    return [index[item.escalation.to] if item.escalation else NOBODY for item in types]


def _lanes(types: Sequence[ContactType]) -> tuple[list[int], Records]:
    index = {item.id: k for k, item in enumerate(types)}
    first: list[int] = []
    steps: list[tuple[int, int, float, float]] = []
    for start in types:
        first.append(len(steps))
        step: ContactType | None = start
        while step:
            passed = step.escalation
            steps.append((index[step.id], words_below(passed.share) if passed else 0, 0.0, 0.0))
            step = types[index[passed.to]] if passed else None
    return first, np.array(steps, LANE)
