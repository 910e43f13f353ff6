"""All the rules, and what law says of a refusal."""

from typing import Any

from .base import Rule
from .budget import WITHIN_BUDGET
from .capacity import MINIMUM_TURNOVER, RELIED_CAPACITIES
from .completeness import APPLICATION_COMPLETE, SUBCONTRACT_DECLARATIONS
from .ess import ESS_RESERVATION
from .exclusions import EXCLUSIONS_DECLARED
from .groupings import SEVERAL_APPLICATIONS
from .late import LATE_SUBMISSION
from .subcontracting import ESSENTIAL_TASK, PARTIAL_SUBCONTRACTING

RULES: tuple[Rule[Any], ...] = (
    LATE_SUBMISSION,
    APPLICATION_COMPLETE,
    EXCLUSIONS_DECLARED,
    MINIMUM_TURNOVER,
    RELIED_CAPACITIES,
    SEVERAL_APPLICATIONS,
    ESS_RESERVATION,
    SUBCONTRACT_DECLARATIONS,
    ESSENTIAL_TASK,
    PARTIAL_SUBCONTRACTING,
    WITHIN_BUDGET,
)


def codes() -> list[tuple[str, str]]:
    """Every (rule, code) pair: each has its explanation, templates/admissibility/findings/RULE/CODE.html."""
    return [(rule.name, code) for rule in RULES for code in rule.results]
