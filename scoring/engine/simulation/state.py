"""What the event loop reads and writes: flat records, no object per call.

Everything is allocated here, before the loop: a bare kernel cannot. Times are minutes since the start.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import HOURS_PER_WEEK
from scoring.engine.simulation.duties import Duties
from scoring.engine.simulation.scenario import Scenario
from scoring.engine.simulation.scratch import room
from scoring.engine.simulation.workload import (
    FINE_EDGES,
    FINE_HINTS,
    FINE_MINUTES,
    NOBODY,
    Hints,
    Workload,
    thresholds,
)  # fmt: skip

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Heads = NDArray[np.int32]
Records = NDArray[np.void]
FLOAT, INTEGER = np.dtype(np.float64), np.dtype(np.int64)

# What a person is doing. AWAY: before, after, or absent. PAUSED: pause or training.
AWAY, FREE, CALL, CHATS, PAUSED = 0, 1, 2, 3, 4

# A person in one duty. One line of the processor's cache: what is seldom needed is in DUTY.
PERSON = np.dtype(
    [
        ("next_at", "f8"),  # when the contact or the pause in hand ends
        ("since", "f8"),  # free since
        ("came_at", "f8"),  # present since
        ("contact", "i4"),
        ("lane", "i4"),
        # Neighbours in the list of the free, or of those with a chat to spare; themselves when in none.
        ("before", "i4"),
        ("after", "i4"),
        ("earlier", "i4"),  # neighbours in the agenda
        ("later", "i4"),
        ("slot", "i4"),  # of the agenda, or NOBODY
        ("group", "i2"),
        ("held", "i2"),  # contacts in hand
        ("doing", "i1"),
        ("leaving", "i1"),  # 1 once the shift or the block is over
        ("owing", "i1"),  # 1 while minutes of pause are owed
        ("counted", "i1"),  # 1 from coming to the end of the shift
        ("desk", "i4"),  # first row in `chats`
    ],
    align=True,
)
DUTY = np.dtype(
    [
        ("chats_at", "f8"),  # when the chats in hand were last brought up to date
        ("owed", "f8"),  # minutes of pause to take when the contact in hand ends
        ("until", "f8"),  # end of the shift
        ("person", "i8"),  # with the group and the day, names the draw of absence
        ("day", "i8"),
    ]
)
LISTS = 2  # a group: of the free, of those in chats with room
WAITING = np.dtype(
    [("at", "f8"), ("until", "f8"), ("contact", "i4"), ("lane", "i4"), ("after", "i4"), ("flows", "i4")],
    align=True,
)
CHAT = np.dtype([("left", "f8"), ("contact", "i4"), ("lane", "i4")], align=True)
EVENT = np.dtype([("at", "f8"), ("who", "i8")], align=True)
CONTACT = np.dtype([("returns_at", "f8"), ("lane", "i4"), ("attempt", "i4")], align=True)

# Flows, by lane and hour of the week in which the attempt arrived. STRANDED: still waiting at the end.
# DESERTED: those of the attempts that found nobody able present, free or not.
FIRST, TRANSFER, REDIAL, ANSWERED, ABANDONED, STRANDED, DESERTED, FLOWS = 0, 1, 2, 3, 4, 5, 6, 7
# Waits above zero by threshold: answered, abandoned, and the wait offered to those who abandoned.
W_ANSWERED, W_ABANDONED, W_VIRTUAL, WAITS = 0, 1, 2, 3
# The agenda turns once a day; some slots for each caller of a day, so that most hold one end at most.
AGENDA_MINUTES, SLOTS_A_CALLER = 1440.0, 4
FEWEST_SLOTS, MOST_SLOTS = 1 << 10, 1 << 20
BITS = 64

# Minutes of work, and contacts.
WORK = np.dtype([("minutes", "f8"), ("contacts", "i8")])

# A type is a bit of a word. Those too many for it share the last, which once set remains so.
LAST_BIT = 62

# One group. asked: bits of the types that it answers. since: when the first of its free became so, infinity
# when nobody is. debt: who must still leave.
GROUP = np.dtype(
    [
        ("since", "f8"),
        ("asked", "i8"),
        ("present", "i8"),
        ("debt", "i8"),
        ("slots", "i8"),
        ("growth", "f8"),
        ("absence", "f8"),
        ("ramp_weeks", "f8"),
        ("overtime", "f8"),
    ]
)


class ShiftEnd(StrEnum):
    """What happens to a contact that outlasts the shift.

    FINISH_OWN: its agent finishes it, and leaves. FIRST_FREE: the same, but a colleague of the group who is
    free, or free first, leaves in its place (teams counted by heads: the rule of the exact layers).
    """

    FINISH_OWN = "finish_own"
    FIRST_FREE = "first_free"


class Routing(StrEnum):
    """Who answers when several could.

    SPECIALISTS_FIRST: the group that ranks the type highest, then the one with the fewest skills, then
    whoever has been free longest. AT_RANDOM: anybody able and free, all with the same chance;
    and whoever becomes free answers the longest waiting, whatever the priorities.
    """

    SPECIALISTS_FIRST = "specialists_first"
    AT_RANDOM = "at_random"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a specification usually leaves open."""

    shift_end: ShiftEnd = ShiftEnd.FINISH_OWN
    routing: Routing = Routing.SPECIALISTS_FIRST


PLAIN = Rules()


@dataclass(frozen=True)
class Crews:
    """G groups, T types. groups: GROUP records. skills (G, S) types by priority, NOBODY after the last.
    takers (T, K) groups asked in turn, tier (T, K): equal tiers are one pool, longest free first. rank
    (G, T)."""

    groups: Records
    skills: Integers
    takers: Integers
    tier: Integers
    rank: Integers
    rules: Rules


@dataclass(frozen=True)
class World:
    """Every array that the kernel uses; those of the lot and of the bid are never written to.

    persons: after the D of the duties, two for each group, between the last and the first of its lists
    (`lists`). duties: the rest of what is known of the D. flows (168, L, FLOWS), without the first calls,
    which are what the others leave; waits (L, WAITS, K + 1) and fine (L, F + 1): contacts that waited, by the
    least threshold that they did not exceed. work (T, G); busy, present (H, G) minutes.
    """

    callers: Records
    contacts: Records
    persons: Records
    duties: Records
    steps: Records
    waiting: Records
    chats: Records
    agenda: Heads
    marks: Integers
    returns: Records
    types: Records
    groups: Records
    lanes: Records
    handle: Records
    patience: Records
    quantiles: Floats
    observed: Floats
    skills: Integers
    takers: Integers
    tier: Integers
    rank: Integers
    hour_of_week: Integers
    thresholds: Floats
    threshold_hints: Hints
    fine_edges: Floats
    fine_hints: Hints
    flows: Integers
    waits: Integers
    fine: Integers
    work: Records
    busy: Floats
    present: Floats


class People(NamedTuple):
    """Before anybody comes. persons, duties: as `World` has them; desks: rows of chats."""

    persons: Records
    duties: Records
    desks: int


def build(asked: Workload, callers: Scenario, team: Crews, due: Duties, people: People) -> World:
    """An empty site at time zero, to be run before the next is built in the same thread."""
    lanes, types, groups = asked.lanes.size, asked.types.size, team.groups.size
    hours, times, size = asked.grid.size, len(asked.threshold_seconds), callers.callers.size
    agenda, marks = _agenda(size / asked.horizon_minutes)
    minutes, hints = thresholds(asked.threshold_seconds)
    return World(
        callers=callers.callers,
        contacts=room("contacts", size, CONTACT),
        persons=_copied("persons", people.persons),
        duties=_copied("duties", people.duties),
        steps=due.steps,
        waiting=_waiting(size),
        chats=room("chats", people.desks, CHAT),
        agenda=agenda,
        marks=marks,
        returns=_returns(asked, size),
        types=_copied("types", asked.types),
        groups=_copied("groups", team.groups),
        lanes=_copied("lanes", asked.lanes),
        handle=asked.handle.of,
        patience=asked.patience.of,
        quantiles=asked.handle.quantiles,
        observed=asked.handle.observed,
        skills=team.skills,
        takers=team.takers,
        tier=team.tier,
        rank=team.rank,
        hour_of_week=asked.grid.hour_of_week,
        thresholds=minutes,
        threshold_hints=hints,
        fine_edges=FINE_EDGES,
        fine_hints=FINE_HINTS,
        flows=_zeros("flows", (HOURS_PER_WEEK, lanes, FLOWS), INTEGER),
        waits=np.zeros((lanes, WAITS, times + 1), dtype=np.int64),
        fine=np.zeros((lanes, FINE_MINUTES.size + 1), dtype=np.int64),
        work=np.zeros((types, groups), WORK),
        busy=_zeros("busy", (hours + 1, groups), FLOAT)[:hours],
        present=_zeros("present", (hours, groups), FLOAT),
    )


def _copied(name: str, records: Records) -> Records:
    found = room(name, records.size, records.dtype)
    found.view(np.uint8)[:] = records.view(np.uint8)
    return found


def _zeros(name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    found = room(name, prod(shape), dtype)
    found.fill(0)
    return found.reshape(shape)


def _waiting(size: int) -> Records:
    """Somebody waiting twice has hung up once: room for everybody once, and for those not yet cleared."""
    return room("waiting", 2 * size + 1024, WAITING)


def _returns(asked: Workload, size: int) -> Records:
    """Each caller may prepare to call again from each level."""
    return room("returns", size * int(np.bincount(asked.origin_of).max()) + 64, EVENT)


def _agenda(callers_a_minute: float) -> tuple[NDArray[np.int32], Integers]:
    """Heads of the slots of a day, and a bit each that tells which are taken; powers of two of both."""
    wanted = int(SLOTS_A_CALLER * AGENDA_MINUTES * callers_a_minute)
    slots = min(max(1 << wanted.bit_length(), FEWEST_SLOTS), MOST_SLOTS)
    return room("agenda", slots, np.dtype(np.int32)), _zeros("marks", (slots // BITS,), INTEGER)


def people(team: Crews, due: Duties) -> People:
    size = due.group.size
    every = np.zeros(size + LISTS * team.groups.size, PERSON)
    every["before"] = every["after"] = np.arange(every.size)
    found, lists = every[:size], every[size:]
    lists["since"] = np.inf
    desks = np.append(0, np.cumsum(team.groups["slots"][due.group]))
    found["desk"], found["group"], found["slot"] = desks[:-1], due.group, NOBODY
    duties = np.zeros(size, DUTY)
    duties["person"], duties["day"], duties["until"] = due.person, due.day, due.until
    return People(every, duties, int(desks[-1]))
