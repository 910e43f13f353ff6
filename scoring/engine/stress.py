"""How much more volume an offer can take before its promise breaks: the margin."""

import dataclasses
from collections.abc import Callable, Sequence

from scoring.engine.model import EngineInput, Target
from scoring.engine.quick import quick_look

LOWEST, HIGHEST = 0.1, 10.0


@dataclasses.dataclass(frozen=True, slots=True)
class Margin:
    """volume_multiple: the largest multiple of the specified volume at which every target is met.

    To within `precision` (relative). None when the promise breaks even at a tenth of the volume; `is_beyond`
    when ten times the volume is held.
    """

    volume_multiple: float | None
    is_beyond: bool
    precision: float


def volume_multiple_at_break(
    data: EngineInput,
    targets: Sequence[Target] | None = None,
    *,
    precision: float = 0.01,
    on_progress: Callable[[int, int], None] | None = None,
) -> Margin:
    """Bisection on the volume with the quick look, between 0.1 and 10 times.

    `targets` replaces the input's own. Raises ValueError without any target, or when precision is not
    between 0 and 1.
    """
    kept = tuple(data.targets if targets is None else targets)
    if not kept or not 0.0 < precision < 1.0:
        raise ValueError("a margin needs at least one target and a precision between 0 and 1")
    judged = dataclasses.replace(data, targets=kept)
    if not holds(judged, LOWEST):
        return Margin(None, is_beyond=False, precision=precision)
    if holds(judged, HIGHEST):
        return Margin(HIGHEST, is_beyond=True, precision=precision)
    return Margin(_bisect(judged, precision, on_progress), is_beyond=False, precision=precision)


def holds(data: EngineInput, volume_multiple: float) -> bool:
    """Whether every target is met at this multiple of the volume."""
    return all(target.is_met for target in quick_look(scaled(data, volume_multiple)).targets)


def scaled(data: EngineInput, volume_multiple: float) -> EngineInput:
    """The same input with every annual volume multiplied."""
    types = tuple(
        dataclasses.replace(item, annual_volume=item.annual_volume * volume_multiple)
        for item in data.contact_types
    )
    return dataclasses.replace(data, contact_types=types)


def _bisect(data: EngineInput, precision: float, on_progress: Callable[[int, int], None] | None) -> float:
    low, high = LOWEST, HIGHEST
    steps = 1
    while (HIGHEST / LOWEST) ** (0.5**steps) > 1.0 + precision:
        steps += 1
    for done in range(1, steps + 1):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if holds(data, middle) else (low, middle)
        if on_progress:
            on_progress(done, steps)
    return low
