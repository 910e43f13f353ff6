"""What the buyer asks."""

from ..exchanges.models import (  # noqa: F401  # Django looks for models here
    AnonymousWithdrawals,
    Answer,
    Follower,
    Question,
    Withdrawal,
)
from .clauses import EssClause, EssentialTask, SubcontractingRule
from .counter import ReferenceCounter, next_reference
from .cpv import CpvCode
from .criteria import Criterion, MinimumRequirement, PriceLine, SubCriterion
from .lot import Lot
from .tender import Tender
from .version import TenderVersion
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
    "ReferenceCounter",
    "SubCriterion",
    "SubcontractingRule",
    "Tender",
    "TenderVersion",
    "WeeklyProfile",
    "next_reference",
]
