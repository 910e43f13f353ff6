"""One circumstance after another, each seen by the quick look."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from scoring.engine import stress_changes as changes
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from scoring.engine.result import QuickResult

T = TypeVar("T", float, str)
VOLUMES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
#: Minutes of work that a caller takes in all; multiples of the specified means where nobody calls.
CALL_MINUTES = (10.0, 15.0, 20.0, 25.0, 30.0, 40.0)
TIME_MULTIPLES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
LAUNCH_MULTIPLES = (1.0, 2.0, 5.0, 10.0)


@dataclasses.dataclass(frozen=True, slots=True)
class Reached:
    """A target in one circumstance; reached_share is None when nobody calls in its scope."""

    id: str
    label: str
    promised_share: float
    reached_share: float | None
    is_met: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One circumstance. served_share: callers served to the end, of all; holds: every target is met.

    value: the multiple, or the minutes; None for a loss, named by `label`. empty_hours: hours of the week in
    which some live contact finds, for a minute at least, nobody able to answer.
    """

    label: str
    value: float | None
    served_share: float | None
    empty_hours: int
    targets: tuple[Reached, ...]
    holds: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Circumstance:
    label: str
    value: float | None
    change: Callable[[EngineInput], EngineInput]


def circumstances(data: EngineInput) -> dict[str, tuple[Circumstance, ...]]:
    """What is looked at, by kind: volume, handle_time, launch, sites, subcontractors."""
    return {
        "volume": tuple(_numbered(changes.scaled, {by: by for by in VOLUMES})),
        "handle_time": tuple(_numbered(changes.lengthened, _times(data))),
        "launch": tuple(_numbered(changes.launched, {by: by for by in LAUNCH_MULTIPLES})),
        "sites": tuple(_named(changes.without_site, changes.sites(data))),
        "subcontractors": tuple(_named(changes.without_employer, changes.subcontractors(data))),
    }


def point(data: EngineInput, one: Circumstance) -> Point:
    """Raises InvalidInputError when a volume has no hour of the calendar to fall in."""
    found = quick_look(one.change(data))
    reached = tuple(
        Reached(row.id, row.label, row.promised_share, row.reached_share, row.is_met) for row in found.targets
    )
    return Point(
        label=one.label,
        value=one.value,
        served_share=found.overall.completed_share,
        empty_hours=_empty_hours(found),
        targets=reached,
        holds=all(row.is_met for row in reached),
    )


def _times(data: EngineInput) -> dict[float, float]:
    """What is shown, with the multiple of the mean handle times that gives it."""
    minutes = changes.minutes_per_call(data)
    if minutes is None:
        return {by: by for by in TIME_MULTIPLES}
    return {value: value / minutes for value in CALL_MINUTES}


def _numbered(
    change: Callable[[EngineInput, float], EngineInput], multiples: Mapping[float, float]
) -> list[Circumstance]:
    return [Circumstance(f"{value:g}", value, _with(change, by)) for value, by in multiples.items()]


def _named(change: Callable[[EngineInput, str], EngineInput], names: Sequence[str]) -> list[Circumstance]:
    return [Circumstance(name, None, _with(change, name)) for name in names]


def _with(change: Callable[[EngineInput, T], EngineInput], by: T) -> Callable[[EngineInput], EngineInput]:
    return lambda data: change(data, by)


def _empty_hours(found: QuickResult) -> int:
    return len({hour for hole in found.coverage_holes for hour in hole.hours})
