"""All the alerts."""

from typing import Any

from admissibility.rules.base import Rule

from .floors import COST_FLOOR, SUBCONTRACT_FLOOR
from .prices import GAP_TO_ESTIMATE, GAP_TO_MEAN, GAP_TO_SECOND
from .unit_prices import UNIT_PRICES

RULES: tuple[Rule[Any], ...] = (
    COST_FLOOR,
    GAP_TO_MEAN,
    GAP_TO_SECOND,
    GAP_TO_ESTIMATE,
    UNIT_PRICES,
    SUBCONTRACT_FLOOR,
)


def codes() -> list[tuple[str, str]]:
    """Every (rule, code): each has templates/awards/abnormally_low/alerts/RULE/CODE.html."""
    return [(rule.name, code) for rule in RULES for code in rule.results]


def asking() -> list[str]:
    """The rules that can raise an alert: each has its question, …/abnormally_low/questions/RULE.txt."""
    return [rule.name for rule in RULES if "to_examine" in rule.results.values()]
