"""What an offer is put under stress for: what the lot requires, or else a usual target."""

from collections.abc import Sequence

from scoring.capacity.questions import Question
from scoring.engine.model import EngineInput, Measure, Target

REFERENCE = Target(
    id="repere",
    label="Repère usuel, faute d’exigence du lot : 90 % des appelants servis jusqu’au bout",
    measure=Measure.ANSWERED_CALLERS,
    share=0.9,
)


def tested_targets(data: EngineInput, asked: Sequence[Question]) -> list[Target]:
    """The minimum shares that the lot requires; the usual reference when it requires none."""
    required = {one.id for one in asked if one.kind == "requirement"}
    return [target for target in data.targets if target.id in required] or [REFERENCE]
