"""Coming, pausing, leaving: what the roster does to a person, and what a person does once free."""

from scoring.engine.simulation.agenda import forget, wake
from scoring.engine.simulation.bare import apart, bare, stand_alone
from scoring.engine.simulation.bits import whole
from scoring.engine.simulation.draws import Purpose
from scoring.engine.simulation.duties import BLOCK, END
from scoring.engine.simulation.handling import spread_present, take
from scoring.engine.simulation.lists import first_in, free_list, list_free, list_spare, unlist
from scoring.engine.simulation.philox import as_share, four
from scoring.engine.simulation.reach import (
    Root,
    duty_at,
    group_at,
    person_at,
    skill_at,
    step_at,
    stream_of,
    type_at,
    waiting_at,
)  # fmt: skip
from scoring.engine.simulation.state import AWAY, CALL, CHATS, FREE, PAUSED
from scoring.engine.simulation.waiting import answered_late, anybody, longest_waiting, next_of
from scoring.engine.simulation.workload import NOBODY

ABSENCE, COHORT = int(Purpose.ABSENCE) << 28, int(Purpose.COHORT) << 28


@apart
def step(w: Root, row: int) -> None:
    """One line of the roster."""
    stand_alone()
    line = step_at(w, row)
    who, t, kind = whole(line["duty"]), line["at"], line["kind"]
    if kind == END:
        leave(w, who, t)
    elif kind == BLOCK:
        _block(w, who, int(line["value"]), t)
    else:
        _pause(w, who, line["value"], t)


@bare
def _block(w: Root, who: int, number: int, t: float) -> None:
    """A shift, or one of its blocks, begins: the person is there or not."""
    person = person_at(w, who)
    if not is_there(w, who, number):
        leave(w, who, t)
    elif person["doing"] == AWAY and not (w["by_heads"] and person["counted"]):
        _come(w, who, t)
    else:
        # By heads, whoever left in a colleague's place is counted already: that colleague works for them.
        person["leaving"] = 0


@bare
def is_there(w: Root, who: int, number: int) -> bool:
    """Drawn by person and block; during ramp-up, only those already trained come, and they keep coming."""
    person = person_at(w, who)
    duty = duty_at(w, who)
    g, day = whole(person["group"]), duty["day"]
    word = four(stream_of(w), duty["person"], 4 * (day + 1) + number, ABSENCE | g)[0]
    if as_share(word) < group_at(w, g)["absence"]:
        return False
    weeks = group_at(w, g)["ramp_weeks"]
    if weeks == 0:
        return True
    trained = (max(day // 7, 0) + 1.0) / (weeks + 1.0)
    return bool(as_share(four(stream_of(w), duty["person"], 0, COHORT | g)[0]) < trained)


@bare
def _come(w: Root, who: int, t: float) -> None:
    person = person_at(w, who)
    g = whole(person["group"])
    person["counted"] = 1
    if w["by_heads"] and group_at(w, g)["debt"] > 0:
        group_at(w, g)["debt"] -= 1
        return
    person["leaving"], person["owing"], duty_at(w, who)["owed"] = 0, 0, 0.0
    _settle(w, who, t)


@apart
def _settle(w: Root, who: int, t: float) -> None:
    """Present, and free."""
    stand_alone()
    person = person_at(w, who)
    person["doing"], person["came_at"] = FREE, t
    group_at(w, person["group"])["present"] += 1
    look_for_work(w, who, t)


@apart
def _go(w: Root, who: int, doing: int, t: float) -> None:
    """No longer present."""
    stand_alone()
    person = person_at(w, who)
    g = whole(person["group"])
    unlist(w, who)
    spread_present(w, g, person["came_at"], t)
    group_at(w, g)["present"] -= 1
    person["doing"] = doing


@apart
def leave(w: Root, who: int, t: float) -> None:
    """The shift is over, at once or after the contact in hand."""
    stand_alone()
    person = person_at(w, who)
    doing, g = person["doing"], whole(person["group"])
    was_counted = person["counted"]
    person["counted"] = 0
    if w["by_heads"]:
        if was_counted == 1:
            _leave_by_heads(w, g, t)
    elif doing == FREE:
        _go(w, who, whole(AWAY), t)
    elif doing == PAUSED:
        person["doing"] = AWAY
        forget(w, who)
    elif doing != AWAY:
        person["leaving"] = 1
        unlist(w, who)


@bare
def _leave_by_heads(w: Root, g: int, t: float) -> None:
    somebody = first_in(w, free_list(w, g))
    if somebody == free_list(w, g):
        group_at(w, g)["debt"] += 1
    else:
        _go(w, somebody, whole(AWAY), t)


@bare
def _pause(w: Root, who: int, minutes: float, t: float) -> None:
    """A pause or training: at once, or after the contact in hand, and whole all the same."""
    person = person_at(w, who)
    doing = person["doing"]
    if doing == FREE:
        _rest(w, who, minutes, t)
    elif doing == PAUSED:
        wake(w, who, person["next_at"] + minutes)
    elif doing != AWAY and person["leaving"] == 0:
        duty_at(w, who)["owed"] += minutes
        person["owing"] = 1
        unlist(w, who)


@bare
def _rest(w: Root, who: int, minutes: float, t: float) -> None:
    _go(w, who, whole(PAUSED), t)
    person_at(w, who)["owing"], duty_at(w, who)["owed"] = 0, 0.0
    wake(w, who, t + minutes)


@bare
def come_back(w: Root, who: int, t: float) -> None:
    g = whole(person_at(w, who)["group"])
    if w["by_heads"] and group_at(w, g)["debt"] > 0:
        group_at(w, g)["debt"] -= 1
        person_at(w, who)["doing"] = AWAY
    else:
        _settle(w, who, t)


@bare
def after_contact(w: Root, who: int, t: float) -> None:
    """A contact has ended: leave, pause, or go on."""
    person = person_at(w, who)
    if person["held"] > 0:
        if not person["leaving"] | person["owing"]:
            look_for_work(w, who, t)
        return
    person["doing"] = FREE
    if person["leaving"] | person["owing"] | w["by_heads"]:
        _leave_or_rest(w, who, t)
    else:
        look_for_work(w, who, t)


@apart
def _leave_or_rest(w: Root, who: int, t: float) -> None:
    """Free, and perhaps due to leave or to pause."""
    stand_alone()
    person, duty = person_at(w, who), duty_at(w, who)
    g = whole(person["group"])
    if person["leaving"] == 1:
        group_at(w, g)["overtime"] += max(min(t, w["horizon"]) - duty["until"], 0.0)
        _go(w, who, whole(AWAY), t)
    elif w["by_heads"] and group_at(w, g)["debt"] > 0:
        group_at(w, g)["debt"] -= 1
        _go(w, who, whole(AWAY), t)
    elif person["owing"]:
        _rest(w, who, duty["owed"], t)
    else:
        look_for_work(w, who, t)


@bare
def look_for_work(w: Root, who: int, t: float) -> None:
    """Takes what waits, by the group's priorities; else is listed as free, or as having room for a chat."""
    if w["queued"] & group_at(w, whole(person_at(w, who)["group"]))["asked"]:
        _take_from_queues(w, who, t)
    else:
        offer(w, who, t)


@apart
def _take_from_queues(w: Root, who: int, t: float) -> None:
    """Somebody in chats takes another one unless a call that they rank higher waits: then they take nothing,
    so as to be free for it."""
    stand_alone()
    person = person_at(w, who)
    g = whole(person["group"])
    rank = 0
    if w["at_random"] == 1 and person["held"] == 0:
        _serve_oldest(w, who, t)
    while person["doing"] != CALL and person["held"] < group_at(w, g)["slots"]:
        i = skill_at(w, g * w["skills_columns"] + rank)
        if i == NOBODY:
            break
        if _serve(w, who, i, t):
            rank = 0
        elif person["held"] > 0 and not type_at(w, i)["is_chat"] and anybody(w, i, t):
            break
        else:
            rank += 1
    offer(w, who, t)


@bare
def offer(w: Root, who: int, t: float) -> None:
    """Lists whoever can take something more."""
    person = person_at(w, who)
    if person["doing"] == FREE:
        list_free(w, who, t)
    elif person["doing"] == CHATS and person["held"] < group_at(w, person["group"])["slots"]:
        list_spare(w, who)


@apart
def _serve_oldest(w: Root, who: int, t: float) -> None:
    stand_alone()
    oldest = longest_waiting(w, whole(person_at(w, who)["group"]), t)
    if oldest != NOBODY:
        _serve(w, who, oldest, t)


@bare
def _serve(w: Root, who: int, i: int, t: float) -> bool:
    """Answers the first of queue i if this person can; says whether."""
    if type_at(w, i)["first"] == NOBODY or (person_at(w, who)["held"] > 0 and not type_at(w, i)["is_chat"]):
        return False
    row = next_of(w, i, t)
    if row == NOBODY:
        return False
    answered_late(w, row, t)
    take(w, who, whole(waiting_at(w, row)["contact"]), whole(waiting_at(w, row)["lane"]), t)
    return True


@apart
def clock_out(w: Root, who: int) -> None:
    """At the horizon, whoever is present has been so until then."""
    stand_alone()
    person = person_at(w, who)
    if person["doing"] != AWAY and person["doing"] != PAUSED:
        spread_present(w, whole(person["group"]), person["came_at"], w["horizon"])
        if person["leaving"] == 1:
            group_at(w, person["group"])["overtime"] += max(w["horizon"] - duty_at(w, who)["until"], 0.0)
