"""A person and the contacts in hand: one call, or several chats that slow one another down."""

import numpy as np

from scoring.engine.simulation.agenda import wake
from scoring.engine.simulation.bare import apart, bare, stand_alone
from scoring.engine.simulation.bits import whole
from scoring.engine.simulation.draws import Purpose, duration
from scoring.engine.simulation.lists import unlist
from scoring.engine.simulation.philox import four
from scoring.engine.simulation.reach import (
    Root,
    add_busy,
    add_present,
    caller_at,
    chat_at,
    duty_at,
    first_lane_of,
    group_at,
    handle_at,
    handle_law_at,
    observed,
    onward_of,
    person_at,
    quantiles,
    second_of,
    stream_of,
    type_at,
    type_of,
    work_at,
)  # fmt: skip
from scoring.engine.simulation.scenario import HANDLES_KEPT, HANDLES_START, HANDLES_STRIDE
from scoring.engine.simulation.state import CALL, CHATS
from scoring.engine.simulation.waiting import name_of

TRANSFER = int(Purpose.TRANSFER) << 28


@bare
def spread_busy(w: Root, place: int, edge: float, start: float, end: float, weight: float) -> None:
    """Adds the minutes from start to end, inside the calendar, to `place`, whose hour ends at `edge`, and to
    the same group in the hours that follow."""
    # The next hour is written to whether it is reached or not: guessing which costs more.
    end, following = min(end, w["horizon"]), place + w["busy_columns"]
    add_busy(w, place, (min(end, edge) - start) * weight)
    while end > edge + 60.0:
        add_busy(w, following, 60.0 * weight)
        edge += 60.0
        following += w["busy_columns"]
    add_busy(w, following, max(end - edge, 0.0) * weight)


@apart
def spread_present(w: Root, g: int, start: float, end: float) -> None:
    """The same for presence."""
    stand_alone()
    hour = int(start / 60.0)
    end, edge, place = min(end, w["horizon"]), 60.0 * (hour + 1), hour * w["present_columns"] + g
    while end > edge:
        add_present(w, place, edge - start)
        start = edge
        edge += 60.0
        place += w["present_columns"]
    if end > start:
        add_present(w, place, end - start)


@bare
def handle_minutes(w: Root, contact: int, lane: int) -> float:
    """The same contact takes as long whoever answers it."""
    level = lane - first_lane_of(w, contact)
    if level < HANDLES_KEPT:
        return float(handle_at(w, contact * HANDLES_STRIDE + HANDLES_START + level))
    return _later_minutes(w, contact, lane)


@apart
def _later_minutes(w: Root, contact: int, lane: int) -> float:
    stand_alone()
    law = handle_law_at(w, type_of(w, lane))
    return duration(_transfer(w, contact, lane, 0), law, quantiles(w), observed(w))


@bare
def is_passed(w: Root, contact: int, lane: int) -> bool:
    """Whether the caller goes on to the next level after this answer."""
    is_later, onward = lane > first_lane_of(w, contact), onward_of(w, lane)
    if is_later & (onward > 0):
        return _transfer(w, contact, lane, 1) < onward
    # One question, not two: neither could be guessed.
    return bool((second_of(w, contact) >= 0.0) & (not is_later))


@apart
def _transfer(w: Root, contact: int, lane: int, what: int) -> int:
    """A word for the second transfer and those after it: the first has its own among those of the arrival."""
    stand_alone()
    caller = caller_at(w, contact)
    name = TRANSFER | name_of(w, contact, lane, what)
    return whole(four(stream_of(w), caller["rank"], caller["hour"], name)[0])


@bare
def take(w: Root, who: int, contact: int, lane: int, t: float) -> None:
    """Starts a contact; the person is in no list, and free, or in chats with room for this one."""
    person, i = person_at(w, who), type_of(w, lane)
    g = whole(person["group"])
    work = work_at(w, i * w["work_columns"] + g)
    work["contacts"] += 1
    minutes = handle_minutes(w, contact, lane)
    if type_at(w, i)["is_chat"] and group_at(w, g)["slots"] > 1:
        _take_chat(w, who, contact, lane, minutes, t)
        return
    end = t + minutes
    person["doing"], person["held"], person["contact"], person["lane"] = CALL, 1, contact, lane
    work["minutes"] += min(end, w["horizon"]) - t
    spread_busy(w, w["busy_here"] + g, w["hour_ends"], t, end, 1.0)
    wake(w, who, end)


@apart
def _take_chat(w: Root, who: int, contact: int, lane: int, minutes: float, t: float) -> None:
    stand_alone()
    person = person_at(w, who)
    catch_up(w, who, t)
    chat = chat_at(w, person["desk"] + person["held"])
    chat["left"], chat["contact"], chat["lane"] = minutes, contact, lane
    person["doing"] = CHATS
    person["held"] += 1
    _expect(w, who, t)


@bare
def _pace(w: Root, person: np.void) -> float:
    """Minutes of chat done in a minute, for each chat in hand."""
    pace: float = 1.0 / (1.0 + group_at(w, person["group"])["growth"] * (person["held"] - 1))
    return pace


@apart
def catch_up(w: Root, who: int, t: float) -> None:
    """Brings the chats in hand up to t. Each takes one slot of the person: half of one who may hold two."""
    stand_alone()
    person = person_at(w, who)
    duty = duty_at(w, who)
    start, held, g = duty["chats_at"], person["held"], whole(person["group"])
    duty["chats_at"] = t
    if held == 0:
        return
    done, weight = (t - start) * _pace(w, person), 1.0 / group_at(w, g)["slots"]
    for row in range(person["desk"], person["desk"] + held):
        chat_at(w, row)["left"] -= done
        i = type_of(w, whole(chat_at(w, row)["lane"]))
        work_at(w, i * w["work_columns"] + g)["minutes"] += (min(t, w["horizon"]) - start) * weight
    hour = int(start / 60.0)
    spread_busy(w, hour * w["busy_columns"] + g, 60.0 * (hour + 1), start, t, weight * held)


@bare
def _expect(w: Root, who: int, t: float) -> None:
    """Waits for the shortest of the chats in hand."""
    person = person_at(w, who)
    least = np.inf
    for row in range(person["desk"], person["desk"] + person["held"]):
        least = min(least, chat_at(w, row)["left"])
    wake(w, who, t + max(least, 0.0) / _pace(w, person))


@apart
def end_chat(w: Root, who: int, t: float) -> None:
    """Makes the chat that ends at t the person's contact and lane; the others go on."""
    stand_alone()
    person = person_at(w, who)
    unlist(w, who)
    catch_up(w, who, t)
    first = whole(person["desk"])
    last = first + person["held"] - 1
    over = first
    for row in range(first, last + 1):
        if chat_at(w, row)["left"] < chat_at(w, over)["left"]:
            over = row
    ended, moved = chat_at(w, over), chat_at(w, last)
    person["contact"], person["lane"] = ended["contact"], ended["lane"]
    ended["left"], ended["contact"], ended["lane"] = moved["left"], moved["contact"], moved["lane"]
    person["held"] -= 1
    if person["held"] > 0:
        _expect(w, who, t)
