"""What admissibility does when a lower stage speaks."""

from datetime import datetime
from typing import Any

from bids.enums import SubmissionState
from bids.models import Bid, Opening, Submission
from tenders.models import Tender

from .services import establish_across, establish_findings, establish_late_finding


def on_bid_read(*, bid: Bid, now: datetime, **_: Any) -> None:
    """Establish the findings in the transaction in which the bid became readable."""
    if bid.content is not None:
        establish_findings(bid=bid, actor=None, now=now)


def on_all_bids_read(*, tender: Tender, now: datetime, **_: Any) -> None:
    """Compare the applications with each other, once all are known."""
    establish_across(tender=tender, now=now)


def on_bids_opened(*, opening: Opening, now: datetime, **_: Any) -> None:
    """Say of each late submission, which stays closed, how late it came."""
    for submission in Submission.objects.filter(tender=opening.tender, state=SubmissionState.LATE):
        establish_late_finding(submission=submission, now=now)


def on_submission_late(*, submission: Submission, now: datetime, **_: Any) -> None:
    """The same of one that was still arriving when the bids were opened; before, nobody looks."""
    if submission.tender.is_opened:
        establish_late_finding(submission=submission, now=now)
