"""Every change of what bidders send: attempts, deposits, the opening, the reading of the bids."""

from .attempts import end_abandoned_attempts, end_attempt, note_progress, start_attempt
from .deposit import deposit
from .opening import open_bids
from .reading import READ_BID, read_bid

__all__ = [
    "READ_BID",
    "deposit",
    "end_abandoned_attempts",
    "end_attempt",
    "note_progress",
    "open_bids",
    "read_bid",
    "start_attempt",
]
