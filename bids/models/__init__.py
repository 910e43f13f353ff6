"""What bidders send."""

from ..sirene.models import SireneImport, SireneUnit
from .bid import Bid
from .submission import DepositAttempt, Opening, Receipt, Submission, SubmissionFile

__all__ = [
    "Bid",
    "DepositAttempt",
    "Opening",
    "Receipt",
    "SireneImport",
    "SireneUnit",
    "Submission",
    "SubmissionFile",
]
