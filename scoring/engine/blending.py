"""What work that can wait costs those who call: an e-mail begun is finished, whoever calls meanwhile.

People in several skills take waiting work as soon as they are idle and do not leave it for a call. A caller
then waits as often as everybody is busy, with calls or not. For equal exponential times this is exact: with
x = a + b, load of calls and of the rest, n people, E Erlang's loss formula and l the share of those made to
wait who give up, everybody is busy a share

    B = x E(x, n - 1) / (x E(x, n - 1) + n - x + a l),    or 1 when there is always some work waiting.

Below n busy the people busy are those of Erlang's loss system; the busy are in all a (1 - B l) + b. Once
everybody is busy, the calls' queue moves as in Erlang A whatever the people are busy with: l does not depend
on b. The cuts between states give both; it is the non-preemptive priority of Cobham (1954) with the patience
of Palm (1957). The load b of each hour is that of a fluid: what arrived and waits, in what calls leave.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.classes import StaffClasses
from scoring.engine.deferred import blend
from scoring.engine.jit import compiled
from scoring.engine.staffing import Crew, Routing
from scoring.engine.tables import Tables

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
FULL = 1e-6
LARGE = 60.0
SELDOM = 1e-3


class Blend(NamedTuple):
    """H hours, T contact types, G groups. rates (H, T) contacts an hour if everybody is answered, transfers
    included. due_hours (T,) infinite for live types. hour_of_week (H,). trained (H, G) part of each group
    that has come so far. pool_hours (T,) as in `plan.Plan`. class_at (H, T) the row in `StaffClasses`."""

    rates: Floats
    due_hours: Floats
    hour_of_week: Integers
    trained: Floats
    pool_hours: Floats
    class_at: Integers


class Hours(NamedTuple):
    """(H, T), in slots of each type: what the pool of a live type meets, and the waiting work that it does.

    met: load of calls; given_up: share that leaves of those made to wait; shared: load of waiting work;
    ends: how much of it ends in the time of a call; full: whether some is always left. class_at: staff."""

    met: Floats
    given_up: Floats
    shared: Floats
    ends: Floats
    full: Flags
    class_at: Integers


def forced_waits(asked: Blend, team: Crew, routing: Routing, classes: StaffClasses, tables: Tables) -> Floats:
    """(H, T, 2) what waiting work adds, for each live type, to the share of callers who find nobody free;
    and the share of them to count for those who give up, fewer if that work is shorter than a call."""
    live = ~np.isfinite(asked.due_hours)
    load, found = np.zeros_like(asked.rates), np.zeros((*asked.rates.shape, 2))
    if not team.can[~live].any():
        return found
    hours = _hours(asked.class_at)
    remember(asked.rates * live, team.handle_hours, team.concurrency, load)
    meet(load, asked.hour_of_week, routing.mixing, team.concurrency, hours.met)
    give_up(hours.met, asked.class_at, live, classes, tables, hours.given_up)
    spare = team.present[asked.hour_of_week] * asked.trained
    leave_spare(load * (1.0 - hours.given_up), asked.hour_of_week, routing.share, spare)
    work, ends = _work(asked, team, spare)
    slots = routing.pool * team.concurrency[:, None]
    share_work(np.stack([work, ends, spare > FULL]), asked.hour_of_week, slots, asked.pool_hours, hours)
    rise(hours, classes, tables, found)
    return found


def _hours(class_at: Integers) -> Hours:
    met, given_up, shared, ends = np.zeros((4, *class_at.shape))
    return Hours(met, given_up, shared, ends, np.zeros(class_at.shape, np.bool_), class_at)


@compiled
def remember(rates: Floats, handle_hours: Floats, concurrency: Floats, load: Floats) -> None:
    """Heads busy if everybody were answered: an exponential memory of the arrivals."""
    for i in range(rates.shape[1]):
        kept, level = math.exp(-1.0 / handle_hours[i]), 0.0
        for hour in range(rates.shape[0]):
            rest = rates[hour, i] * handle_hours[i]
            load[hour, i] = (rest + (level - rest) * handle_hours[i] * (1.0 - kept)) / concurrency[i]
            level = rest + (level - rest) * kept


@compiled
def meet(load: Floats, week: Integers, mixing: Floats, concurrency: Floats, met: Floats) -> None:
    for hour in range(load.shape[0]):
        for i in range(load.shape[1]):
            for j in range(load.shape[1]):
                met[hour, i] += mixing[week[hour], i, j] * load[hour, j] * concurrency[i]


@compiled
def leave_spare(busy: Floats, week: Integers, share: Floats, spare: Floats) -> None:
    for hour in range(busy.shape[0]):
        for g in range(spare.shape[1]):
            for i in range(busy.shape[1]):
                spare[hour, g] -= busy[hour, i] * share[week[hour], i, g]
            spare[hour, g] = max(spare[hour, g], 0.0)


def _work(asked: Blend, team: Crew, spare: Floats) -> tuple[Floats, Floats]:
    """(H, G) heads busy with work that can wait, and how much of it ends in an hour. Takes from `spare`."""
    order = np.argsort(asked.due_hours, kind="stable")[: int(np.isfinite(asked.due_hours).sum())]
    done, late = np.zeros((spare.shape[0], order.size)), np.zeros((spare.shape[0], order.size))
    work, hours = np.zeros((order.size, *spare.shape)), team.handle_hours[order]
    can = team.can[order].astype(np.float64)
    blend(asked.rates[:, order], hours, asked.due_hours[order], can, spare, done, late, work)
    return work.sum(axis=0), (work / hours[:, None, None]).sum(axis=0)


@compiled
def share_work(groups: Floats, week: Integers, slots: Floats, pool_hours: Floats, hours: Hours) -> None:
    """groups (3, H, G): heads in waiting work, how many of them end in an hour, whether some are idle."""
    for hour in range(week.size):
        for i in range(pool_hours.size):
            idle = 0.0
            for g in range(groups.shape[2]):
                part = slots[week[hour], i, g]
                hours.shared[hour, i] += part * groups[0, hour, g]
                hours.ends[hour, i] += part * groups[1, hour, g] * pool_hours[i]
                idle += part * groups[2, hour, g]
            hours.full[hour, i] = idle == 0.0


@compiled
def give_up(
    met: Floats, class_at: Integers, live: Flags, classes: StaffClasses, tables: Tables, out: Floats
) -> None:
    for hour in range(met.shape[0]):
        for i in range(met.shape[1]):
            crew = class_at[hour, i]
            if live[i]:
                table = classes.table[crew]
                out[hour, i] = share_giving_up(
                    met[hour, i], classes.centre[crew], tables.patience[table], tables.balk[table]
                )


@compiled
def share_giving_up(load: float, agents: float, patience: float, balk: float) -> float:
    """Of those who find everybody busy: Erlang A's queue, patience in handle times."""
    if agents <= 0.0:
        return 1.0
    joining, weight, total, gone, rank = load * (1.0 - balk), 1.0, 1.0, 0.0, 0.0
    while rank < 10_000.0:
        rank += 1.0
        weight *= joining / (agents + rank / patience)
        total += weight
        gone += weight * rank / patience
        if weight < 1e-6 * total:
            break
    if joining <= 0.0:
        return balk + (1.0 - balk) / (1.0 + agents * patience)
    return min(balk + gone / (load * total), 1.0)


@compiled
def rise(hours: Hours, classes: StaffClasses, tables: Tables, out: Floats) -> None:
    for hour in range(hours.met.shape[0]):
        for i in range(hours.met.shape[1]):
            if hours.shared[hour, i] > FULL and hours.given_up[hour, i] > 0.0:
                alone, both = _all_busy_means(hour, i, hours, classes)
                out[hour, i, 0] = both - alone
                out[hour, i, 1] = both * _slowness(hour, i, hours, classes, tables) - alone


@compiled
def _slowness(hour: int, i: int, hours: Hours, classes: StaffClasses, tables: Tables) -> float:
    """How much more often those made to wait give up behind waiting work than behind calls.

    The mean, geometric, of two extremes: that everybody stays busy with the same mix for as long as somebody
    waits, and that all have turned to calls at once.
    """
    crew, load, lost = hours.class_at[hour, i], hours.met[hour, i], hours.given_up[hour, i]
    calls, table = load * (1.0 - lost), classes.table[crew]
    speed = (calls + hours.ends[hour, i]) / (calls + hours.shared[hour, i])
    mixed = share_giving_up(load, classes.centre[crew] * speed, tables.patience[table], tables.balk[table])
    return math.sqrt(mixed / lost)


@compiled
def _all_busy_means(hour: int, i: int, hours: Hours, classes: StaffClasses) -> tuple[float, float]:
    """Share of the time when nobody is free, without waiting work and with it: means over who may come."""
    crew, load, alone, both = hours.class_at[hour, i], hours.met[hour, i], 0.0, 0.0
    kept = load * hours.given_up[hour, i]
    for k in range(classes.chances.shape[1]):
        agents, chance = classes.numbers[crew, k], classes.chances[crew, k]
        if chance > SELDOM:
            alone += chance * all_busy(load, agents, kept)
            if not hours.full[hour, i]:
                both += chance * all_busy(load + hours.shared[hour, i], agents, kept)
    return alone, 1.0 if hours.full[hour, i] else both


@compiled
def all_busy(load: float, agents: float, given_up: float) -> float:
    """Share of the time when nobody is free; `given_up`, load that leaves when made to wait. Agents between
    two whole numbers: in proportion."""
    whole = math.floor(agents)
    found = _all_busy(load, whole, given_up)
    if agents > whole:
        found += (agents - whole) * (_all_busy(load, whole + 1.0, given_up) - found)
    return found


@compiled
def _all_busy(load: float, agents: float, given_up: float) -> float:
    if agents < 1.0:
        return 1.0
    top = load * _loss(load, agents - 1.0)
    rest = agents - load + given_up
    return 1.0 if rest <= 0.0 else top / (top + rest)


@compiled
def _loss(load: float, agents: float) -> float:
    """Erlang B; beyond sixty, its normal limit (Jagerman 1974)."""
    if load <= 0.0:
        return 1.0 if agents < 1.0 else 0.0
    if agents > LARGE:
        place = (agents + 0.5 - load) / math.sqrt(load)
        under = 0.5 * math.erfc(-place / math.sqrt(2.0))
        if under < 1e-12:
            return 1.0 - agents / load
        return min(math.exp(-0.5 * place * place) / math.sqrt(2.0 * math.pi * load) / under, 1.0)
    found, rank = 1.0, 1.0
    while rank <= agents:
        found = load * found / (rank + load * found)
        rank += 1.0
    return found
