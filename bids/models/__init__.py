"""What bidders send."""

from .bid import Bid
from .submission import DepositAttempt, Opening, Receipt, Submission, SubmissionFile

__all__ = ["Bid", "DepositAttempt", "Opening", "Receipt", "Submission", "SubmissionFile"]
