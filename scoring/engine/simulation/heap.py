"""Those who will call again: a binary heap of (at, who) in an array that the caller allocated."""

from scoring.engine.simulation.bare import apart, stand_alone
from scoring.engine.simulation.reach import Root, return_at


@apart
def push(w: Root, at: float, who: int) -> None:
    stand_alone()
    place = w["returning"]
    w["returning"] = place + 1
    while place > 0:
        above = return_at(w, (place - 1) >> 1)
        if above["at"] <= at:
            break
        here = return_at(w, place)
        here["at"], here["who"] = above["at"], above["who"]
        place = (place - 1) >> 1
    return_at(w, place)["at"], return_at(w, place)["who"] = at, who
    w["rare_at"] = min(w["rare_at"], at)


@apart
def drop(w: Root) -> int:
    """Removes the first, and says who. The heap is not empty."""
    stand_alone()
    found = return_at(w, 0)["who"]
    size = w["returning"] - 1
    w["returning"] = size
    at, who = return_at(w, size)["at"], return_at(w, size)["who"]
    place, below = 0, 1
    while below < size:
        if below + 1 < size and return_at(w, below + 1)["at"] < return_at(w, below)["at"]:
            below += 1
        if at <= return_at(w, below)["at"]:
            break
        here, next_one = return_at(w, place), return_at(w, below)
        here["at"], here["who"] = next_one["at"], next_one["who"]
        place, below = below, 2 * below + 1
    return_at(w, place)["at"], return_at(w, place)["who"] = at, who
    return int(found)
