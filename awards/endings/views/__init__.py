"""The pages of endings: the officer's, and the bidder's."""

from .bidder import my_results, own_result
from .holds import holds, lift
from .officer import endings, lot_ending, take_step

__all__ = ["endings", "holds", "lift", "lot_ending", "my_results", "own_result", "take_step"]
