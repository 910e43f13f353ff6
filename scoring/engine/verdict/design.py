"""What may be wrong in the assumptions: a fixed set of equally likely worlds, the same for all bids.

The points are a shifted rank-1 lattice in four dimensions: along each axis alone they are the midpoints of 32
equal parts. Generator (odd) and shift were searched for the least centred L2 discrepancy: 0.00293, where a
scrambled Sobol set of the same size has 0.0038 and 32 random points about 0.03.
"""

import math
from dataclasses import dataclass, replace

from scipy.special import ndtri

from scoring.engine.model import ContactType, EngineInput, Group, InputUncertainty

POINTS, GENERATOR, SHIFT = 32, (1, 7, 9, 15), (0, 20, 15, 26)
#: Scenarios (years of callers) that the points share out; the base has them all.
SCENARIOS = 8
QUANTILES = (0.05, 0.95)
_DECIMALS = 6  # the same multipliers on every machine


@dataclass(frozen=True, slots=True)
class World:
    """Multipliers of all volumes, mean handle times, mean patience and absence shares."""

    volume: float
    handle_time: float
    patience: float
    absence: float

    def apply(self, data: EngineInput) -> EngineInput:
        """The input in this world; an absence share never passes 1."""
        return replace(
            data,
            contact_types=tuple(self._contact_type(item) for item in data.contact_types),
            groups=tuple(self._group(item) for item in data.groups),
        )

    def _contact_type(self, item: ContactType) -> ContactType:
        return replace(
            item,
            annual_volume=item.annual_volume * self.volume,
            handle_time=item.handle_time.scaled(self.handle_time),
            patience=item.patience.scaled(self.patience) if item.patience else None,
        )

    def _group(self, item: Group) -> Group:
        return replace(item, absence_share=min(1.0, item.absence_share * self.absence))


def is_certain(known: InputUncertainty) -> bool:
    return not any((known.volume_cv, known.handle_time_cv, known.patience_cv, known.absence_cv))


def worlds(known: InputUncertainty) -> tuple[World, ...]:
    """All of them; none when everything is known exactly."""
    return () if is_certain(known) else tuple(world(known, k) for k in range(POINTS))


def world(known: InputUncertainty, k: int) -> World:
    """The k-th: each multiplier is lognormal, of mean 1 and of the declared coefficient of variation."""
    cvs = (known.volume_cv, known.handle_time_cv, known.patience_cv, known.absence_cv)
    return World(*(_multiplier(cv, score) for cv, score in zip(cvs, scores(k), strict=True)))


def scores(k: int) -> tuple[float, ...]:
    """Normal scores of the k-th point, one an axis."""
    places = ((k * step + shift) % POINTS for step, shift in zip(GENERATOR, SHIFT, strict=True))
    return tuple(float(ndtri((place + 0.5) / POINTS)) for place in places)


def _multiplier(cv: float, score: float) -> float:
    variance = math.log1p(cv**2)
    return round(math.exp(math.sqrt(variance) * score - variance / 2.0), _DECIMALS)
