"""At what time of the day the callers are served worst."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.engine.model import HOURS_PER_WEEK

HOURS_PER_DAY = 24
WEEKS_PER_YEAR = 365.25 / 7
#: An hour of the day is weak when it lies this far below the whole day.
WEAK_GAP = 0.10

Document = Mapping[str, Any]


def answered_by_hour(asked: Document, found: Document) -> tuple[list[float], list[float]]:
    """(contacts answered, contacts) of the 168 hours, live types together, in contacts a week.

    asked: `capacity-input/1`, found: `capacity-quick/1`. Each type weighs by what it is offered in a year,
    spread by the week of the type that feeds it.
    """
    contacts, answered = [0.0] * HOURS_PER_WEEK, [0.0] * HOURS_PER_WEEK
    for one in found["by_contact_type"]:
        weights = week_of(asked, one["id"])
        scale = one["measures"]["offered"] / sum(weights) / WEEKS_PER_YEAR
        for hour, share in enumerate(one["answered_share_by_hour"]):
            if share is not None:
                contacts[hour] += weights[hour] * scale
                answered[hour] += weights[hour] * scale * share
    return answered, contacts


def week_of(asked: Document, key: str) -> Sequence[float]:
    """The 168 weights of a contact type; those of its feeder when it only receives transfers."""
    types = {one["id"]: one for one in asked["contact_types"]}
    feeders = [one for one in types.values() if one["escalation"] and one["escalation"]["to"] == key]
    own = types[key]
    source = feeders[0] if feeders and not own["annual_volume"] else own
    weights: Sequence[float] = source["profile"]["hour_weights"]
    return weights


def by_hour_of_day(asked: Document, found: Document) -> list[float | None]:
    """24 shares answered, all days together; None where nobody calls."""
    answered, contacts = answered_by_hour(asked, found)
    return [
        _ratio(sum(answered[hour::HOURS_PER_DAY]), sum(contacts[hour::HOURS_PER_DAY])) for hour in range(24)
    ]


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def weak_hours(asked: Document, found: Document) -> list[dict[str, Any]]:
    """Runs of hours of the day, midnight crossed, in which the share is 10 points below the day's.

    `start` and `end` are hours (22 and 6 for 22h to 6h), `share` what is answered in them, weakest first.
    """
    answered, contacts = answered_by_hour(asked, found)
    shares = by_hour_of_day(asked, found)
    overall = _ratio(sum(answered), sum(contacts))
    weak = [overall is not None and share is not None and share < overall - WEAK_GAP for share in shares]
    runs = [_share_of(start, end, answered, contacts) for start, end in circular_runs(weak)]
    return sorted(runs, key=lambda run: float(run["share"]))


def circular_runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """(first, one past the last) of each run of a clock, in which 23 is followed by 0: (22, 6)."""
    size = len(flags)
    starts = [i for i in range(size) if flags[i] and not flags[i - 1]]
    return [(start, _end(flags, start)) for start in starts]


def _end(flags: Sequence[bool], start: int) -> int:
    size = len(flags)
    length = next(step for step in range(1, size + 1) if not flags[(start + step) % size])
    return (start + length) % size


def _share_of(start: int, end: int, answered: Sequence[float], contacts: Sequence[float]) -> dict[str, Any]:
    hours = [(start + step) % HOURS_PER_DAY for step in range((end - start) % HOURS_PER_DAY)]
    part = sum(sum(answered[hour::HOURS_PER_DAY]) for hour in hours)
    return {"start": start, "end": end, "share": part / sum(sum(contacts[hour::24]) for hour in hours)}
