"""What the buyer asks."""

from .clauses import EssClause, EssentialTask, SubcontractingRule
from .cpv import CpvCode
from .criteria import Criterion, MinimumRequirement, PriceLine, SubCriterion
from .lot import Lot
from .tender import Tender
from .workload import ContactType, WeeklyProfile

__all__ = [
    "ContactType",
    "CpvCode",
    "Criterion",
    "EssClause",
    "EssentialTask",
    "Lot",
    "MinimumRequirement",
    "PriceLine",
    "SubCriterion",
    "SubcontractingRule",
    "Tender",
    "WeeklyProfile",
]
