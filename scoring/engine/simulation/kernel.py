"""The event loop: callers arrive, people come and go, contacts end, some call again. Times in minutes.

Who answers: the group that ranks the contact type highest among its skills, then the one with the fewest
skills, then whoever has been free longest. Chats go first to those already chatting who have room.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import Purpose
from scoring.engine.simulation.handling import catch_up, end_chat, is_passed, take
from scoring.engine.simulation.heap import drop
from scoring.engine.simulation.lists import unlist
from scoring.engine.simulation.philox import block, uniform
from scoring.engine.simulation.presence import after_contact, clock_out, come_back, offer, step
from scoring.engine.simulation.reach import (
    Root,
    callers,
    contacts,
    ends,
    flows,
    groups,
    lanes,
    persons,
    rank,
    returns,
    sizes,
    skills,
    steps,
    stream_of,
    takers,
    tier,
    types,
)  # fmt: skip
from scoring.engine.simulation.state import (
    CHATS,
    DESERTED,
    FIRST,
    PAUSED,
    REDIAL,
    S_ENDS,
    S_RETURNS,
    TRANSFER,
)  # fmt: skip
from scoring.engine.simulation.waiting import answered, anybody, close_queues, hour_at, name_of, wait_for
from scoring.engine.simulation.workload import NOBODY

Records = NDArray[np.void]
CHOICE = int(Purpose.CHOICE) << 28


@bare
def run(roots: Records) -> None:
    """From an empty site to the horizon. roots: one record of `state.root`."""
    w = roots[0]
    caller, row = 0, 0
    full = sizes(w)
    while True:
        arrival = callers(w)[caller]["at"] if caller < callers(w).size else np.inf
        duty = steps(w)[row]["at"] if row < steps(w).size else np.inf
        end = ends(w)[0]["at"] if full[S_ENDS] > 0 else np.inf
        back = returns(w)[0]["at"] if full[S_RETURNS] > 0 else np.inf
        t = min(arrival, duty, end, back)
        if not t < w["horizon"]:
            break
        if end == t:
            _end(w, t)
        elif arrival == t:
            _first_call(w, caller, t)
            caller += 1
        elif duty == t:
            step(w, row)
            row += 1
        else:
            _call_again(w, t)
    _close(w)


@bare
def _close(w: Root) -> None:
    close_queues(w)
    for who in range(persons(w).size):
        if persons(w)[who]["doing"] == CHATS:
            catch_up(w, who, w["horizon"])
        clock_out(w, who)


@bare
def _first_call(w: Root, contact: int, t: float) -> None:
    lane = types(w)[callers(w)[contact]["kind"]]["first_lane"]
    contacts(w)[contact]["lane"] = lane
    _arrive(w, contact, lane, FIRST, t)


@bare
def _call_again(w: Root, t: float) -> None:
    """Whoever was answered meanwhile does not: the preparation has become stale."""
    contact = returns(w)[0]["who"]
    drop(returns(w), sizes(w), S_RETURNS)
    caller = contacts(w)[contact]
    if caller["returns_at"] == t:
        caller["attempt"] += 1
        _arrive(w, contact, caller["lane"], REDIAL, t)


@bare
def _arrive(w: Root, contact: int, lane: int, flow: int, t: float) -> None:
    """An attempt: answered at once by somebody free, or waiting."""
    flows(w)[lane, hour_at(w, t), flow] += 1
    i = lanes(w)[lane]["type"]
    who = _anybody_free(w, i, contact, lane) if w["at_random"] == 1 else find(w, i, t)
    if who == NOBODY:
        if _is_deserted(w, i):
            flows(w)[lane, hour_at(w, t), DESERTED] += 1
        wait_for(w, contact, lane, t)
        return
    unlist(w, who)
    answered(w, contact, lane, t, t)
    take(w, who, contact, lane, t)
    offer(w, who, t)


@bare
def _is_deserted(w: Root, i: int) -> bool:
    for k in range(takers(w).shape[1]):
        g = takers(w)[i, k]
        if g == NOBODY:
            break
        if groups(w)[g]["present"] > 0:
            return False
    return True


@bare
def find(w: Root, i: int, t: float) -> int:
    """Who answers a contact of type i that arrives at t, or NOBODY."""
    best, pool = NOBODY, NOBODY
    for k in range(takers(w).shape[1]):
        g = takers(w)[i, k]
        if g == NOBODY or (best != NOBODY and tier(w)[i, k] != pool):
            break
        if types(w)[i]["is_chat"] and groups(w)[g]["spare_first"] != NOBODY and not _outranked(w, g, i, t):
            return int(groups(w)[g]["spare_first"])
        who = groups(w)[g]["free_first"]
        if who != NOBODY and (best == NOBODY or persons(w)[who]["since"] < persons(w)[best]["since"]):
            best, pool = who, tier(w)[i, k]
    return int(best)


@bare
def _anybody_free(w: Root, i: int, contact: int, lane: int) -> int:
    """One of those free and able, drawn; the draw belongs to the attempt."""
    free = 0
    for k in range(takers(w).shape[1] - 1):
        if takers(w)[i, k] != NOBODY:
            free += groups(w)[takers(w)[i, k]]["free"]
    if free == 0:
        return NOBODY
    name = CHOICE | name_of(w, contact, lane, contacts(w)[contact]["attempt"])
    caller = callers(w)[contact]
    chosen = int(uniform(block(stream_of(w), caller["rank"], caller["hour"], name)[0]) * free)
    k = 0
    while chosen >= groups(w)[takers(w)[i, k]]["free"]:
        chosen -= groups(w)[takers(w)[i, k]]["free"]
        k += 1
    who = groups(w)[takers(w)[i, k]]["free_first"]
    for _ in range(chosen):
        who = persons(w)[who]["after"]
    return int(who)


@bare
def _outranked(w: Root, g: int, i: int, t: float) -> bool:
    """Whether somebody waits whom group g must be free to answer before type i."""
    for k in range(rank(w)[g, i]):
        other = skills(w)[g, k]
        if not types(w)[other]["is_chat"] and anybody(w, other, t):
            return True
    return False


@bare
def _end(w: Root, t: float) -> None:
    """The first of `ends`: a contact or a pause is over, unless plans have changed since."""
    who = ends(w)[0]["who"]
    drop(ends(w), sizes(w), S_ENDS)
    person = persons(w)[who]
    if person["next_at"] != t:
        return
    person["next_at"] = -1.0
    if person["doing"] == PAUSED:
        come_back(w, who, t)
        return
    contact, lane = person["contact"], person["lane"]
    if person["doing"] == CHATS:
        contact, lane = end_chat(w, who, t)
    else:
        person["held"] = 0
    after_contact(w, who, t)
    if is_passed(w, contact, lane):
        _pass_on(w, contact, lane + 1, t)


@bare
def _pass_on(w: Root, contact: int, lane: int, t: float) -> None:
    """Live, to the queue of the next level: a new attempt there."""
    caller = contacts(w)[contact]
    caller["lane"], caller["attempt"] = lane, 0
    _arrive(w, contact, lane, TRANSFER, t)
