"""The highest annual turnover that may be asked of candidates: R. 2142-7."""

from datetime import date
from decimal import Decimal

#: (first day, multiple of the estimate): décret n° 2025-1383, art. 2, from 1 January 2026; before, twice.
CAPS = ((date(2026, 1, 1), Decimal("1.5")), (date.min, Decimal(2)))


def cap_multiple(on: date) -> Decimal:
    """Return the multiple for a consultation launched on that day."""
    return next(multiple for first, multiple in CAPS if on >= first)


def highest_turnover_eur(estimate_eur: Decimal, on: date) -> Decimal:
    """Return the highest annual turnover, in euros, for a contract or a lot of this estimate without VAT."""
    return estimate_eur * cap_multiple(on)
