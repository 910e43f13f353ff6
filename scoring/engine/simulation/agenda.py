"""When each person's contact or pause ends: a ring of slots, a day in all, in which the few who end at the
same moment are chained in order. Nobody is compared with more than these neighbours, unlike in a heap, and
the ring stays in the processor's cache.

Slots are numbered from the start of the calendar, places within the ring: whoever ends in more than a day is
chained after those who end sooner in the same place.
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
    place = _place(w, slot)
    marks = mark_at(w, place >> WORD)
    if (marks >> (place & INSIDE)) & 1:
        _squeeze_in(w, who, place, at)
    else:
        set_mark(w, place >> WORD, marks | (1 << (place & INSIDE)))
        set_head(w, place, who)
        person["earlier"], person["later"] = NOBODY, NOBODY
    w["end_who"] = who if at < w["end_at"] else w["end_who"]
    w["end_at"] = min(at, w["end_at"])


@bare
def _place(w: Root, slot: int) -> int:
    return slot & int(w["agenda_rows"] - 1)


@apart
def _squeeze_in(w: Root, who: int, place: int, at: float) -> None:
    """Among those of the same place; after whoever ends at the same instant."""
    stand_alone()
    earlier, later = NOBODY, whole(head_at(w, place))
    while later != NOBODY and person_at(w, later)["next_at"] <= at:
        earlier, later = later, whole(person_at(w, later)["later"])
    person_at(w, who)["earlier"], person_at(w, who)["later"] = earlier, later
    if earlier == NOBODY:
        set_head(w, place, who)
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
    """Removes the first of its place."""
    place, later = _place(w, whole(person_at(w, who)["slot"])), person_at(w, who)["later"]
    if later == NOBODY:
        set_mark(w, place >> WORD, mark_at(w, place >> WORD) & ~(1 << (place & INSIDE)))
    else:
        set_head(w, place, later)
        person_at(w, later)["earlier"] = NOBODY


@bare
def _find_first(w: Root, slot: int) -> None:
    """From that of who was first on: every earlier one is empty."""
    if w["booked"] == 0:
        w["end_at"], w["end_who"] = np.inf, NOBODY
        return
    word = _place(w, slot) >> WORD
    marks = mark_at(w, word) & (-1 << (slot & INSIDE))
    while marks == 0:
        word = (word + 1) & (w["marks_rows"] - 1)
        marks = mark_at(w, word)
    who = whole(head_at(w, (word << WORD) + first_bit(marks)))
    if person_at(w, who)["slot"] - slot >= w["agenda_rows"]:
        who = _first_of_all(w)
    w["end_at"], w["end_who"] = person_at(w, who)["next_at"], who


@apart
def _first_of_all(w: Root) -> int:
    """When some end in more than a day. Who heads a place ends first there, whatever the turn of the ring."""
    stand_alone()
    found, at = NOBODY, np.inf
    for word in range(w["marks_rows"]):
        marks = mark_at(w, word)
        while marks != 0:
            who = whole(head_at(w, (word << WORD) + first_bit(marks)))
            if person_at(w, who)["next_at"] < at:
                found, at = who, person_at(w, who)["next_at"]
            marks &= marks - 1
    return found
