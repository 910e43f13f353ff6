"""What the performance clauses must hold, and since when."""

from datetime import date
from decimal import Decimal

from .procedures import Nature
from .thresholds import Buyer, Limit, Threshold, threshold

#: L. 2112-2, L. 2152-7: loi n° 2021-1104, art. 35, from 22 August 2026.
ENVIRONMENT_FROM = date(2026, 8, 22)
#: Loi n° 2016-1321, art. 105, and décret n° 2017-875, art. 2: half of the hours until the day before.
DEAF_SAME_HOURS_FROM = date(2026, 10, 1)


def environmental_clause_required(on: date) -> bool:
    return on >= ENVIRONMENT_FROM


def social_clause_from(nature: Nature, buyer: Buyer | None, on: date) -> Threshold | None:
    """Return the threshold from which a social clause, or the reason for having none, is to be given.

    L. 2112-2-1 applies from the European threshold, which the code leaves to a notice: for social and other
    specific services, that of their notice is taken. None when nothing is asked, or not known, on that day.
    """
    limit = Limit.SOCIAL if nature is Nature.SOCIAL else Limit.FORMAL
    return threshold(limit, buyer, on) if on >= ENVIRONMENT_FROM else None


def deaf_access_share(on: date) -> Decimal:
    """Return the share of the telephone service's hours during which deaf people must reach it."""
    return Decimal(1) if on >= DEAF_SAME_HOURS_FROM else Decimal("0.5")
