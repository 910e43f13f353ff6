"""What admissibility does when a lower stage speaks."""

from datetime import datetime
from typing import Any

from bids.models import Bid

from .services import establish_findings


def on_bid_read(*, bid: Bid, now: datetime, **_: Any) -> None:
    """Establish the findings in the transaction in which the bid became readable."""
    if bid.content is not None:
        establish_findings(bid=bid, actor=None, now=now)
