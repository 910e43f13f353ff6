"""From prices and measures to a proposed order: exact, without Django. The decision belongs to the buyer."""

from awards.ranking.differences import Difference, differences
from awards.ranking.evidence import Evidence
from awards.ranking.order import rank
from awards.ranking.robustness import Crossing, Robustness, robustness
from awards.ranking.stability import Order, Reading, Stability, Worlds, stability
from awards.ranking.values import Criterion, Offer, Reason, Standing

__all__ = [
    "Criterion",
    "Crossing",
    "Difference",
    "Evidence",
    "Offer",
    "Order",
    "Reading",
    "Reason",
    "Robustness",
    "Stability",
    "Standing",
    "Worlds",
    "differences",
    "rank",
    "robustness",
    "stability",
]
