"""What bidders send."""

from ..interests.models import InterestDeclaration, NamedParty, RecusalLift
from ..sirene.models import SireneImport, SireneUnit
from .bid import Bid
from .submission import DepositAttempt, Opening, Receipt, Submission, SubmissionFile

__all__ = [
    "Bid",
    "DepositAttempt",
    "InterestDeclaration",
    "NamedParty",
    "Opening",
    "Receipt",
    "RecusalLift",
    "SireneImport",
    "SireneUnit",
    "Submission",
    "SubmissionFile",
]
