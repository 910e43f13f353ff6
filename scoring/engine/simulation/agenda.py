"""When each person's contact or pause ends: a slot for every minute or two of the calendar, in which the few
who end then are chained in order. Nobody is compared with more than these neighbours, unlike in a heap.
"""

import numpy as np

from scoring.engine.simulation.bare import apart, bare, stand_alone
from scoring.engine.simulation.bits import first_bit, whole
from scoring.engine.simulation.reach import Root, head_at, mark_at, person_at, set_head, set_mark
from scoring.engine.simulation.workload import NOBODY

WORD, INSIDE = 6, 63  # a word of marks covers 2**6 slots


@bare
def wake(w: Root, who: int, at: float) -> None:
    """Something happens to this person at `at`, and nothing before."""
    person = person_at(w, who)
    if person["slot"] != NOBODY:
        forget(w, who)
    person["next_at"] = at
    if at >= w["horizon"]:
        return
    slot = int(at * w["pace"])
    person["slot"] = slot
    w["booked"] += 1
    marks = mark_at(w, slot >> WORD)
    if (marks >> (slot & INSIDE)) & 1:
        _squeeze_in(w, who, slot, at)
    else:
        set_mark(w, slot >> WORD, marks | (1 << (slot & INSIDE)))
        set_head(w, slot, who)
        person["earlier"], person["later"] = NOBODY, NOBODY
    w["end_who"] = who if at < w["end_at"] else w["end_who"]
    w["end_at"] = min(at, w["end_at"])


@apart
def _squeeze_in(w: Root, who: int, slot: int, at: float) -> None:
    """Among those of the same slot; after whoever ends at the same instant."""
    stand_alone()
    earlier, later = NOBODY, whole(head_at(w, slot))
    while later != NOBODY and person_at(w, later)["next_at"] <= at:
        earlier, later = later, whole(person_at(w, later)["later"])
    person_at(w, who)["earlier"], person_at(w, who)["later"] = earlier, later
    if earlier == NOBODY:
        set_head(w, slot, who)
    else:
        person_at(w, earlier)["later"] = who
    if later != NOBODY:
        person_at(w, later)["earlier"] = who


@apart
def forget(w: Root, who: int) -> None:
    """Takes somebody out of the agenda, wherever they are in it."""
    stand_alone()
    person = person_at(w, who)
    if person["slot"] == NOBODY:
        return
    earlier = person["earlier"]
    if earlier == NOBODY:
        _behead(w, who)
    else:
        person_at(w, earlier)["later"] = person["later"]
        if person["later"] != NOBODY:
            person_at(w, person["later"])["earlier"] = earlier
    slot = whole(person["slot"])
    person["slot"] = NOBODY
    w["booked"] -= 1
    if who == w["end_who"]:
        _find_first(w, slot)


@bare
def first_out(w: Root) -> int:
    """Takes out whoever comes first; there is somebody."""
    who = whole(w["end_who"])
    slot = whole(person_at(w, who)["slot"])
    _behead(w, who)
    person_at(w, who)["slot"] = NOBODY
    w["booked"] -= 1
    _find_first(w, slot)
    return who


@bare
def _behead(w: Root, who: int) -> None:
    """Removes the first of its slot."""
    slot, later = person_at(w, who)["slot"], person_at(w, who)["later"]
    if later == NOBODY:
        set_mark(w, slot >> WORD, mark_at(w, slot >> WORD) & ~(1 << (slot & INSIDE)))
    else:
        set_head(w, slot, later)
        person_at(w, later)["earlier"] = NOBODY


@bare
def _find_first(w: Root, slot: int) -> None:
    """From that of who was first on: every earlier one is empty."""
    if w["booked"] == 0:
        w["end_at"], w["end_who"] = np.inf, NOBODY
        return
    word = slot >> WORD
    marks = mark_at(w, word)
    while marks == 0:
        word += 1
        marks = mark_at(w, word)
    who = head_at(w, (word << WORD) + first_bit(marks))
    w["end_at"], w["end_who"] = person_at(w, who)["next_at"], who
