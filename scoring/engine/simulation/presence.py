"""Coming, pausing, leaving: what the roster does to a person, and what a person does once free."""

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.draws import Purpose
from scoring.engine.simulation.duties import BLOCK, END
from scoring.engine.simulation.handling import spread, take, wake
from scoring.engine.simulation.lists import list_free, list_spare, unlist
from scoring.engine.simulation.philox import block, lower, uniform
from scoring.engine.simulation.reach import (
    Root,
    groups,
    persons,
    present,
    skills,
    steps,
    stream_of,
    types,
    waiting,
)  # fmt: skip
from scoring.engine.simulation.state import AWAY, CALL, CHATS, FREE, PAUSED
from scoring.engine.simulation.waiting import answered, anybody, longest_waiting, next_of
from scoring.engine.simulation.workload import NOBODY

ABSENCE, COHORT = int(Purpose.ABSENCE) << 28, int(Purpose.COHORT) << 28


@bare
def step(w: Root, row: int) -> None:
    """One line of the roster."""
    who, t, kind = steps(w)[row]["duty"], steps(w)[row]["at"], steps(w)[row]["kind"]
    if kind == END:
        leave(w, who, t)
    elif kind == BLOCK:
        _block(w, who, int(steps(w)[row]["value"]), t)
    else:
        _pause(w, who, steps(w)[row]["value"], t)


@bare
def _block(w: Root, who: int, number: int, t: float) -> None:
    """A shift, or one of its blocks, begins: the person is there or not."""
    person = persons(w)[who]
    if not is_there(w, who, number):
        leave(w, who, t)
    elif person["doing"] == AWAY:
        _come(w, who, t)
    else:
        person["leaving"] = 0


@bare
def is_there(w: Root, who: int, number: int) -> bool:
    """Drawn by person and block; during ramp-up, only those already trained come, and they keep coming."""
    person = persons(w)[who]
    g, day = person["group"], person["day"]
    word = block(stream_of(w), person["person"], 4 * (day + 1) + number, ABSENCE | g)[0]
    if uniform(word) < groups(w)[g]["absence"]:
        return False
    weeks = groups(w)[g]["ramp_weeks"]
    if weeks == 0:
        return True
    trained = (max(day // 7, 0) + 1.0) / (weeks + 1.0)
    return bool(lower(block(stream_of(w), person["person"], 0, COHORT | g)[0]) < trained)


@bare
def _come(w: Root, who: int, t: float) -> None:
    person = persons(w)[who]
    g = person["group"]
    person["counted"] = 1
    if w["by_heads"] and groups(w)[g]["debt"] > 0:
        groups(w)[g]["debt"] -= 1
        return
    person["leaving"], person["owed"] = 0, 0.0
    _settle(w, who, t)


@bare
def _settle(w: Root, who: int, t: float) -> None:
    """Present, and free."""
    person = persons(w)[who]
    person["doing"], person["came_at"] = FREE, t
    groups(w)[person["group"]]["present"] += 1
    look_for_work(w, who, t)


@bare
def _go(w: Root, who: int, doing: int, t: float) -> None:
    """No longer present."""
    person = persons(w)[who]
    g = person["group"]
    unlist(w, who)
    spread(w, present(w), g, person["came_at"], t, 1.0)
    groups(w)[g]["present"] -= 1
    person["doing"] = doing


@bare
def leave(w: Root, who: int, t: float) -> None:
    """The shift is over, at once or after the contact in hand."""
    person = persons(w)[who]
    doing, g = person["doing"], person["group"]
    was_counted = person["counted"]
    person["counted"] = 0
    if w["by_heads"]:
        if was_counted == 1:
            _leave_by_heads(w, g, t)
    elif doing == FREE:
        _go(w, who, AWAY, t)
    elif doing == PAUSED:
        person["doing"] = AWAY
        person["next_at"] = -1.0
    elif doing != AWAY:
        person["leaving"] = 1
        unlist(w, who)


@bare
def _leave_by_heads(w: Root, g: int, t: float) -> None:
    somebody = groups(w)[g]["free_first"]
    if somebody == NOBODY:
        groups(w)[g]["debt"] += 1
    else:
        _go(w, somebody, AWAY, t)


@bare
def _pause(w: Root, who: int, minutes: float, t: float) -> None:
    """A pause or training: at once, or after the contact in hand, and whole all the same."""
    person = persons(w)[who]
    doing = person["doing"]
    if doing == FREE:
        _rest(w, who, minutes, t)
    elif doing == PAUSED:
        wake(w, who, person["next_at"] + minutes)
    elif doing != AWAY and person["leaving"] == 0:
        person["owed"] += minutes
        unlist(w, who)


@bare
def _rest(w: Root, who: int, minutes: float, t: float) -> None:
    _go(w, who, PAUSED, t)
    persons(w)[who]["owed"] = 0.0
    wake(w, who, t + minutes)


@bare
def come_back(w: Root, who: int, t: float) -> None:
    g = persons(w)[who]["group"]
    if w["by_heads"] and groups(w)[g]["debt"] > 0:
        groups(w)[g]["debt"] -= 1
        persons(w)[who]["doing"] = AWAY
    else:
        _settle(w, who, t)


@bare
def after_contact(w: Root, who: int, t: float) -> None:
    """A contact has ended: leave, pause, or go on."""
    person = persons(w)[who]
    g = person["group"]
    if person["held"] > 0:
        if person["leaving"] == 0 and person["owed"] == 0.0:
            unlist(w, who)
            look_for_work(w, who, t)
        return
    person["doing"] = FREE
    if person["leaving"] == 1:
        groups(w)[g]["overtime"] += max(min(t, w["horizon"]) - persons(w)[who]["until"], 0.0)
        _go(w, who, AWAY, t)
    elif w["by_heads"] and groups(w)[g]["debt"] > 0:
        groups(w)[g]["debt"] -= 1
        _go(w, who, AWAY, t)
    elif person["owed"] > 0.0:
        _rest(w, who, person["owed"], t)
    else:
        unlist(w, who)
        look_for_work(w, who, t)


@bare
def look_for_work(w: Root, who: int, t: float) -> None:
    """Takes what waits, by the group's priorities; else is listed as free, or as having room for a chat.

    Somebody in chats takes another one unless a call that they rank higher waits: then they take nothing, so
    as to be free for it.
    """
    person = persons(w)[who]
    g = person["group"]
    rank = 0
    if w["at_random"] == 1 and person["held"] == 0:
        oldest = longest_waiting(w, g, t)
        if oldest != NOBODY:
            _serve(w, who, oldest, t)
    while person["doing"] != CALL and person["held"] < groups(w)[g]["slots"]:
        i = skills(w)[g, rank]
        if i == NOBODY:
            break
        if _serve(w, who, i, t):
            rank = 0
        elif person["held"] > 0 and not types(w)[i]["is_chat"] and anybody(w, i, t):
            break
        else:
            rank += 1
    offer(w, who, t)


@bare
def offer(w: Root, who: int, t: float) -> None:
    """Lists whoever can take something more."""
    person = persons(w)[who]
    if person["doing"] == FREE:
        list_free(w, who, t)
    elif person["doing"] == CHATS and person["held"] < groups(w)[person["group"]]["slots"]:
        list_spare(w, who)


@bare
def _serve(w: Root, who: int, i: int, t: float) -> bool:
    """Answers the first of queue i if this person can; says whether."""
    if types(w)[i]["first"] == NOBODY or (persons(w)[who]["held"] > 0 and not types(w)[i]["is_chat"]):
        return False
    row = next_of(w, i, t)
    if row == NOBODY:
        return False
    entry = waiting(w)[row]
    contact, lane, at = entry["contact"], entry["lane"], entry["at"]
    answered(w, contact, lane, at, t)
    take(w, who, contact, lane, t)
    return True


@bare
def clock_out(w: Root, who: int) -> None:
    """At the horizon, whoever is present has been so until then."""
    person = persons(w)[who]
    if person["doing"] != AWAY and person["doing"] != PAUSED:
        spread(w, present(w), person["group"], person["came_at"], w["horizon"], 1.0)
        if person["leaving"] == 1:
            groups(w)[person["group"]]["overtime"] += max(w["horizon"] - persons(w)[who]["until"], 0.0)
