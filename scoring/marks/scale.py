"""The scale of all marks, and the one passage from the engine's floats to exact numbers."""

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal

MAXIMUM = Decimal(100)
PLACES = Decimal("1e-20")
SHARE_PLACES = Decimal("0.000001")

#: Room for twenty decimals after any amount that the price columns hold.
CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def mark(value: Decimal) -> Decimal:
    """The value with the decimals of a mark. Raises ValueError outside 0 to 100."""
    if not 0 <= value <= MAXIMUM:
        raise ValueError(f"a mark lies between 0 and {MAXIMUM}, not {value}")
    return value.quantize(PLACES, context=CONTEXT)


def exact_share(value: float) -> Decimal:
    """A share computed in floats, as a Decimal with six decimals (half to even).

    The only rounding between the engine and a mark: two machines whose last bits differ give the same mark.
    Raises ValueError for what is not finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a share")
    return Decimal(float.__repr__(value)).quantize(SHARE_PLACES, context=CONTEXT)
