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
    flows = np.zeros(world.flows.shape[1:], dtype=np.int64)
    weekly = np.zeros((2, world.types.size, HOURS_PER_WEEK), dtype=np.int64)
    sum_flows(world.flows, world.lanes["type"].copy(), flows, weekly)
    counts = Counts(
        flows=flows,
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
    a, b = weekly
    return Replication(counts, Weekly(a, b, a * a, a * b, b * b))


@bare
def sum_flows(hourly: Integers, type_of: Integers, flows: Integers, weekly: Integers) -> None:
    """From (168, L, FLOWS): flows (L, FLOWS); attempts and answers by type and hour, weekly (2, T, 168).

    Every attempt has one end, counted in the hour in which it began: what is not a transfer nor a redial is
    a first call.
    """
    for hour in range(hourly.shape[0]):
        for lane in range(hourly.shape[1]):
            here, i = hourly[hour, lane], type_of[lane]
            ends = here[ANSWERED] + here[ABANDONED] + here[STRANDED]
            here[FIRST] = ends - here[TRANSFER] - here[REDIAL]
            weekly[0, i, hour] += ends
            weekly[1, i, hour] += here[ANSWERED]
            for flow in range(here.size):
                flows[lane, flow] += here[flow]


@bare
def sum_hours(busy: Floats, present: Floats, minutes: Floats, hours: Integers) -> None:
    """From (H, G): minutes (2, G) busy and present; hours (2, G) staffed, and those of high occupancy."""
    for hour in range(busy.shape[0]):
        for g in range(busy.shape[1]):
            here = present[hour, g]
            minutes[0, g] += busy[hour, g]
            minutes[1, g] += here
            hours[0, g] += here > _STAFFED_MINUTES
            hours[1, g] += (here > _STAFFED_MINUTES) & (busy[hour, g] > HIGH_OCCUPANCY * here)


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
