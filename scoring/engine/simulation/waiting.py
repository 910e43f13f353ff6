"""Those who wait: one queue a contact type, first come first served, and what becomes of each attempt.

Whoever hangs up stays in the queue until somebody could have answered: that moment is the wait they were
offered, which the "virtual" service level counts, and it costs no event.
"""

import numpy as np

from scoring.engine.simulation.bare import apart, bare, stand_alone
from scoring.engine.simulation.bits import bits_of, whole
from scoring.engine.simulation.draws import Purpose, duration, quantile
from scoring.engine.simulation.heap import push
from scoring.engine.simulation.philox import as_share, four
from scoring.engine.simulation.reach import (
    Root,
    add_fine,
    add_flows,
    add_waits,
    caller_at,
    contact_at,
    fine_edge_at,
    fine_hint_at,
    first_lane_of,
    lane_at,
    observed,
    patience_at,
    quantiles,
    skill_at,
    stream_of,
    threshold_at,
    threshold_hint_at,
    type_at,
    type_of,
    wait_at,
    waiting_at,
)  # fmt: skip
from scoring.engine.simulation.scenario import NEVER, UNKNOWN, WAITS_KEPT, WAITS_START, WAITS_STRIDE
from scoring.engine.simulation.state import (
    ABANDONED,
    ANSWERED,
    FLOWS,
    LAST_BIT,
    STRANDED,
    W_ABANDONED,
    W_ANSWERED,
    W_VIRTUAL,
    WAITS,
)  # fmt: skip
from scoring.engine.simulation.workload import EXPONENTIAL_ROW, FINE_LEAST, FINE_SHIFT, FINE_SLOTS, NOBODY

ATTEMPT = int(Purpose.ATTEMPT) << 28


@bare
def name_of(w: Root, contact: int, lane: int, attempt: int) -> int:
    """The part of a draw's name that says which step of the path and which attempt."""
    kind = whole(caller_at(w, contact)["kind"])
    found: int = (kind << 22) | ((lane - first_lane_of(w, contact)) << 16) | (attempt & 0xFFFF)
    return found


@bare
def count(w: Root, hour: int, lane: int, flow: int) -> None:
    """One more attempt of this flow. hour: where the counters of the hour in which it arrived begin."""
    add_flows(w, hour + lane * FLOWS + flow, 1)


@bare
def wait_for(w: Root, contact: int, lane: int, t: float) -> None:
    """Nobody is free: joins the queue, with the patience, and perhaps the redial, of this attempt."""
    i = type_of(w, lane)
    kind = type_at(w, i)
    until = t + kind["due"]
    if kind["due"] == 0.0:
        until = _patience(w, contact, lane, i, t)
    row = _row(w, t)
    entry = waiting_at(w, row)
    entry["at"], entry["until"], entry["contact"], entry["lane"] = t, until, contact, lane
    entry["flows"] = w["flows_here"]
    _append(w, i, row, kind["last"] if kind["first"] != NOBODY else NOBODY)


@bare
def _patience(w: Root, contact: int, lane: int, i: int, t: float) -> float:
    """When this attempt hangs up; a redial is prepared at once, and forgotten if the attempt is answered."""
    attempt, step = contact_at(w, contact)["attempt"], lane - first_lane_of(w, contact)
    if attempt == 0 and step < WAITS_KEPT:
        kept = wait_at(w, contact * WAITS_STRIDE + WAITS_START + step)
        if kept["stays"] == UNKNOWN:
            kept["stays"], kept["back"] = _wait_of(w, contact, lane, i)
        stays, back = float(kept["stays"]), float(kept["back"])
    else:
        stays, back = _wait_of(w, contact, lane, i)
    if back != NEVER:
        contact_at(w, contact)["returns_at"] = t + stays + back
        push(w, t + stays + back, contact)
    return t + stays


@apart
def _wait_of(w: Root, contact: int, lane: int, i: int) -> tuple[float, float]:
    """(minutes before hanging up, minutes from then to the next attempt, or NEVER), as precise as they are
    kept: whether they were must not show."""
    stand_alone()
    caller, kind = caller_at(w, contact), type_at(w, i)
    name = ATTEMPT | name_of(w, contact, lane, contact_at(w, contact)["attempt"])
    patience, delay, at_once, redial = four(stream_of(w), caller["rank"], caller["hour"], name)
    stays, back = 0.0, NEVER
    if as_share(at_once) >= kind["at_once"]:
        stays = duration(patience, patience_at(w, i), quantiles(w), observed(w))
    if as_share(redial) < kind["redial"]:
        back = kind["delay"] * quantile(delay, quantiles(w), EXPONENTIAL_ROW)
    return float(np.float32(stays)), float(np.float32(back))


@bare
def _row(w: Root, t: float) -> int:
    """A record to write in. There is one for everybody twice: once purged, some are always left."""
    if w["spare"] == NOBODY and w["used"] == w["waiting_rows"]:
        for i in range(w["types_rows"]):
            _purge(w, i, t)
    row = w["spare"]
    if row != NOBODY:
        w["spare"] = waiting_at(w, row)["after"]
        return int(row)
    w["used"] += 1
    return int(w["used"]) - 1


@apart
def _purge(w: Root, i: int, t: float) -> None:
    """Takes everybody who has hung up out of queue i, as if never offered an answer."""
    stand_alone()
    row, kept = whole(type_at(w, i)["first"]), NOBODY
    type_at(w, i)["first"] = NOBODY
    while row != NOBODY:
        entry = waiting_at(w, row)
        after = whole(entry["after"])
        if entry["until"] <= t:
            entry["after"] = w["spare"]
            w["spare"] = row
            gone(w, row, np.inf)
        else:
            _append(w, i, row, kept)
            kept = row
        row = after


@bare
def _append(w: Root, i: int, row: int, last: int) -> None:
    w["queued"] |= 1 << min(i, LAST_BIT)
    waiting_at(w, row)["after"] = NOBODY
    if last == NOBODY:
        type_at(w, i)["first"] = row
    else:
        waiting_at(w, last)["after"] = row
    type_at(w, i)["last"] = row


@bare
def _release(w: Root, i: int, row: int) -> None:
    """Takes the first of queue i, `row`, out of it."""
    entry = waiting_at(w, row)
    after = whole(entry["after"])
    type_at(w, i)["first"] = after
    if after == NOBODY and i < LAST_BIT:
        w["queued"] &= ~(1 << i)
    entry["after"] = w["spare"]
    w["spare"] = row


@bare
def next_of(w: Root, i: int, t: float) -> int:
    """The first who still waits, taken out of the queue, or NOBODY; somebody able is free at t."""
    while True:
        row = type_at(w, i)["first"]
        if row == NOBODY:
            return NOBODY
        _release(w, i, row)
        if waiting_at(w, row)["until"] > t:
            return int(row)
        gone(w, row, t)


@bare
def anybody(w: Root, i: int, t: float) -> bool:
    """Whether somebody still waits for type i."""
    return oldest_of(w, i, t) < np.inf


@bare
def oldest_of(w: Root, i: int, t: float) -> float:
    """When the first who still waits for type i arrived; infinity when nobody waits."""
    row = whole(type_at(w, i)["first"])
    while row != NOBODY:
        if waiting_at(w, row)["until"] > t:
            return float(waiting_at(w, row)["at"])
        row = whole(waiting_at(w, row)["after"])
    return np.inf


@apart
def longest_waiting(w: Root, g: int, t: float) -> int:
    """The type, among those that group g answers, whose first has waited longest, or NOBODY."""
    stand_alone()
    found, oldest = NOBODY, np.inf
    for k in range(w["skills_columns"]):
        i = skill_at(w, g * w["skills_columns"] + k)
        if i == NOBODY:
            break
        at = oldest_of(w, i, t)
        if at < oldest:
            found, oldest = i, at
    return found


@apart
def forget_gone(w: Root, t: float) -> None:
    """Takes out of the queues those gone for longer than every threshold: their offered wait exceeds all."""
    stand_alone()
    longest = threshold_at(w, w["thresholds_rows"] - 2)
    for i in range(w["types_rows"]):
        row = whole(type_at(w, i)["first"])
        while row != NOBODY and waiting_at(w, row)["until"] <= t and waiting_at(w, row)["at"] + longest < t:
            _release(w, i, row)
            gone(w, row, t)
            row = whole(type_at(w, i)["first"])


@apart
def gone(w: Root, row: int, t: float) -> None:
    """Counts an attempt that hung up, and would have been answered at t."""
    stand_alone()
    entry = waiting_at(w, row)
    lane, at = whole(entry["lane"]), entry["at"]
    count(w, whole(entry["flows"]), lane, ABANDONED)
    if type_at(w, type_of(w, lane))["due"] == 0.0:
        waited, first = entry["until"] - at, lane * WAITS
        lane_at(w, lane)["abandoned"] += waited
        columns = w["waits_columns"]
        add_waits(w, (first + W_ABANDONED) * columns + place_of(w, waited), 1)
        add_waits(w, (first + W_VIRTUAL) * columns + place_of(w, t - at), 1)


@bare
def answered_late(w: Root, row: int, t: float) -> None:
    """Counts the attempt in the record `row`, answered at t."""
    entry = waiting_at(w, row)
    lane, waited = whole(entry["lane"]), t - entry["at"]
    count(w, whole(entry["flows"]), lane, ANSWERED)
    contact_at(w, entry["contact"])["returns_at"] = 0.0
    if waited > 0.0 and type_at(w, type_of(w, lane))["due"] == 0.0:
        place, columns = place_of(w, waited), w["waits_columns"]
        lane_at(w, lane)["waited"] += waited
        add_waits(w, (lane * WAITS + W_ANSWERED) * columns + place, 1)
        add_fine(w, lane * w["fine_columns"] + fine_place(w, waited), 1)


@bare
def place_of(w: Root, value: float) -> int:
    """Index of the first threshold not under the value; their number when it exceeds all."""
    place = whole(threshold_hint_at(w, _slot(value)))
    while threshold_at(w, place) < value:
        place += 1
    return place


@bare
def fine_place(w: Root, value: float) -> int:
    """The same among the fine edges."""
    place = whole(fine_hint_at(w, _slot(value)))
    return int(place + (fine_edge_at(w, place) < value))


@bare
def _slot(value: float) -> int:
    return min(max((bits_of(value) >> FINE_SHIFT) - FINE_LEAST, 0), FINE_SLOTS - 1)


@apart
def close_queues(w: Root) -> None:
    """At the horizon: those whose time is over have hung up; the others still wait."""
    stand_alone()
    for i in range(w["types_rows"]):
        row = whole(type_at(w, i)["first"])
        while row != NOBODY:
            entry = waiting_at(w, row)
            if entry["until"] <= w["horizon"]:
                gone(w, row, np.inf)
            else:
                count(w, whole(entry["flows"]), whole(entry["lane"]), STRANDED)
            row = whole(entry["after"])
