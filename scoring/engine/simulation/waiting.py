"""Those who wait: one queue a contact type, first come first served, and what becomes of each attempt.

Whoever hangs up stays in the queue until somebody could have answered: that moment is the wait they were
offered, which the "virtual" service level counts, and it costs no event.
"""

import math

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import Purpose, duration
from scoring.engine.simulation.heap import push
from scoring.engine.simulation.philox import block, lower, uniform, upper
from scoring.engine.simulation.reach import (
    Root,
    callers,
    contacts,
    fine,
    flows,
    hour_of_week,
    lanes,
    patience,
    returns,
    sizes,
    skills,
    stream_of,
    thresholds,
    types,
    waiting,
    waits,
    within,
)  # fmt: skip
from scoring.engine.simulation.state import (
    ABANDONED,
    ANSWERED,
    S_RETURNS,
    S_SPARE,
    S_WAITING,
    STRANDED,
    W_ABANDONED,
    W_ANSWERED,
    W_VIRTUAL,
)  # fmt: skip
from scoring.engine.simulation.workload import FINE_FIRST, FINE_SIZE, FINE_STEP, NOBODY

Floats = NDArray[np.float64]
ATTEMPT, DELAY = int(Purpose.ATTEMPT) << 28, int(Purpose.DELAY) << 28


@bare
def name_of(w: Root, contact: int, lane: int, attempt: int) -> int:
    """The part of a draw's name that says which step of the path and which attempt."""
    kind = np.int64(callers(w)[contact]["kind"])
    found: int = (kind << 22) | ((lane - types(w)[kind]["first_lane"]) << 16) | (attempt & 0xFFFF)
    return found


@bare
def hour_at(w: Root, t: float) -> int:
    return int(hour_of_week(w)[int(t / 60.0)])


@bare
def wait_for(w: Root, contact: int, lane: int, t: float) -> None:
    """Nobody is free: joins the queue, with the patience, and perhaps the redial, of this attempt."""
    i = lanes(w)[lane]["type"]
    _clear(w, i, t)
    until = t + types(w)[i]["due"]
    if types(w)[i]["due"] == 0.0:
        until = _patience(w, contact, lane, i, t)
    row = _row(w, t)
    entry = waiting(w)[row]
    entry["at"], entry["until"], entry["contact"], entry["lane"] = t, until, contact, lane
    _append(w, i, row, types(w)[i]["last"] if types(w)[i]["first"] != NOBODY else NOBODY)


@bare
def _patience(w: Root, contact: int, lane: int, i: int, t: float) -> float:
    """When this attempt hangs up; a redial is prepared at once, and forgotten if the attempt is answered."""
    caller, of = contacts(w)[contact], stream_of(w)
    name = name_of(w, contact, lane, caller["attempt"])
    rank, hour = callers(w)[contact]["rank"], callers(w)[contact]["hour"]
    first, second = block(of, rank, hour, ATTEMPT | name)
    until = t
    if upper(second) >= types(w)[i]["at_once"]:
        until += duration(uniform(first), patience(w)[i])
    if lower(second) < types(w)[i]["redial"]:
        delay = -np.log(uniform(block(of, rank, hour, DELAY | name)[0])) * types(w)[i]["delay"]
        caller["returns_at"] = until + delay
        push(returns(w), sizes(w), S_RETURNS, until + delay, contact)
    return until


@bare
def _row(w: Root, t: float) -> int:
    """A record to write in. There is one for everybody twice: once purged, some are always left."""
    full = sizes(w)
    if full[S_SPARE] == NOBODY and full[S_WAITING] == waiting(w).size:
        for i in range(types(w).size):
            _purge(w, i, t)
    row = full[S_SPARE]
    if row != NOBODY:
        full[S_SPARE] = waiting(w)[row]["after"]
        return int(row)
    full[S_WAITING] += 1
    return int(full[S_WAITING]) - 1


@bare
def _purge(w: Root, i: int, t: float) -> None:
    """Takes everybody who has hung up out of queue i, as if never offered an answer."""
    row, kept = types(w)[i]["first"], NOBODY
    types(w)[i]["first"] = NOBODY
    while row != NOBODY:
        entry = waiting(w)[row]
        after = entry["after"]
        if entry["until"] <= t:
            entry["after"] = sizes(w)[S_SPARE]
            sizes(w)[S_SPARE] = row
            gone(w, row, np.inf)
        else:
            _append(w, i, row, kept)
            kept = row
        row = after


@bare
def _append(w: Root, i: int, row: int, last: int) -> None:
    waiting(w)[row]["after"] = NOBODY
    if last == NOBODY:
        types(w)[i]["first"] = row
    else:
        waiting(w)[last]["after"] = row
    types(w)[i]["last"] = row


@bare
def _release(w: Root, i: int, row: int) -> None:
    """Takes the first of queue i, `row`, out of it."""
    entry = waiting(w)[row]
    types(w)[i]["first"] = entry["after"]
    entry["after"] = sizes(w)[S_SPARE]
    sizes(w)[S_SPARE] = row


@bare
def next_of(w: Root, i: int, t: float) -> int:
    """The first who still waits, taken out of the queue, or NOBODY; somebody able is free at t."""
    while True:
        row = types(w)[i]["first"]
        if row == NOBODY:
            return NOBODY
        entry = waiting(w)[row]
        _release(w, i, row)
        if entry["until"] > t:
            return int(row)
        gone(w, row, t)


@bare
def anybody(w: Root, i: int, t: float) -> bool:
    """Whether somebody still waits for type i."""
    return oldest_of(w, i, t) < np.inf


@bare
def oldest_of(w: Root, i: int, t: float) -> float:
    """When the first who still waits for type i arrived; infinity when nobody waits."""
    row = types(w)[i]["first"]
    while row != NOBODY:
        if waiting(w)[row]["until"] > t:
            return float(waiting(w)[row]["at"])
        row = waiting(w)[row]["after"]
    return np.inf


@bare
def longest_waiting(w: Root, g: int, t: float) -> int:
    """The type, among those that group g answers, whose first has waited longest, or NOBODY."""
    found, oldest = NOBODY, np.inf
    for k in range(skills(w).shape[1]):
        i = skills(w)[g, k]
        if i == NOBODY:
            break
        at = oldest_of(w, i, t)
        if at < oldest:
            found, oldest = i, at
    return found


@bare
def _clear(w: Root, i: int, t: float) -> None:
    """Forgets those gone for longer than every threshold: their offered wait exceeds all."""
    longest = thresholds(w)[thresholds(w).size - 1]
    row = types(w)[i]["first"]
    while row != NOBODY and waiting(w)[row]["until"] <= t and waiting(w)[row]["at"] + longest < t:
        _release(w, i, row)
        gone(w, row, t)
        row = types(w)[i]["first"]


@bare
def gone(w: Root, row: int, t: float) -> None:
    """Counts an attempt that hung up, and would have been answered at t."""
    entry = waiting(w)[row]
    lane, at = entry["lane"], entry["at"]
    flows(w)[lane, hour_at(w, at), ABANDONED] += 1
    if types(w)[lanes(w)[lane]["type"]]["due"] == 0.0:
        waited = entry["until"] - at
        lanes(w)[lane]["abandoned"] += waited
        waits(w)[lane, W_ABANDONED, place_of(thresholds(w), waited)] += 1
        waits(w)[lane, W_VIRTUAL, place_of(thresholds(w), t - at)] += 1


@bare
def answered(w: Root, contact: int, lane: int, at: float, t: float) -> None:
    """Counts an attempt that arrived at `at` and is answered at t."""
    hour = hour_at(w, at)
    flows(w)[lane, hour, ANSWERED] += 1
    contacts(w)[contact]["returns_at"] = 0.0
    if t > at and types(w)[lanes(w)[lane]["type"]]["due"] == 0.0:
        place = place_of(thresholds(w), t - at)
        lanes(w)[lane]["waited"] += t - at
        waits(w)[lane, W_ANSWERED, place] += 1
        within(w)[lane, hour, place] += 1
        fine(w)[lane, fine_place(t - at)] += 1


@bare
def place_of(edges: Floats, value: float) -> int:
    """Index of the first edge not under the value; their number when it exceeds all."""
    low, high = 0, edges.size
    while low < high:
        middle = (low + high) >> 1
        if edges[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@bare
def fine_place(value: float) -> int:
    """The same among the fine edges, which grow evenly."""
    if value <= FINE_FIRST:
        return 0
    return min(math.ceil(math.log(value / FINE_FIRST) / FINE_STEP), FINE_SIZE)


@bare
def close_queues(w: Root) -> None:
    """At the horizon: those whose time is over have hung up; the others still wait."""
    for i in range(types(w).size):
        row = types(w)[i]["first"]
        while row != NOBODY:
            entry = waiting(w)[row]
            if entry["until"] <= w["horizon"]:
                gone(w, row, np.inf)
            else:
                flows(w)[entry["lane"], hour_at(w, entry["at"]), STRANDED] += 1
            row = entry["after"]
