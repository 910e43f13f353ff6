"""Unit prices very low on the lines that weigh: a small gap of the total can hide them (L. 2152-6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from admissibility.rules.base import Rule

from .prices import ARTICLE, cents, gap, share
from .thresholds import LINE_GAP, LINE_WEIGHT


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of the price schedule. Unit prices in euros without VAT; others_eur: those of the other bids."""

    code: str
    label: str
    quantity: Decimal
    unit_price_eur: Decimal
    others_eur: Sequence[Decimal]

    @property
    def reference_eur(self) -> Decimal:
        """The median of the others: one eccentric price does not move it. 0 without any other."""
        return median(self.others_eur) if self.others_eur else Decimal(0)

    @property
    def amount_eur(self) -> Decimal:
        """What the line is worth at the others' price."""
        return self.quantity * self.reference_eur


@dataclass(frozen=True, slots=True)
class UnitPriceFacts:
    lines: Sequence[LineFacts]

    @property
    def total_eur(self) -> Decimal:
        return sum((line.amount_eur for line in self.lines), Decimal(0))

    def weight(self, line: LineFacts) -> Decimal:
        return line.amount_eur / self.total_eur

    def low(self) -> list[LineFacts]:
        """The lines that weigh and whose unit price is far under the others'."""
        compared = [line for line in self.lines if line.amount_eur > 0]
        heavy = [line for line in compared if self.weight(line) >= LINE_WEIGHT.share]
        return [line for line in heavy if gap(line.unit_price_eur, line.reference_eur) >= LINE_GAP.share]


def decide(facts: UnitPriceFacts) -> str:
    if facts.total_eur <= 0:
        return "no_other_bid"
    return "low_on_heavy_lines" if facts.low() else "balanced"


def describe(facts: UnitPriceFacts) -> dict[str, Any]:
    return {"lines": [described(facts, line) for line in facts.low()]}


def described(facts: UnitPriceFacts, line: LineFacts) -> dict[str, str]:
    return {
        "code": line.code,
        "label": line.label,
        "quantity": str(line.quantity),
        "unit_price_eur": str(line.unit_price_eur),
        "reference_eur": cents(line.reference_eur),
        "gap": share(gap(line.unit_price_eur, line.reference_eur)),
        "weight": share(facts.weight(line)),
    }


UNIT_PRICES = Rule[UnitPriceFacts](
    name="unit_prices",
    version=1,
    article=ARTICLE,
    results={"no_other_bid": "conform", "balanced": "conform", "low_on_heavy_lines": "to_examine"},
    decide=decide,
    describe=describe,
    title="Prix unitaires bas sur les lignes qui pèsent",
    looks_at="les prix unitaires, et leur médiane chez les autres.",
)
