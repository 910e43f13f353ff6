"""The price, and each subcontract, beside what the bidder's own roster costs at least."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from admissibility.rules.base import Result, Rule

from .prices import ARTICLE

PLACES: dict[str, Result] = {"above": "conform", "within": "to_examine", "below": "to_examine"}


@dataclass(frozen=True, slots=True)
class FloorFacts:
    """Euros without VAT over `months`. low_eur, high_eur: None when `problem` says why there is no floor."""

    price_eur: Decimal
    low_eur: Decimal | None
    high_eur: Decimal | None
    months: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SubcontractFacts:
    """A subcontract's declared amount, None when no declaration bears the name, and its teams' floor."""

    name: str
    declared_eur: Decimal | None
    low_eur: Decimal
    high_eur: Decimal

    @property
    def place(self) -> str:
        return (
            "unknown" if self.declared_eur is None else place(self.declared_eur, self.low_eur, self.high_eur)
        )


@dataclass(frozen=True, slots=True)
class SubcontractsFacts:
    """used: does the bid subcontract anything, by its teams or its declarations?"""

    used: bool
    subcontracts: Sequence[SubcontractFacts]


def place(price: Decimal, low: Decimal, high: Decimal) -> str:
    if price < low:
        return "below"
    return "within" if price < high else "above"


def decide_floor(facts: FloorFacts) -> str:
    if facts.low_eur is None or facts.high_eur is None:
        return "unknown"
    return place(facts.price_eur, facts.low_eur, facts.high_eur)


def describe_floor(facts: FloorFacts) -> dict[str, Any]:
    if facts.low_eur is None:
        return {"price_eur": str(facts.price_eur), "problem": facts.problem}
    return {
        "price_eur": str(facts.price_eur),
        "low_eur": str(facts.low_eur),
        "high_eur": str(facts.high_eur),
        "lacking_eur": str(max(facts.low_eur - facts.price_eur, Decimal(0))),
        "months": facts.months,
    }


def decide_subcontracts(facts: SubcontractsFacts) -> str:
    if not facts.used:
        return "no_subcontractor"
    places = {one.place for one in facts.subcontracts}
    return next((code for code in ("below", "within", "above") if code in places), "unknown")


def describe_subcontracts(facts: SubcontractsFacts) -> dict[str, Any]:
    return {"subcontracts": [subcontract(one) for one in facts.subcontracts if one.declared_eur is not None]}


def subcontract(one: SubcontractFacts) -> dict[str, str]:
    return {
        "name": one.name,
        "declared_eur": str(one.declared_eur),
        "low_eur": str(one.low_eur),
        "high_eur": str(one.high_eur),
        "place": one.place,
    }


COST_FLOOR = Rule[FloorFacts](
    name="cost_floor",
    version=1,
    article=ARTICLE,
    results={"unknown": "conform", **PLACES},
    decide=decide_floor,
    describe=describe_floor,
    title="Prix et coût plancher",
    looks_at="le prix, et le coût légal des heures du planning promis.",
)
SUBCONTRACT_FLOOR = Rule[SubcontractsFacts](
    name="subcontract_floor",
    version=1,
    article="L. 2193-8",
    results={"no_subcontractor": "conform", "unknown": "conform", **PLACES},
    decide=decide_subcontracts,
    describe=describe_subcontracts,
    title="Sous-traités et coût plancher",
    looks_at="les montants sous-traités, et le plancher de leurs équipes.",
)
