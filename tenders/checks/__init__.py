"""What must hold before a consultation is published.

A check is a function that takes a ``Draft`` (or a ``LotDraft``) and yields problems; adding one to the list
below is all that a new rule needs.
"""

from datetime import datetime

from ..models import Tender
from .declared import Basis, Declared, Severity
from .delays import DELAY_CHECKS
from .facts import Draft, LotDraft
from .indicators import INDICATOR_CHECKS
from .obligations import OBLIGATION_CHECKS
from .problem import CODES, Check, LotCheck, Problem
from .procedures import PROCEDURE_CHECKS
from .reservation import RESERVATION_CHECKS
from .scoring import SCORING_CHECKS
from .selection import SELECTION_CHECKS
from .whole import TENDER_CHECKS
from .workload import WORKLOAD_CHECKS

CHECKS: tuple[Check, ...] = (*TENDER_CHECKS, *PROCEDURE_CHECKS, *DELAY_CHECKS, *OBLIGATION_CHECKS)
LOT_CHECKS: tuple[LotCheck, ...] = (
    *SELECTION_CHECKS,
    *WORKLOAD_CHECKS,
    *SCORING_CHECKS,
    *INDICATOR_CHECKS,
    *RESERVATION_CHECKS,
)

__all__ = [
    "CHECKS",
    "CODES",
    "LOT_CHECKS",
    "Basis",
    "Declared",
    "Draft",
    "LotDraft",
    "Problem",
    "Severity",
    "problems_of",
]


def problems_of(tender: Tender, now: datetime) -> list[Problem]:
    """Return every problem of a draft at ``now`` (the database's clock), in the order of its sections."""
    draft = Draft.read(tender, now)
    found = [problem for check in CHECKS for problem in check(draft)]
    found += [problem for lot in draft.lots for check in LOT_CHECKS for problem in check(lot)]
    return sorted(found, key=lambda problem: (problem.lot or 0, problem.order))
