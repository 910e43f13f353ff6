"""How the offer bends when more people call, and the volume at which its promise breaks."""

from collections.abc import Callable, Sequence
from typing import Any

from scoring.capacity.questions import Question
from scoring.capacity.reference import REFERENCE
from scoring.capacity.summary import Summary
from scoring.engine.model import EngineInput, Target
from scoring.engine.stress import volume_multiple_at_break

#: Multiples of the volume asked that are shown.
VOLUMES = (0.5, 1.5, 2.0, 3.0)
#: What is tested when the lot sets no share to reach.


def stress(
    data: EngineInput,
    asked: Sequence[Question],
    at: Callable[[float], Summary],
    on_progress: Callable[[int, int], None],
) -> dict[str, Any]:
    """JSON types; `volume_multiple` as in `engine.stress`. ``at`` sums up a multiple of the volume."""
    points = [{"volume": volume, **at(volume).to_dict()} for volume in VOLUMES]
    tested = tested_targets(data, asked)
    margin = volume_multiple_at_break(data, tested, on_progress=on_progress)
    return {
        "points": points,
        "tested": [target.label for target in tested],
        "volume_multiple": margin.volume_multiple,
        "is_beyond": margin.is_beyond,
        "precision": margin.precision,
    }


def tested_targets(data: EngineInput, asked: Sequence[Question]) -> list[Target]:
    """The minimum shares that the lot requires; the usual reference when it requires none."""
    required = {one.id for one in asked if one.kind == "requirement"}
    return [target for target in data.targets if target.id in required] or [REFERENCE]
