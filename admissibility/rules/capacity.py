"""Conditions of participation that the lot publishes: minimum yearly turnover, capacities of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .base import Rule


@dataclass(frozen=True, slots=True)
class YearTurnover:
    """A member's turnover of a year, euros without VAT."""

    member: str
    year: int
    amount_eur: Decimal


@dataclass(frozen=True, slots=True)
class TurnoverFacts:
    """required_eur: what the lot asks a year, None when it asks nothing; members: names of the candidates.

    A grouping is judged as a whole (R. 2142-25): the turnovers of a year are added.
    """

    required_eur: Decimal | None
    members: tuple[str, ...]
    turnovers: tuple[YearTurnover, ...]

    def by_year(self) -> dict[int, Decimal]:
        years = sorted({one.year for one in self.turnovers}, reverse=True)
        return {year: total(one for one in self.turnovers if one.year == year) for year in years}

    def silent(self) -> list[str]:
        """Members that say no turnover at all."""
        told = {one.member for one in self.turnovers}
        return [name for name in self.members if name not in told]


def total(turnovers: Iterable[YearTurnover]) -> Decimal:
    return sum((one.amount_eur for one in turnovers), Decimal(0))


def decide_turnover(facts: TurnoverFacts) -> str:
    if facts.required_eur is None:
        return "not_required"
    years = list(facts.by_year().values())
    reached = [amount >= facts.required_eur for amount in years]
    # What the others declare is enough, or the silence of a member leaves the sum unknown.
    if reached and reached[0]:
        return "held"
    if not years or facts.silent():
        return "unknown"
    return "another_year" if any(reached) else "below"


def describe_turnover(facts: TurnoverFacts) -> dict[str, Any]:
    return {
        "required_eur": "" if facts.required_eur is None else str(facts.required_eur),
        "years": [{"year": year, "amount_eur": str(amount)} for year, amount in facts.by_year().items()],
        "silent": facts.silent(),
        "members": len(facts.members),
    }


MINIMUM_TURNOVER = Rule[TurnoverFacts](
    name="minimum_turnover",
    version=1,
    article="R. 2142-6, R. 2142-7 et R. 2142-25",
    results={
        "not_required": "conform",
        "held": "conform",
        "another_year": "to_examine",
        "unknown": "to_examine",
        "below": "adverse",
    },
    decide=decide_turnover,
    describe=describe_turnover,
    title="Chiffre d’affaires annuel minimal",
    looks_at="Le minimum que le lot exige et les chiffres d’affaires déclarés, année par année ; ceux d’un "
    "groupement s’additionnent.",
)


@dataclass(frozen=True, slots=True)
class ReliedFacts:
    """Subcontractors on whose capacities the candidate relies to meet a condition."""

    names: tuple[str, ...]


def decide_relied(facts: ReliedFacts) -> str:
    return "relied" if facts.names else "own"


RELIED_CAPACITIES = Rule[ReliedFacts](
    name="relied_capacities",
    version=1,
    article="R. 2142-3 et R. 2143-12",
    results={"own": "conform", "relied": "to_examine"},
    decide=decide_relied,
    describe=lambda facts: {"subcontractors": list(facts.names)},
    title="Capacités d’autres opérateurs",
    looks_at="Les sous-traitants dont la candidature dit invoquer les capacités.",
)
