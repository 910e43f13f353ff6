"""What a ranking is made from, and what it says of each offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Method = Literal["price_ratio", "linear_measure", "evaluators"]
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A published criterion. weight: points out of 100; floor, target: shares marked 0 and 100."""

    id: int
    name: str
    kind: str
    weight: Decimal
    method: Method
    floor: Decimal = ZERO
    target: Decimal = ONE

    @property
    def is_marked(self) -> bool:
        """Does a formula mark it? Evaluators have given no mark yet at this stage."""
        return self.method != "evaluators"


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that weighs on an offer. adverse: it keeps the offer out of the proposed order.

    facts: JSON types without floats; finding: the id of the admissibility finding that says it.
    """

    code: str
    article: str
    adverse: bool
    facts: Mapping[str, Any]
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that was read and computed. measures: shares by criterion id, None where nobody calls."""

    id: int
    name: str
    price_eur: Decimal
    measures: Mapping[int, Decimal | None]
    reasons: tuple[Reason, ...] = ()

    @property
    def is_set_aside(self) -> bool:
        """A price of zero cannot be compared by a ratio: such an offer is looked at, not marked."""
        return self.price_eur <= 0 or any(reason.adverse for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an offer stands. rank: None when set aside; hypothetical_rank: that of an offer set aside, had it
    been the only one admitted among those. marks (0 to 100) and points (weighted) by criterion id."""

    offer: int
    rank: int | None
    hypothetical_rank: int | None
    marks: Mapping[int, Decimal]
    points: Mapping[int, Decimal]

    @property
    def total(self) -> Decimal | None:
        """Points over the criteria marked so far, exact; None without any mark."""
        return sum(self.points.values(), ZERO) if self.points else None
