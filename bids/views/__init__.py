"""Pages of the bidder, and of the officer who opens the bids."""

from .bid import bid_detail, bid_document, my_bid
from .check import check
from .deposit import deposit
from .opening import open_bids, reading_json
from .receipts import my_submissions, receipt, receipt_json
from .stuck import stuck_reading
from .workbook import workbook

__all__ = [
    "bid_detail",
    "bid_document",
    "check",
    "deposit",
    "my_bid",
    "my_submissions",
    "open_bids",
    "reading_json",
    "receipt",
    "receipt_json",
    "stuck_reading",
    "workbook",
]
