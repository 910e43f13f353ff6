"""The free, and those in chats with room for one more: two lists a group, longest listed first."""

from scoring.engine.simulation.bare import bare
from scoring.engine.simulation.reach import Root, group_at, person_at
from scoring.engine.simulation.workload import NOBODY

UNLISTED, FREE_LIST, SPARE_LIST = 0, 1, 2


@bare
def list_free(w: Root, who: int, t: float) -> None:
    person = person_at(w, who)
    group = group_at(w, person["group"])
    person["since"] = t
    _join(w, who, FREE_LIST, group["free_last"])
    group["free_last"] = who
    group["free"] += 1
    if person["before"] == NOBODY:
        group["free_first"] = who


@bare
def list_spare(w: Root, who: int) -> None:
    person = person_at(w, who)
    group = group_at(w, person["group"])
    _join(w, who, SPARE_LIST, group["spare_last"])
    group["spare_last"] = who
    if person["before"] == NOBODY:
        group["spare_first"] = who


@bare
def unlist(w: Root, who: int) -> None:
    """Takes a person out of whichever list they are in."""
    person = person_at(w, who)
    group, before, after = group_at(w, person["group"]), person["before"], person["after"]
    if person["listed"] == FREE_LIST:
        group["free"] -= 1
        if before == NOBODY:
            group["free_first"] = after
        if after == NOBODY:
            group["free_last"] = before
    elif person["listed"] == SPARE_LIST:
        if before == NOBODY:
            group["spare_first"] = after
        if after == NOBODY:
            group["spare_last"] = before
    else:
        return
    _bridge(w, before, after)
    person["listed"] = UNLISTED


@bare
def _bridge(w: Root, before: int, after: int) -> None:
    if before != NOBODY:
        person_at(w, before)["after"] = after
    if after != NOBODY:
        person_at(w, after)["before"] = before


@bare
def _join(w: Root, who: int, listed: int, last: int) -> None:
    person = person_at(w, who)
    person["before"], person["after"], person["listed"] = last, NOBODY, listed
    if last != NOBODY:
        person_at(w, last)["after"] = who
