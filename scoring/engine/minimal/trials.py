"""Rosters tried on simulated callers: the same callers for each; what is told is tried on more of them."""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import EngineInput, Group
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.statistics import FEWEST_CONTROLLED, Figure, figure
from scoring.engine.simulation.summary import Summary

Floats = NDArray[np.float64]
# Contacts followed for what is told, all replications together; and the bounds of these.
CONTACTS, MOST, LEAST = 5_000_000.0, 16, FEWEST_CONTROLLED


def replications_for(contacts: float) -> int:
    """As many as a bounded time allows, for so many contacts in one."""
    return int(np.clip(CONTACTS / max(contacts, 1.0), LEAST, MOST))


@dataclasses.dataclass(frozen=True)
class Lived:
    """What callers and staff live through. figures: one a target; worked (T, G) and present (G,) minutes."""

    figures: list[Figure]
    worked: Floats
    present: Floats


class Trials:
    """`tried(groups)` judges a roster in short; `verified(groups)` is what is told."""

    def __init__(self, data: EngineInput, seed: int, count: int) -> None:
        self.data, self.seed, self.count = data, seed, count
        self.rosters = 0

    def tried(self, groups: tuple[Group, ...]) -> Lived:
        self.rosters += 1
        return self._lived(groups, min(self.count, FEWEST_CONTROLLED))

    def verified(self, groups: tuple[Group, ...]) -> Lived:
        return self._lived(groups, self.count)

    def _lived(self, groups: tuple[Group, ...], count: int) -> Lived:
        bid = prepare_bid(dataclasses.replace(self.data, groups=groups))
        summary = Summary(bid.asked, replications(bid, self.seed, 0, count))
        return Lived(
            figures=[figure(summary.series(target)) for target in self.data.targets],
            worked=summary.counts.worked.sum(axis=0),
            present=summary.counts.present.sum(axis=0),
        )
