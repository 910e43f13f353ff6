"""Rosters tried on simulated callers: the same callers for each; what is told is tried on more of them."""

import dataclasses

import numpy as np

from scoring.engine.model import EngineInput, Group
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.statistics import FEWEST_CONTROLLED, Figure, figure
from scoring.engine.simulation.summary import Summary

# Contacts followed for what is told, all replications together; and the bounds of these.
CONTACTS, MOST, LEAST = 5_000_000.0, 16, FEWEST_CONTROLLED


def replications_for(contacts: float) -> int:
    """As many as a bounded time allows, for so many contacts in one."""
    return int(np.clip(CONTACTS / max(contacts, 1.0), LEAST, MOST))


class Trials:
    """`figures(groups)`, one a target of `data`, try a roster; `verified(groups)` are what is told."""

    def __init__(self, data: EngineInput, seed: int, count: int) -> None:
        self.data, self.seed, self.count = data, seed, count
        self.rosters = 0

    def figures(self, groups: tuple[Group, ...]) -> list[Figure]:
        self.rosters += 1
        return self._figures(groups, min(self.count, FEWEST_CONTROLLED))

    def verified(self, groups: tuple[Group, ...]) -> list[Figure]:
        return self._figures(groups, self.count)

    def _figures(self, groups: tuple[Group, ...], count: int) -> list[Figure]:
        bid = prepare_bid(dataclasses.replace(self.data, groups=groups))
        summary = Summary(bid.asked, replications(bid, self.seed, 0, count))
        return [figure(summary.series(target)) for target in self.data.targets]
