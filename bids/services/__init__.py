"""Every change of what bidders send: attempts, deposits, the opening, the reading of the bids."""

from .attempts import end_abandoned_attempts, end_attempt, note_progress, start_attempt
from .deposit import deposit
from .opening import open_bids
from .reading import READ_BID, read_bid
from .stuck import declare_unreadable, is_stuck, read_again

__all__ = [
    "READ_BID",
    "declare_unreadable",
    "deposit",
    "end_abandoned_attempts",
    "end_attempt",
    "is_stuck",
    "note_progress",
    "open_bids",
    "read_again",
    "read_bid",
    "start_attempt",
]
