"""What an offer becomes under stress, and how far its promise holds: the margin."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from scoring.engine.model import EngineInput, Target
from scoring.engine.plain import plain
from scoring.engine.quick import quick_look
from scoring.engine.stress_changes import LAUNCH_WEEKS, lengthened, minutes_per_call, scaled
from scoring.engine.stress_points import Circumstance, Point, circumstances, point

SCHEMA = "capacity-stress/1"
LOWEST, HIGHEST = 0.1, 10.0
#: Of the searches of `scenarios`: two in a hundred, as fine as the input is known.
SEARCH_PRECISION = 0.02

Progress = Callable[[int, int], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Margin:
    """volume_multiple: the largest multiple of the specified volume at which every target is met.

    To within `precision` (relative). None when the promise breaks even at a tenth of the volume; `is_beyond`
    when ten times the volume is held.
    """

    volume_multiple: float | None
    is_beyond: bool
    precision: float


@dataclasses.dataclass(frozen=True, slots=True)
class TimeMargin:
    """The same for the handle times; minutes: what a caller then takes in all, None where nobody calls."""

    multiple: float | None
    minutes: float | None
    is_beyond: bool
    precision: float


@dataclasses.dataclass(frozen=True, slots=True)
class StressResult:
    """What the offer becomes, in the order of the page; `Point`s are those of stress_points.

    handle_time_unit: "minutes" a call, or "multiple" where nobody calls. launch: its first weeks alone.
    margin_share: the volume above the specified one that is still held (0.25 is a quarter more), negative
    when the promise breaks below it; None when it never holds.
    """

    volume: tuple[Point, ...]
    handle_time: tuple[Point, ...]
    handle_time_unit: str
    minutes_per_call: float | None
    launch: tuple[Point, ...]
    launch_weeks: int
    sites: tuple[Point, ...]
    subcontractors: tuple[Point, ...]
    volume_break: Margin
    handle_time_break: TimeMargin
    margin_share: float | None

    def to_dict(self) -> dict[str, Any]:
        return {"schema": SCHEMA, **plain(self)}


def scenarios(
    data: EngineInput, targets: Sequence[Target] | None = None, on_progress: Progress | None = None
) -> StressResult:
    """The offer in other circumstances, each seen by the quick look: some forty looks, a few seconds.

    Handle times are varied through the work that a call takes over all its levels, from 10 to 40 minutes:
    the means of all call types move by the same multiple; chats and deferrable work keep theirs.
    `targets` replaces the input's own; on_progress(done, total) counts looks. Raises ValueError without any.
    """
    judged = _judged(data, targets, SEARCH_PRECISION)
    planned = circumstances(judged)
    looks = _Counter(on_progress, sum(map(len, planned.values())) + 2 * _steps(SEARCH_PRECISION))
    found = {kind: tuple(looks.point(judged, one) for one in rows) for kind, rows in planned.items()}
    volume = _margin(judged, SEARCH_PRECISION, looks)
    time = _time_margin(judged, SEARCH_PRECISION, looks)
    return StressResult(
        volume=found["volume"],
        handle_time=found["handle_time"],
        handle_time_unit="multiple" if minutes_per_call(judged) is None else "minutes",
        minutes_per_call=minutes_per_call(judged),
        launch=found["launch"],
        launch_weeks=min(LAUNCH_WEEKS, data.calendar.weeks),
        sites=found["sites"],
        subcontractors=found["subcontractors"],
        volume_break=volume,
        handle_time_break=time,
        margin_share=None if volume.volume_multiple is None else volume.volume_multiple - 1.0,
    )


def volume_multiple_at_break(
    data: EngineInput,
    targets: Sequence[Target] | None = None,
    *,
    precision: float = 0.01,
    on_progress: Progress | None = None,
) -> Margin:
    """Bisection on the volume with the quick look, between 0.1 and 10 times.

    `targets` replaces the input's own. Raises ValueError without any target, or when precision is not
    between 0 and 1.
    """
    judged = _judged(data, targets, precision)
    return _margin(judged, precision, _Counter(on_progress, _steps(precision)))


def holds(data: EngineInput, volume_multiple: float) -> bool:
    """Whether every target is met at this multiple of the volume."""
    return _is_held(scaled(data, volume_multiple))


class _Counter:
    """Tells how many looks are done of all those foreseen; a search that needs none of its own skips them."""

    def __init__(self, on_progress: Progress | None, total: int) -> None:
        self.on_progress, self.done, self.total = on_progress, 0, total

    def point(self, data: EngineInput, one: Circumstance) -> Point:
        found = point(data, one)
        self.add(1)
        return found

    def add(self, looks: int) -> None:
        self.done += looks
        if self.on_progress:
            self.on_progress(self.done, self.total)


def _judged(data: EngineInput, targets: Sequence[Target] | None, precision: float) -> EngineInput:
    kept = tuple(data.targets if targets is None else targets)
    if not kept or not 0.0 < precision < 1.0:
        raise ValueError("a margin needs at least one target and a precision between 0 and 1")
    return dataclasses.replace(data, targets=kept)


def _is_held(data: EngineInput) -> bool:
    return all(target.is_met for target in quick_look(data).targets)


def _margin(data: EngineInput, precision: float, looks: _Counter) -> Margin:
    multiple, is_beyond = _largest(lambda by: _is_held(scaled(data, by)), precision, looks)
    return Margin(multiple, is_beyond, precision)


def _time_margin(data: EngineInput, precision: float, looks: _Counter) -> TimeMargin:
    multiple, is_beyond = _largest(lambda by: _is_held(lengthened(data, by)), precision, looks)
    minutes = minutes_per_call(data)
    reached = None if minutes is None or multiple is None else minutes * multiple
    return TimeMargin(multiple, reached, is_beyond, precision)


def _largest(
    is_held: Callable[[float], bool], precision: float, looks: _Counter
) -> tuple[float | None, bool]:
    """(the largest multiple held, or None; whether it is the end of the range)."""
    if not is_held(LOWEST):
        looks.add(_steps(precision))
        return None, False
    if is_held(HIGHEST):
        looks.add(_steps(precision))
        return HIGHEST, True
    low, high = LOWEST, HIGHEST
    for _ in range(_steps(precision)):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if is_held(middle) else (low, middle)
        looks.add(1)
    return low, False


def _steps(precision: float) -> int:
    """Halvings of the range, on a log scale, to know the break within `precision`."""
    steps = 1
    while (HIGHEST / LOWEST) ** (0.5**steps) > 1.0 + precision:
        steps += 1
    return steps
