"""What is tested where a lot requires nothing: a usual target, shown as such."""

from scoring.engine.model import Measure, Target

REFERENCE = Target(
    id="repere",
    label="Repère usuel, faute d’exigence du lot : 90 % des appelants servis jusqu’au bout",
    measure=Measure.ANSWERED_CALLERS,
    share=0.9,
)
