"""A person and the contacts in hand: one call, or several chats that slow one another down."""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import Purpose, duration
from scoring.engine.simulation.heap import push
from scoring.engine.simulation.philox import block, uniform
from scoring.engine.simulation.reach import (
    Root,
    busy,
    callers,
    chats,
    ends,
    groups,
    handle,
    handled,
    lanes,
    persons,
    sizes,
    stream_of,
    types,
    worked,
)  # fmt: skip
from scoring.engine.simulation.state import CALL, CHATS, S_ENDS
from scoring.engine.simulation.waiting import name_of

Floats = NDArray[np.float64]
TRANSFER = int(Purpose.TRANSFER) << 28


@bare
def wake(w: Root, who: int, at: float) -> None:
    """Something happens to this person at `at`, and nothing before."""
    persons(w)[who]["next_at"] = at
    push(ends(w), sizes(w), S_ENDS, at, who)


@bare
def spread(w: Root, cells: Floats, g: int, start: float, end: float, weight: float) -> None:
    """Adds the minutes from start to end, inside the calendar, to the hours of group g."""
    end = min(end, w["horizon"])
    hour = int(start / 60.0)
    while start < end:
        edge = 60.0 * (hour + 1)
        cells[hour, g] += (min(edge, end) - start) * weight
        start = edge
        hour += 1


@bare
def handle_minutes(w: Root, contact: int, lane: int) -> float:
    """The same contact takes as long whoever answers it."""
    kind = callers(w)[contact]["kind"]
    if lane == types(w)[kind]["first_lane"]:
        return float(callers(w)[contact]["handle"])
    name = TRANSFER | name_of(w, contact, lane, 0)
    word = block(stream_of(w), callers(w)[contact]["rank"], callers(w)[contact]["hour"], name)[0]
    return duration(uniform(word), handle(w)[lanes(w)[lane]["type"]])


@bare
def is_passed(w: Root, contact: int, lane: int) -> bool:
    """Whether the caller goes on to the next level after this answer."""
    share = lanes(w)[lane]["onward"]
    if share == 0.0:
        return False
    name = TRANSFER | name_of(w, contact, lane, 1)
    word = block(stream_of(w), callers(w)[contact]["rank"], callers(w)[contact]["hour"], name)[0]
    return bool(uniform(word) < share)


@bare
def take(w: Root, who: int, contact: int, lane: int, t: float) -> None:
    """Starts a contact; the person is in no list, and free, or in chats with room for this one."""
    person = persons(w)[who]
    g, i = person["group"], lanes(w)[lane]["type"]
    handled(w)[i, g] += 1
    minutes = handle_minutes(w, contact, lane)
    if types(w)[i]["is_chat"] and groups(w)[g]["slots"] > 1:
        _take_chat(w, who, contact, lane, minutes, t)
        return
    end = t + minutes
    person["doing"], person["held"], person["contact"], person["lane"] = CALL, 1, contact, lane
    worked(w)[i, g] += min(end, w["horizon"]) - t
    spread(w, busy(w), g, t, end, 1.0)
    wake(w, who, end)


@bare
def _take_chat(w: Root, who: int, contact: int, lane: int, minutes: float, t: float) -> None:
    person = persons(w)[who]
    catch_up(w, who, t)
    chat = chats(w)[person["desk"] + person["held"]]
    chat["left"], chat["contact"], chat["lane"] = minutes, contact, lane
    person["doing"] = CHATS
    person["held"] += 1
    _expect(w, who, t)


@bare
def _pace(w: Root, person: np.void) -> float:
    """Minutes of chat done in a minute, for each chat in hand."""
    pace: float = 1.0 / (1.0 + groups(w)[person["group"]]["growth"] * (person["held"] - 1))
    return pace


@bare
def catch_up(w: Root, who: int, t: float) -> None:
    """Brings the chats in hand up to t. Each takes one slot of the person: half of one who may hold two."""
    person = persons(w)[who]
    start, held, g = person["chats_at"], person["held"], person["group"]
    person["chats_at"] = t
    if held == 0:
        return
    done, weight = (t - start) * _pace(w, person), 1.0 / groups(w)[g]["slots"]
    for row in range(person["desk"], person["desk"] + held):
        chats(w)[row]["left"] -= done
        i = lanes(w)[chats(w)[row]["lane"]]["type"]
        worked(w)[i, g] += (min(t, w["horizon"]) - start) * weight
    spread(w, busy(w), g, start, t, weight * held)


@bare
def _expect(w: Root, who: int, t: float) -> None:
    """Waits for the shortest of the chats in hand."""
    person = persons(w)[who]
    least = np.inf
    for row in range(person["desk"], person["desk"] + person["held"]):
        least = min(least, chats(w)[row]["left"])
    wake(w, who, t + max(least, 0.0) / _pace(w, person))


@bare
def end_chat(w: Root, who: int, t: float) -> tuple[int, int]:
    """(contact, lane) of the chat that ends at t; the others go on."""
    person = persons(w)[who]
    catch_up(w, who, t)
    first = person["desk"]
    last = first + person["held"] - 1
    over = first
    for row in range(first, last + 1):
        if chats(w)[row]["left"] < chats(w)[over]["left"]:
            over = row
    ended, moved = chats(w)[over], chats(w)[last]
    contact, lane = ended["contact"], ended["lane"]
    ended["left"], ended["contact"], ended["lane"] = moved["left"], moved["contact"], moved["lane"]
    person["held"] -= 1
    if person["held"] > 0:
        _expect(w, who, t)
    return int(contact), int(lane)
