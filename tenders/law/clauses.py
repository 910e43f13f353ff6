"""What the performance clauses must hold, and since when."""

from datetime import date
from decimal import Decimal

#: L. 2112-2, L. 2152-7: loi n° 2021-1104, art. 35, from 22 August 2026.
ENVIRONMENT_FROM = date(2026, 8, 22)
#: L. 2112-2-1 applies from the European threshold, which the code leaves to a notice; that of social and
#: other specific services is taken here, without VAT.
SOCIAL_FROM_EUR = Decimal(750_000)
#: Loi n° 2016-1321, art. 105, and décret n° 2017-875, art. 2: half of the hours until the day before.
DEAF_SAME_HOURS_FROM = date(2026, 10, 1)


def environmental_clause_required(on: date) -> bool:
    return on >= ENVIRONMENT_FROM


def social_clause_required(estimate_eur: Decimal | None, on: date) -> bool:
    """Is a social clause, or the reason for having none, to be given? An unknown estimate asks nothing."""
    return on >= ENVIRONMENT_FROM and estimate_eur is not None and estimate_eur >= SOCIAL_FROM_EUR


def deaf_access_share(on: date) -> Decimal:
    """Return the share of the telephone service's hours during which deaf people must reach it."""
    return Decimal(1) if on >= DEAF_SAME_HOURS_FROM else Decimal("0.5")
