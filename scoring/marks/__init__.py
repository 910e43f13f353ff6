"""From a price or a measure to a mark of 0 to 100, by the published method; Decimal only.

A mark has 20 decimals (half to even) and a weight two, so that a total is exact and equal totals are a tie.
What such a method must hold: best offer, best mark (CE n° 370789); dearer or weaker, a lower mark, never one
that neutralises the weighting (CE n° 373362); never a negative mark (CE n° 362532).
"""

from scoring.marks.measure import linear_measure
from scoring.marks.price import price_ratio
from scoring.marks.scale import MAXIMUM, PLACES, exact_share

__all__ = ["MAXIMUM", "PLACES", "exact_share", "linear_measure", "price_ratio"]
