"""What is kept of a replication, and how replications are put together: integers, so in any order."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import HOURS_PER_WEEK
from scoring.engine.simulation.state import ANSWERED, FIRST, REDIAL, TRANSFER, World
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
    # Hours side by side: summing down the columns of a narrow array takes several times longer.
    busy, present = np.ascontiguousarray(world.busy.T), np.ascontiguousarray(world.present.T)
    staffed = present > _STAFFED_MINUTES
    high = (busy > HIGH_OCCUPANCY * present) & staffed
    counts = Counts(
        flows=world.flows.sum(axis=1),
        waits=world.waits,
        fine=world.fine,
        minutes=np.stack([world.lanes["waited"], world.lanes["abandoned"]], axis=1),
        worked=world.worked,
        handled=world.handled,
        busy=busy.sum(axis=1),
        present=present.sum(axis=1),
        overtime=world.groups["overtime"].copy(),
        staffed=np.count_nonzero(staffed, axis=1),
        high=np.count_nonzero(high, axis=1),
    )
    return Replication(counts, _weekly(world))


def _weekly(world: World) -> Weekly:
    a = np.zeros((world.types.size, HOURS_PER_WEEK), dtype=np.int64)
    b = np.zeros_like(a)
    for i, flows in zip(world.lanes["type"].tolist(), world.flows, strict=True):
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
