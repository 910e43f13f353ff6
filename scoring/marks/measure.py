"""The mark of a measured share."""

from decimal import Decimal

from scoring.marks.scale import CONTEXT, MAXIMUM, mark


def linear_measure(value: Decimal, floor: Decimal, target: Decimal) -> Decimal:
    """0 at ``floor`` and below, 100 at ``target`` and above, straight between them. Shares of 0 to 1.

    Raises ValueError unless floor < target: otherwise every offer would have the same mark.
    """
    if not floor < target:
        raise ValueError(f"floor < target expected, not {floor} and {target}")
    reached = CONTEXT.divide(CONTEXT.subtract(value, floor), CONTEXT.subtract(target, floor))
    return mark(CONTEXT.multiply(MAXIMUM, min(max(reached, Decimal(0)), Decimal(1))))
