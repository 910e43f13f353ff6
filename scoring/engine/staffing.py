"""Who can answer whom, hour by hour of the week, and how many of them are likely to be there.

Three approximations, each stated in docs/decisions/0003-coup-d-oeil.md:
- the load of a contact type is shared between the groups able to take it so that their occupancies are as
  equal as skills allow (the fluid limit of "longest idle first");
- a contact type then sees one pool: the groups among those able to take it that give it the safest
  staffing, least occupied first, with all the load that these groups carry. Nothing is split, so that a
  bilingual person counts fully in both languages, with both loads;
- persons present are a sum of independent draws, one a person: a mean number of heads flatters.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled
from scoring.engine.model import HOURS_PER_WEEK, Channel, EngineInput
from scoring.engine.roster import heads_by_hour

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
NODES = 16
EXACT_UNITS = 400
TRACE_LOAD = 1e-9  # erlangs: enough to be routed in hours where only redials come
_HERMITE_X, _HERMITE_W = np.polynomial.hermite_e.hermegauss(9)
HERMITE_X: Floats = _HERMITE_X
HERMITE_W: Floats = _HERMITE_W / _HERMITE_W.sum()


@dataclass(frozen=True)
class Crew:
    """T contact types, G groups. heads (168, G) scheduled; presence (G,) share of them at work; can (T, G);
    slots (T, G) contacts held at a time by one person; concurrency (T,) its mean; handle_hours (T,)."""

    heads: Floats
    presence: Floats
    can: Flags
    slots: Floats
    concurrency: Floats
    handle_hours: Floats
    ramp_up_weeks: NDArray[np.int64]

    @property
    def present(self) -> Floats:
        found: Floats = self.heads * self.presence
        return found


def crew(data: EngineInput) -> Crew:
    types, groups = data.contact_types, data.groups
    heads = np.zeros((HOURS_PER_WEEK, len(groups)))
    for g, group in enumerate(groups):
        heads[:, g] = heads_by_hour(group)
    can = np.array([[item.id in group.skills for group in groups] for item in types], dtype=np.bool_)
    can = can.reshape(len(types), len(groups))
    chats = np.array([item.channel is Channel.CHAT for item in types])
    held = np.array([float(group.chat_concurrency) for group in groups])
    slots = np.where(chats[:, None], held[None, :], 1.0)
    growth = np.array([group.chat_growth_share for group in groups])
    weight = can * np.maximum(heads.sum(axis=0), 1e-9)[None, :]
    share = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-300)
    longer = 1.0 + (share * growth[None, :] * (slots - 1.0)).sum(axis=1)
    minutes = np.array([item.handle_time.mean_minutes for item in types])
    concurrency = np.where(can.any(axis=1), (share * slots).sum(axis=1), 1.0)
    return Crew(
        heads=heads,
        presence=np.array([(1.0 - group.absence_share) * (1.0 - group.shrinkage_share) for group in groups]),
        can=can,
        slots=slots,
        concurrency=concurrency,
        handle_hours=minutes * longer / 60.0,
        ramp_up_weeks=np.array([group.ramp_up_weeks for group in groups], dtype=np.int64),
    )


@dataclass(frozen=True)
class Routing:
    """share (168, T, G): part of a type's load that each group carries. pool (168, T, G): the groups it sees.
    mixing (168, T, T): part of each other type's load carried by that pool."""

    share: Floats
    pool: Flags
    mixing: Floats


def route(team: Crew, load: Floats) -> Routing:
    """`load` (168, T): heads busy if everybody were answered. Types that are not live have none."""
    hours, types, groups = load.shape[0], load.shape[1], team.can.shape[1]
    share = np.zeros((hours, types, groups))
    pool = np.zeros((hours, types, groups), dtype=np.bool_)
    present = team.present
    for hour in range(hours):
        route_hour(np.maximum(load[hour], TRACE_LOAD), present[hour], team.can, share[hour], pool[hour])
    mixing = np.einsum("hig,hjg->hij", pool.astype(np.float64), share)
    return Routing(share=share, pool=pool, mixing=mixing)


@compiled
def route_hour(load: Floats, present: Floats, can: Flags, share: Floats, pool: Flags) -> None:
    types, groups = can.shape
    carried = np.zeros(groups)
    for i in range(types):
        _first_share(load[i], present, can[i], carried, share[i])
    for _ in range(200):
        moved = 0.0
        for i in range(types):
            moved = max(moved, _reshare(load[i], present, can[i], carried, share[i]))
        if moved < 1e-6:
            break
    for i in range(types):
        _choose_pool(present, can[i], carried, pool[i])


@compiled
def _first_share(load: float, present: Floats, can: Flags, carried: Floats, share: Floats) -> None:
    """In proportion to the persons present."""
    total = 0.0
    for g in range(present.size):
        total += present[g] if can[g] else 0.0
    for g in range(present.size):
        share[g] = present[g] / total if can[g] and total > 0.0 else 0.0
        carried[g] += load * share[g]


@compiled
def _reshare(load: float, present: Floats, can: Flags, carried: Floats, share: Floats) -> float:
    """Takes a type's load off its groups and pours it again, over those that stay under one common level of
    occupancy (water filling, exact). The largest change of share."""
    active = np.zeros(present.size, dtype=np.bool_)
    for g in range(present.size):
        carried[g] -= load * share[g]
        active[g] = can[g] and present[g] > 0.0
    level = _water_level(load, present, carried, active)
    total, moved = 0.0, 0.0
    for g in range(present.size):
        total += max(level * present[g] - carried[g], 0.0) if active[g] else 0.0
    for g in range(present.size):
        poured = max(level * present[g] - carried[g], 0.0) / total if active[g] and total > 0.0 else 0.0
        moved = max(moved, abs(poured - share[g]))
        share[g] = poured
        carried[g] += load * poured
    return moved


@compiled
def _water_level(load: float, present: Floats, carried: Floats, active: Flags) -> float:
    """The common occupancy; groups already above it leave `active`."""
    while True:
        room, water = 0.0, load
        for g in range(present.size):
            if active[g]:
                room += present[g]
                water += carried[g]
        if room <= 0.0:
            return 0.0
        level, dry = water / room, False
        for g in range(present.size):
            if active[g] and carried[g] > level * present[g]:
                active[g], dry = False, True
        if not dry:
            return level


@compiled
def _choose_pool(present: Floats, can: Flags, carried: Floats, pool: Flags) -> None:
    """Least occupied groups first, as long as the margin (heads - load) / sqrt(load) grows.

    The margin is that of Halfin and Whitt (1981); groups within a thousandth of the same occupancy go
    together.
    """
    heads, load, best, bound, reached = 0.0, 0.0, -np.inf, -1.0, -1.0
    while True:
        above, reached = reached, _next_occupancy(present, can, carried, reached) * 1.001 + 1e-9
        if reached == np.inf:
            break
        for g in range(present.size):
            if can[g] and above * present[g] < carried[g] <= reached * present[g]:
                heads += present[g]
                load += carried[g]
        margin = (heads - load) / np.sqrt(max(load, 1e-12))
        if margin > best:
            best, bound = margin, reached
    for g in range(present.size):
        pool[g] = can[g] and present[g] > 0.0 and carried[g] <= bound * present[g]


@compiled
def _next_occupancy(present: Floats, can: Flags, carried: Floats, reached: float) -> float:
    """The lowest occupancy above `reached` among the groups able to answer; inf when there is none."""
    lowest = np.inf
    for g in range(present.size):
        if can[g] and present[g] > 0.0 and carried[g] > reached * present[g]:
            lowest = min(lowest, carried[g] / present[g])
    return lowest


def presence_nodes(team: Crew, routing: Routing) -> tuple[Floats, Floats]:
    """(patterns, T, NODES) numbers of slots present and their probabilities.

    Pattern w * 168 + hour for week w of the ramp-up; the last 168 are full strength.
    """
    types = team.can.shape[0]
    weeks = int(team.ramp_up_weeks.max(initial=0)) + 1
    numbers = np.zeros((weeks * HOURS_PER_WEEK, types, NODES))
    chances = np.zeros_like(numbers)
    for week in range(weeks):
        trained = np.minimum((week + 1.0) / (team.ramp_up_weeks + 1.0), 1.0)
        rows = slice(week * HOURS_PER_WEEK, (week + 1) * HOURS_PER_WEEK)
        fill_nodes(
            team.heads, team.presence * trained, team.slots, routing.pool, numbers[rows], chances[rows]
        )
    return numbers, chances


@compiled
def fill_nodes(
    heads: Floats, presence: Floats, slots: Floats, pool: Flags, numbers: Floats, chances: Floats
) -> None:
    for hour in range(pool.shape[0]):
        for i in range(pool.shape[1]):
            _nodes(heads[hour] * pool[hour, i], presence, slots[i], numbers[hour, i], chances[hour, i])


@compiled
def _nodes(heads: Floats, presence: Floats, slots: Floats, numbers: Floats, chances: Floats) -> None:
    units = int((np.ceil(heads) * slots).sum())
    if units <= EXACT_UNITS and _exact_nodes(heads, presence, slots, units, numbers, chances):
        return
    mean, variance = 0.0, 0.0
    for g in range(heads.size):
        whole = np.floor(heads[g])
        part = (heads[g] - whole) * presence[g]
        mean += slots[g] * heads[g] * presence[g]
        variance += slots[g] ** 2 * (whole * presence[g] * (1.0 - presence[g]) + part * (1.0 - part))
    for k in range(HERMITE_X.size):
        numbers[k] = max(mean + np.sqrt(variance) * HERMITE_X[k], 0.0)
        chances[k] = HERMITE_W[k]


@compiled
def _exact_nodes(
    heads: Floats, presence: Floats, slots: Floats, units: int, numbers: Floats, chances: Floats
) -> bool:
    """Every person comes or not: the exact distribution, when it holds in NODES values."""
    odds = np.zeros(units + 1)
    odds[0] = 1.0
    for g in range(heads.size):
        whole = int(np.floor(heads[g]))
        for _ in range(whole):
            _one_more(odds, int(slots[g]), presence[g])
        # 2.8 heads scheduled are three persons for 80 % of the hour and two for the rest.
        _one_more(odds, int(slots[g]), (heads[g] - whole) * presence[g])
    held = odds > 1e-7
    if held.sum() > NODES:
        return False
    k, total = 0, odds[held].sum()
    for unit in range(units + 1):
        if held[unit]:
            numbers[k], chances[k] = unit, odds[unit] / total
            k += 1
    return True


@compiled
def _one_more(odds: Floats, step: int, chance: float) -> None:
    if chance <= 0.0:
        return
    for unit in range(odds.size - 1, -1, -1):
        came = odds[unit - step] if unit >= step else 0.0
        odds[unit] = odds[unit] * (1.0 - chance) + came * chance
