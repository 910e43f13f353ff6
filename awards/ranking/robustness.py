"""Would the first rank change if price and capacity weighed a little more or less? In exact fractions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from awards.ranking.values import Criterion, Standing

SPAN = Decimal(10)


@dataclass(frozen=True, slots=True)
class Crossing:
    """The shift beyond which ``challenger`` passes the first offer; 0 between two that are level.

    In points moved from capacity to price; negative: from price to capacity.
    """

    challenger: int
    shift: Fraction


@dataclass(frozen=True, slots=True)
class Robustness:
    """lowest_shift and highest_shift: how far the weights were moved; never below a weight of zero."""

    leaders: tuple[int, ...]
    lowest_shift: Fraction
    highest_shift: Fraction
    crossings: tuple[Crossing, ...]

    @property
    def is_stable(self) -> bool:
        return not self.crossings


def robustness(criteria: Sequence[Criterion], standings: Sequence[Standing]) -> Robustness | None:
    """Move up to 10 points between price and capacity, each criterion keeping its part within its kind.

    None when there is nothing to move (no price, no capacity) or nothing to pass (fewer than two ranked).
    """
    ranked = [one for one in standings if one.rank is not None]
    price, capacity = weight_of(criteria, "price"), weight_of(criteria, "capacity")
    if not price or not capacity or len(ranked) < 2:
        return None
    low, high = -min(Fraction(SPAN), price), min(Fraction(SPAN), capacity)
    leaders = tuple(one.offer for one in ranked if one.rank == 1)
    first = next(one for one in ranked if one.rank == 1)
    found = (_crossing(criteria, first, one, low, high) for one in ranked if one is not first)
    crossings = sorted((one for one in found if one), key=lambda one: abs(one.shift))
    return Robustness(leaders, low, high, tuple(crossings))


def weight_of(criteria: Iterable[Criterion], kind: str) -> Fraction:
    """The weight of the marked criteria of a kind, in points."""
    return sum((Fraction(one.weight) for one in criteria if one.kind == kind and one.is_marked), Fraction(0))


def mean_mark(criteria: Sequence[Criterion], marks: Mapping[int, Decimal], kind: str) -> Fraction:
    """The weighted mean mark of a kind, 0 to 100."""
    marked = [one for one in criteria if one.kind == kind and one.is_marked]
    return sum((Fraction(one.weight * marks[one.id]) for one in marked), Fraction(0)) / weight_of(
        criteria, kind
    )


def _slope(criteria: Sequence[Criterion], standing: Standing) -> Fraction:
    """Points won by an offer for each point moved from capacity to price."""
    price = mean_mark(criteria, standing.marks, "price")
    return (price - mean_mark(criteria, standing.marks, "capacity")) / 100


def _crossing(
    criteria: Sequence[Criterion], first: Standing, other: Standing, low: Fraction, high: Fraction
) -> Crossing | None:
    gap = Fraction(first.total or 0) - Fraction(other.total or 0)
    gain = _slope(criteria, other) - _slope(criteria, first)
    if gain == 0:
        return None
    shift = gap / gain
    # A shift at the very end of the range only makes the two level: nobody has passed anybody.
    is_inside = low < shift < high
    return Crossing(other.offer, shift) if is_inside else None
