"""An offer above the credits fixed before launch is unacceptable: L. 2152-3."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .base import Rule


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """Price of the bid and credits of the consultation, euros without VAT; the day they were fixed, ISO."""

    price_eur: Decimal
    budget_eur: Decimal | None
    fixed_on: str
    published_on: str


def decide(facts: BudgetFacts) -> str:
    if facts.budget_eur is None or not facts.fixed_on:
        return "no_budget"
    if facts.fixed_on > facts.published_on:
        # Credits fixed after the launch cannot be opposed to a bidder.
        return "fixed_too_late"
    return "above_budget" if facts.price_eur > facts.budget_eur else "within_budget"


def describe(facts: BudgetFacts) -> dict[str, Any]:
    budget = "" if facts.budget_eur is None else str(facts.budget_eur)
    return {
        "price_eur": str(facts.price_eur),
        "budget_eur": budget,
        "fixed_on": facts.fixed_on,
        "published_on": facts.published_on,
    }


WITHIN_BUDGET = Rule[BudgetFacts](
    name="within_budget",
    version=1,
    article="L. 2152-3",
    results={
        "no_budget": "to_examine",
        "fixed_too_late": "to_examine",
        "within_budget": "conform",
        "above_budget": "adverse",
    },
    decide=decide,
    describe=describe,
    title="Prix et crédits budgétaires",
    looks_at="Le prix de l’offre, les crédits de la consultation, le jour où ils ont été fixés et celui de "
    "la publication.",
)
