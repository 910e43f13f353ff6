"""What bids have done later, by the outbox."""

from outbox.registry import Lease, register

from . import services
from .workbook.limits import DEFAULT_LIMITS


def read_bid(lease: Lease) -> None:
    services.read_bid(bid_id=lease.arguments["bid_id"])


def connect() -> None:
    """Have the outbox's worker read bids; a lease outlives the longest reading."""
    register(services.READ_BID, read_bid, lease_seconds=2 * DEFAULT_LIMITS.wall_seconds)
