"""The price of a bid beside the other prices and the estimate: a gap calls for a question (L. 2152-6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from admissibility.rules.base import Result, Rule

from .thresholds import (
    ESTIMATE_STRONG,
    ESTIMATE_WATCH,
    MEAN_STRONG,
    MEAN_WATCH,
    SECOND_STRONG,
    SECOND_WATCH,
    Threshold,
)

ARTICLE = "L. 2152-6"
#: Below two others their mean is one price: that is the business of the next bid's rule.
FEWEST_OTHERS = 2
GRADES: dict[str, Result] = {"close": "conform", "below": "to_examine", "far_below": "to_examine"}


@dataclass(frozen=True, slots=True)
class PriceFacts:
    """Euros without VAT. others_eur: positive prices of the lot's other bids that were read.

    estimate_eur: of the lot, or else of the whole consultation; lots: how many lots it covers.
    """

    price_eur: Decimal
    others_eur: Sequence[Decimal]
    estimate_eur: Decimal | None = None
    lots: int = 1

    @property
    def mean_eur(self) -> Decimal:
        return sum(self.others_eur, Decimal(0)) / len(self.others_eur)


def gap(price: Decimal, reference: Decimal) -> Decimal:
    """How far under the reference, as a share of it: 0.33 is 33 % under; negative above it."""
    return 1 - price / reference


def grade(found: Decimal, watch: Threshold, strong: Threshold) -> str:
    if found >= strong.share:
        return "far_below"
    return "below" if found >= watch.share else "close"


def compared(facts: PriceFacts, reference: Decimal) -> dict[str, Any]:
    return {
        "price_eur": str(facts.price_eur),
        "reference_eur": cents(reference),
        "gap": share(gap(facts.price_eur, reference)),
    }


def cents(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def share(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def decide_mean(facts: PriceFacts) -> str:
    if len(facts.others_eur) < FEWEST_OTHERS:
        return "too_few_bids"
    return grade(gap(facts.price_eur, facts.mean_eur), MEAN_WATCH, MEAN_STRONG)


def describe_mean(facts: PriceFacts) -> dict[str, Any]:
    found: dict[str, Any] = {"others": len(facts.others_eur)}
    return found | compared(facts, facts.mean_eur) if facts.others_eur else found


def decide_second(facts: PriceFacts) -> str:
    if not facts.others_eur:
        return "no_other_bid"
    second = min(facts.others_eur)
    if facts.price_eur >= second:
        return "not_lowest"
    return grade(gap(facts.price_eur, second), SECOND_WATCH, SECOND_STRONG)


def describe_second(facts: PriceFacts) -> dict[str, Any]:
    return compared(facts, min(facts.others_eur)) if facts.others_eur else {}


def decide_estimate(facts: PriceFacts) -> str:
    if not facts.estimate_eur:
        return "no_estimate"
    if facts.lots > 1:
        # The estimate is the whole consultation's: nothing says which part of it is this lot's.
        return "several_lots"
    return grade(gap(facts.price_eur, facts.estimate_eur), ESTIMATE_WATCH, ESTIMATE_STRONG)


def describe_estimate(facts: PriceFacts) -> dict[str, Any]:
    found: dict[str, Any] = {"lots": facts.lots}
    return found | compared(facts, facts.estimate_eur) if facts.estimate_eur else found


GAP_TO_MEAN = Rule[PriceFacts](
    name="gap_to_mean",
    version=1,
    article=ARTICLE,
    results={"too_few_bids": "conform", **GRADES},
    decide=decide_mean,
    describe=describe_mean,
    title="Écart à la moyenne des autres offres",
    looks_at="le prix, et ceux des autres offres lues du lot.",
)
GAP_TO_SECOND = Rule[PriceFacts](
    name="gap_to_second",
    version=1,
    article=ARTICLE,
    results={"no_other_bid": "conform", "not_lowest": "conform", **GRADES},
    decide=decide_second,
    describe=describe_second,
    title="Écart à l’offre qui suit",
    looks_at="le prix de l’offre la moins chère, et celui qui le suit.",
)
GAP_TO_ESTIMATE = Rule[PriceFacts](
    name="gap_to_estimate",
    version=1,
    article=ARTICLE,
    results={"no_estimate": "conform", "several_lots": "conform", **GRADES},
    decide=decide_estimate,
    describe=describe_estimate,
    title="Écart à l’estimation",
    looks_at="le prix, et la valeur estimée inscrite par l’acheteur.",
)
