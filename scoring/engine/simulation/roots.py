"""The one record that the kernel is handed: where each array of a `state.World` lies, and the present moment.

Handing thirty arrays from function to function would cost more than the simulation itself. `reach` gives them
back.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.philox import Stream
from scoring.engine.simulation.state import AGENDA_MINUTES, LISTS, PLAIN, Routing, Rules, ShiftEnd, World
from scoring.engine.simulation.workload import NOBODY

Records = NDArray[np.void]

_ARRAYS = tuple(World.__dataclass_fields__)
# Then, after the rules, pace: slots of the agenda a minute; lists: the first row of `persons` that is a list
# of a group, not a person. And what changes as time passes. flows_here, busy_here: where the counters of the
# present hour begin; hour_ends: when it does. end_at, end_who: the first in the agenda; booked: how many are
# in it. rare_at: the next line of the roster, whose rank is `row`, or redial, of which `returning` are in the
# heap. queued: bits of the types (`state.LAST_BIT`) in whose queue somebody is, waiting or gone. spare, used:
# records of `waiting` to use again, and those ever used.
ROOT = np.dtype(
    [(f"{name}{part}", "i8") for name in _ARRAYS for part in ("", "_rows", "_columns")]
    + [
        ("horizon", "f8"),
        ("by_heads", "i8"),
        ("at_random", "i8"),
        ("key_low", "u8"),
        ("key_high", "u8"),
        ("replication", "u8"),
        ("pace", "f8"),
        ("lists", "i8"),
        ("flows_here", "i8"),
        ("busy_here", "i8"),
        ("hour_ends", "f8"),
        ("end_at", "f8"),
        ("end_who", "i8"),
        ("booked", "i8"),
        ("rare_at", "f8"),
        ("row", "i8"),
        ("returning", "i8"),
        ("queued", "i8"),
        ("spare", "i8"),
        ("used", "i8"),
    ]
)


def root(world: World, of: Stream, horizon: float, rules: Rules = PLAIN) -> Records:
    """One ROOT record. The world must outlive it."""
    places = [cell for name in _ARRAYS for cell in _place(getattr(world, name))]
    pace = world.agenda.size / AGENDA_MINUTES
    by_heads, at_random = rules.shift_end is ShiftEnd.FIRST_FREE, rules.routing is Routing.AT_RANDOM
    lists = world.persons.size - LISTS * world.groups.size
    fixed = (*places, horizon, by_heads, at_random, *of, pace, lists)
    found = np.array([fixed + (0,) * (len(ROOT.names or ()) - len(fixed))], ROOT)
    found["end_at"], found["end_who"], found["spare"] = np.inf, NOBODY, NOBODY
    return found


def _place(array: NDArray[Any]) -> tuple[int, int, int]:
    """Address, rows, columns."""
    if not array.flags.c_contiguous:
        raise ValueError("the kernel reads contiguous arrays")
    return array.__array_interface__["data"][0], array.shape[0], array.shape[-1]
