"""The pages of an enquiry: the officer's, and the bidder's."""

from .bidder import justify_price
from .officer import enquiry, take_step

__all__ = ["enquiry", "justify_price", "take_step"]
