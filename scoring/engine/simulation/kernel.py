"""The event loop: callers arrive, people come and go, contacts end, some call again. Times in minutes.

Who answers: the group that ranks the contact type highest among its skills, then the one with the fewest
skills, then whoever has been free longest. Chats go first to those already chatting who have room.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.agenda import first_out
from scoring.engine.simulation.bare import apart, bare, stand_alone
from scoring.engine.simulation.bits import whole
from scoring.engine.simulation.draws import Purpose
from scoring.engine.simulation.handling import catch_up, end_chat, is_passed, take
from scoring.engine.simulation.heap import drop
from scoring.engine.simulation.lists import first_in, free_list, leave_free, spare_list, unlist
from scoring.engine.simulation.philox import as_share, four
from scoring.engine.simulation.presence import after_contact, clock_out, come_back, offer, step
from scoring.engine.simulation.reach import (
    Root,
    caller_at,
    contact_at,
    first_lane_of,
    group_at,
    hour_of_week_at,
    person_at,
    rank_at,
    return_at,
    skill_at,
    step_at,
    stream_of,
    taker_at,
    tier_at,
    type_at,
    type_of,
)  # fmt: skip
from scoring.engine.simulation.state import ANSWERED, CHATS, DESERTED, FLOWS, FREE, PAUSED, REDIAL, TRANSFER
from scoring.engine.simulation.waiting import anybody, close_queues, count, forget_gone, name_of, wait_for
from scoring.engine.simulation.workload import NOBODY

Records = NDArray[np.void]
DESERT = NOBODY - 1
CHOICE = int(Purpose.CHOICE) << 28


@bare
def run(roots: Records) -> None:
    """From an empty site to the horizon. roots: one record of `roots.root`."""
    w = roots[0]
    caller, size = 0, w["callers_rows"]
    arrival = caller_at(w, 0)["at"] if size > 0 else np.inf
    _turn(w, 0)
    _next_rare(w)
    while True:
        end, rare = w["end_at"], w["rare_at"]
        t = min(arrival, end, rare)
        if not t < w["horizon"]:
            break
        if t >= w["hour_ends"]:
            _turn(w, int(t / 60.0))
        if end == t:
            _end(w, t)
        elif arrival == t:
            _first_call(w, caller, t)
            caller += 1
            arrival = caller_at(w, caller)["at"] if caller < size else np.inf
        else:
            _rare(w, t)
    _close(w)


@apart
def _turn(w: Root, hour: int) -> None:
    """A new hour begins."""
    stand_alone()
    forget_gone(w, 60.0 * hour)
    w["flows_here"] = hour_of_week_at(w, hour) * w["lanes_rows"] * FLOWS
    w["busy_here"], w["hour_ends"] = hour * w["busy_columns"], 60.0 * (hour + 1)


@bare
def _next_rare(w: Root) -> None:
    """Nobody comes back who was answered meanwhile."""
    duty = step_at(w, w["row"])["at"] if w["row"] < w["steps_rows"] else np.inf
    while w["returning"] > 0 and contact_at(w, return_at(w, 0)["who"])["returns_at"] != return_at(w, 0)["at"]:
        drop(w)
    w["rare_at"] = min(duty, return_at(w, 0)["at"] if w["returning"] > 0 else np.inf)


@apart
def _rare(w: Root, t: float) -> None:
    """A line of the roster; at the same instant, before those who call again."""
    stand_alone()
    if w["row"] < w["steps_rows"] and step_at(w, w["row"])["at"] == t:
        w["row"] += 1
        step(w, w["row"] - 1)
    else:
        _call_again(w, t)
    _next_rare(w)


@apart
def _close(w: Root) -> None:
    stand_alone()
    close_queues(w)
    for who in range(w["persons_rows"]):
        if person_at(w, who)["doing"] == CHATS:
            catch_up(w, who, w["horizon"])
        clock_out(w, who)


@bare
def _first_call(w: Root, contact: int, t: float) -> None:
    lane = first_lane_of(w, contact)
    new = contact_at(w, contact)
    new["lane"], new["attempt"] = lane, 0
    _arrive(w, contact, lane, t)


@bare
def _call_again(w: Root, t: float) -> None:
    """Whoever was answered meanwhile does not: the preparation has become stale."""
    contact = drop(w)
    caller = contact_at(w, contact)
    if caller["returns_at"] == t:
        caller["attempt"] += 1
        lane = whole(caller["lane"])
        count(w, w["flows_here"], lane, whole(REDIAL))
        _arrive(w, contact, lane, t)


@apart
def _arrive(w: Root, contact: int, lane: int, t: float) -> None:
    """An attempt: answered at once by somebody free, or waiting."""
    stand_alone()
    i = type_of(w, lane)
    who = _anybody_free(w, i, contact, lane) if w["at_random"] == 1 else find(w, i, t)
    if who < 0:
        if who == DESERT:
            count(w, w["flows_here"], lane, DESERTED)
        wait_for(w, contact, lane, t)
        return
    if w["at_random"] == 0 and person_at(w, who)["doing"] == FREE:
        leave_free(w, who)
    else:
        unlist(w, who)
    count(w, w["flows_here"], lane, ANSWERED)
    take(w, who, contact, lane, t)
    offer(w, who, t)


@bare
def _is_deserted(w: Root, i: int) -> bool:
    row = i * w["takers_columns"]
    while taker_at(w, row) != NOBODY:
        if group_at(w, taker_at(w, row))["present"] > 0:
            return False
        row += 1
    return True


@bare
def find(w: Root, i: int, t: float) -> int:
    """Who answers a contact of type i that arrives at t; NOBODY, or DESERT when nobody able is even there."""
    best, oldest, pool = NOBODY, np.inf, NOBODY
    row, is_chat = i * w["takers_columns"], type_at(w, i)["is_chat"] != 0
    # Whoever was free took somebody from this queue first: while it holds anybody, nobody able is free.
    while is_chat or type_at(w, i)["first"] == NOBODY:
        g = taker_at(w, row)
        if g == NOBODY or (best >= 0 and tier_at(w, row) != pool):
            break
        if is_chat and first_in(w, spare_list(w, g)) != spare_list(w, g) and not _outranked(w, g, i, t):
            return first_in(w, spare_list(w, g))
        since = group_at(w, g)["since"]
        if since < oldest:
            best, oldest, pool = first_in(w, free_list(w, g)), since, tier_at(w, row)
        row += 1
    return DESERT if best == NOBODY and _is_deserted(w, i) else best


@apart
def _anybody_free(w: Root, i: int, contact: int, lane: int) -> int:
    """One of those free and able, drawn; the draw belongs to the attempt."""
    stand_alone()
    free, first = 0, i * w["takers_columns"]
    row = first
    while taker_at(w, row) != NOBODY:
        free += _many_free(w, taker_at(w, row))
        row += 1
    if free == 0:
        return DESERT if _is_deserted(w, i) else NOBODY
    caller = caller_at(w, contact)
    name = CHOICE | name_of(w, contact, lane, contact_at(w, contact)["attempt"])
    chosen = int(as_share(four(stream_of(w), caller["rank"], caller["hour"], name)[0]) * free)
    row = first
    while chosen >= _many_free(w, taker_at(w, row)):
        chosen -= _many_free(w, taker_at(w, row))
        row += 1
    who = first_in(w, free_list(w, taker_at(w, row)))
    for _ in range(chosen):
        who = first_in(w, who)
    return who


@bare
def _many_free(w: Root, g: int) -> int:
    found, who = 0, first_in(w, free_list(w, g))
    while who != free_list(w, g):
        found, who = found + 1, first_in(w, who)
    return found


@apart
def _outranked(w: Root, g: int, i: int, t: float) -> bool:
    """Whether somebody waits whom group g must be free to answer before type i."""
    stand_alone()
    for k in range(rank_at(w, g * w["rank_columns"] + i)):
        other = skill_at(w, g * w["skills_columns"] + k)
        if not type_at(w, other)["is_chat"] and anybody(w, other, t):
            return True
    return False


@bare
def _end(w: Root, t: float) -> None:
    """A contact or a pause is over."""
    who = first_out(w)
    person = person_at(w, who)
    if person["doing"] == PAUSED:
        come_back(w, who, t)
        return
    if person["doing"] == CHATS:
        end_chat(w, who, t)
    else:
        person["held"] = 0
    contact, lane = whole(person["contact"]), whole(person["lane"])
    after_contact(w, who, t)
    if is_passed(w, contact, lane):
        _pass_on(w, contact, lane + 1, t)


@bare
def _pass_on(w: Root, contact: int, lane: int, t: float) -> None:
    """Live, to the queue of the next level: a new attempt there."""
    caller = contact_at(w, contact)
    caller["lane"], caller["attempt"] = lane, 0
    count(w, w["flows_here"], lane, whole(TRANSFER))
    _arrive(w, contact, lane, t)
