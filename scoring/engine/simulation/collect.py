"""What is kept of a replication, and how replications are put together: integers, so in any order."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import HOURS_PER_WEEK
from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.state import ABANDONED, ANSWERED, FIRST, REDIAL, STRANDED, TRANSFER, World
from scoring.engine.simulation.workload import Workload

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
HIGH_OCCUPANCY = 0.9
_STAFFED_MINUTES = 1e-6


@dataclass(frozen=True)
class Counts:
    """One replication, or R of them with a first axis R. L lanes, T types, G groups, K thresholds.

    flows (L, FLOWS); waits (L, WAITS, K + 1); fine (L, F + 1); minutes (L, 2) waited by the answered and by
    those who hung up; worked, handled (T, G) minutes and contacts; busy, present, overtime (G,) minutes;
    staffed, high (G,) hours with somebody present, and those busy above nine tenths of the time.
    """

    flows: Integers
    waits: Integers
    fine: Integers
    minutes: Floats
    worked: Floats
    handled: Integers
    busy: Floats
    present: Floats
    overtime: Floats
    staffed: Integers
    high: Integers


@dataclass(frozen=True)
class Weekly:
    """Sums over replications of attempts a and answers b by type and hour of the week (T, 168): exact."""

    a: Integers
    b: Integers
    aa: Integers
    ab: Integers
    bb: Integers

    def __add__(self, other: "Weekly") -> "Weekly":
        return Weekly(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True)
class Replication:
    counts: Counts
    weekly: Weekly


def collect(world: World) -> Replication:
    """Copies out of a world that has been run."""
    minutes, hours = np.zeros((2, world.groups.size)), np.zeros((2, world.groups.size), dtype=np.int64)
    sum_hours(world.busy, world.present, minutes, hours)
    _find_first_calls(world.flows)
    counts = Counts(
        flows=world.flows.sum(axis=0),
        waits=world.waits,
        fine=world.fine,
        minutes=np.stack([world.lanes["waited"], world.lanes["abandoned"]], axis=1),
        worked=world.work["minutes"],
        handled=world.work["contacts"],
        busy=minutes[0],
        present=minutes[1],
        overtime=world.groups["overtime"].copy(),
        staffed=hours[0],
        high=hours[1],
    )
    return Replication(counts, _weekly(world))


def _find_first_calls(flows: Integers) -> None:
    """Every attempt has one end, counted in the hour in which it began: what is not a transfer nor a redial
    is a first call."""
    ends = flows[..., ANSWERED] + flows[..., ABANDONED] + flows[..., STRANDED]
    flows[..., FIRST] = ends - flows[..., TRANSFER] - flows[..., REDIAL]


@bare
def sum_hours(busy: Floats, present: Floats, minutes: Floats, hours: Integers) -> None:
    """From (H, G): minutes (2, G) busy and present; hours (2, G) staffed, and those of high occupancy."""
    for hour in range(busy.shape[0]):
        for g in range(busy.shape[1]):
            minutes[0, g] += busy[hour, g]
            minutes[1, g] += present[hour, g]
            staffed = present[hour, g] > _STAFFED_MINUTES
            hours[0, g] += staffed
            hours[1, g] += staffed and busy[hour, g] > HIGH_OCCUPANCY * present[hour, g]


def _weekly(world: World) -> Weekly:
    a = np.zeros((world.types.size, HOURS_PER_WEEK), dtype=np.int64)
    b = np.zeros_like(a)
    for lane, i in enumerate(world.lanes["type"].tolist()):
        flows = world.flows[:, lane]
        a[i] += flows[:, FIRST] + flows[:, TRANSFER] + flows[:, REDIAL]
        b[i] += flows[:, ANSWERED]
    return Weekly(a, b, a * a, a * b, b * b)


def stacked(found: list[Replication]) -> tuple[Counts, Weekly]:
    """R replications in order: Counts with a first axis, Weekly summed."""
    counts = Counts(*(np.stack([getattr(one.counts, f.name) for one in found]) for f in fields(Counts)))
    weekly = found[0].weekly
    for one in found[1:]:
        weekly = weekly + one.weekly
    return counts, weekly


@dataclass(frozen=True)
class Scope:
    """Lanes of a set of contact types. entering: those by which callers come in from outside the set; inner:
    those reached from inside it; live: entering lanes whose callers wait."""

    types: Integers
    entering: Integers
    inner: Integers
    live: Integers


def scope(asked: Workload, chosen: list[int]) -> Scope:
    kinds, first = asked.lanes["type"], asked.types["first_lane"][asked.origin_of]
    inside = np.isin(kinds, chosen)
    lanes = np.arange(kinds.size)
    after_inside = np.append(False, inside[:-1]) & (lanes != first)
    entering = inside & ~after_inside
    return Scope(
        types=np.array(chosen, dtype=np.int64),
        entering=np.flatnonzero(entering),
        inner=np.flatnonzero(inside & after_inside),
        live=np.flatnonzero(entering & (asked.types["due"][kinds] == 0.0)),
    )
