"""All the rules, and what law says of a refusal."""

from typing import Any

from .base import Rule
from .budget import WITHIN_BUDGET
from .ess import ESS_RESERVATION
from .late import LATE_SUBMISSION
from .subcontracting import ESSENTIAL_TASK, PARTIAL_SUBCONTRACTING

RULES: tuple[Rule[Any], ...] = (
    LATE_SUBMISSION,
    ESS_RESERVATION,
    ESSENTIAL_TASK,
    PARTIAL_SUBCONTRACTING,
    WITHIN_BUDGET,
)


def codes() -> list[tuple[str, str]]:
    """Every (rule, code) pair: each has its explanation, templates/admissibility/findings/RULE/CODE.html."""
    return [(rule.name, code) for rule in RULES for code in rule.results]
