"""What scoring does when a lower stage speaks."""

from datetime import datetime
from typing import Any

from bids.enums import BidState
from bids.models import Bid

from .services import request_run


def on_bid_read(*, bid: Bid, now: datetime, **_: Any) -> None:
    """Ask for the capacity of a bid in the transaction in which it became readable."""
    if bid.state == BidState.READ:
        request_run(bid=bid, actor=None, now=now)
