"""Which variants of an input are simulated: itself, other worlds, other readings of the specification."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.engine.model import EngineInput
from scoring.engine.simulation.run import FEWEST_REPLICATIONS
from scoring.engine.simulation.state import PLAIN, Routing, Rules, ShiftEnd
from scoring.engine.verdict import design
from scoring.engine.verdict.piece import BASE, INPUTS


class Band(StrEnum):
    BASE = "base"
    INPUTS = "inputs"
    SPECIFICATION = "specification"


@dataclass(frozen=True, slots=True)
class Variant:
    """`replications` of them are simulated (at most, for the base), under `rules`."""

    id: str
    label: str
    band: Band
    replications: int
    rules: Rules = PLAIN


def variants(data: EngineInput) -> tuple[Variant, ...]:
    """The base first. What cannot change anything is left out."""
    found = [Variant(BASE, "Tel que déclaré", Band.BASE, data.replications)]
    if not design.is_certain(data.uncertainty):
        label = "Volumes, durées, patience et absences connus imparfaitement"
        found.append(Variant(INPUTS, label, Band.INPUTS, design.POINTS))
    few = min(FEWEST_REPLICATIONS, data.replications)
    if any(shift.headcount for group in data.groups for shift in group.shifts):
        label = "En fin de poste, un collègue libre part à la place de qui est en entretien"
        rules = Rules(shift_end=ShiftEnd.FIRST_FREE)
        found.append(Variant("spec:shift_end", label, Band.SPECIFICATION, few, rules))
    if any_choice(data):
        label = "N’importe quelle personne libre répond, à qui attend depuis le plus longtemps"
        rules = Rules(routing=Routing.AT_RANDOM)
        found.append(Variant("spec:routing", label, Band.SPECIFICATION, few, rules))
    return tuple(found)


def any_choice(data: EngineInput) -> bool:
    """Whether someone has ever to choose: between two queues, or between two groups for one queue."""
    skills = [skill for group in data.groups for skill in group.skills]
    return len(set(skills)) < len(skills) or any(len(group.skills) > 1 for group in data.groups)


def variant_of(data: EngineInput, name: str) -> Variant:
    """Raises ValueError for a variant that this input has not."""
    for variant in variants(data):
        if variant.id == name:
            return variant
    raise ValueError(f"this input has no variant {name!r}")


def scenario_of(data: EngineInput, variant: Variant, number: int) -> int:
    """Which callers replication `number` faces: worlds share out a few scenarios that the base has too, so
    that a world is compared with the base on the same callers."""
    if variant.band is not Band.INPUTS:
        return number
    return number % min(design.SCENARIOS, data.replications)
