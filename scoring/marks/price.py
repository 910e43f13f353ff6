"""The mark of a price."""

from decimal import Decimal

from scoring.marks.scale import CONTEXT, MAXIMUM, mark


def price_ratio(price: Decimal, lowest: Decimal) -> Decimal:
    """100 × lowest ÷ price: 100 for the lowest, 66,7 for one that is half as dear again, never 0.

    Both in euros, of the same kind (without VAT). Raises ValueError unless 0 < lowest <= price.
    """
    if not 0 < lowest <= price:
        raise ValueError(f"0 < lowest <= price expected, not {lowest} and {price}")
    return mark(CONTEXT.divide(CONTEXT.multiply(MAXIMUM, lowest), price))
