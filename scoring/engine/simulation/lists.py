"""The free, and those in chats with room for one more: two rings a group, longest listed first.

Each goes through a row of `persons` that is nobody, before its first and after its last, and whoever is in
no list is a ring alone: joining and leaving ask no question. That row is free since infinity: never oldest.
A group remembers since when its first has been free.
"""

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.bits import whole
from scoring.engine.simulation.reach import Root, group_at, person_at
from scoring.engine.simulation.state import LISTS


@bare
def free_list(w: Root, g: int) -> int:
    """The row that stands between the last and the first of the free."""
    row: int = w["lists"] + LISTS * g
    return row


@bare
def spare_list(w: Root, g: int) -> int:
    return free_list(w, g) + 1


@bare
def first_in(w: Root, row: int) -> int:
    """The first of a list; `row` itself when it is empty."""
    return whole(person_at(w, row)["after"])


@bare
def list_free(w: Root, who: int, t: float) -> None:
    g = whole(person_at(w, who)["group"])
    person_at(w, who)["since"] = t
    group_at(w, g)["since"] = min(group_at(w, g)["since"], t)
    _join(w, who, free_list(w, g))


@bare
def list_spare(w: Root, who: int) -> None:
    _join(w, who, spare_list(w, whole(person_at(w, who)["group"])))


@bare
def unlist(w: Root, who: int) -> None:
    """Takes a person out of whichever list they are in, if any."""
    person = person_at(w, who)
    before, after = whole(person["before"]), whole(person["after"])
    person_at(w, before)["after"], person_at(w, after)["before"] = after, before
    person["before"], person["after"] = who, who
    g = whole(person["group"])
    group_at(w, g)["since"] = person_at(w, first_in(w, free_list(w, g)))["since"]


@bare
def leave_free(w: Root, who: int) -> None:
    """Takes out the first of the free of its group."""
    person = person_at(w, who)
    row, after, g = whole(person["before"]), whole(person["after"]), whole(person["group"])
    next_one = person_at(w, after)
    person_at(w, row)["after"], next_one["before"] = after, row
    group_at(w, g)["since"] = next_one["since"]
    person["before"], person["after"] = who, who


@bare
def _join(w: Root, who: int, row: int) -> None:
    person, last = person_at(w, who), whole(person_at(w, row)["before"])
    person["before"], person["after"] = last, row
    person_at(w, last)["after"], person_at(w, row)["before"] = who, who
