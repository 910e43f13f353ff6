"""From prices and measures to a proposed order: exact, without Django. The decision belongs to the buyer."""

from awards.ranking.order import rank
from awards.ranking.robustness import Crossing, Robustness, robustness
from awards.ranking.values import Criterion, Offer, Reason, Standing

__all__ = ["Criterion", "Crossing", "Offer", "Reason", "Robustness", "Standing", "rank", "robustness"]
