"""Sites made by hand: teams that never change or follow given heads, so that exact answers exist."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import EngineInput
from scoring.engine.simulation.collect import Replication, collect
from scoring.engine.simulation.crews import crews
from scoring.engine.simulation.duties import BLOCK, END, STEP, Duties
from scoring.engine.simulation.kernel import run
from scoring.engine.simulation.roots import root
from scoring.engine.simulation.run import Bid
from scoring.engine.simulation.scenario import Scenario
from scoring.engine.simulation.state import PLAIN, Rules, ShiftEnd, World, build
from scoring.engine.simulation.workload import workload

Floats = NDArray[np.float64]


def duties_of(stays: Sequence[tuple[int, float, float]], groups: int) -> Duties:
    """From (group, from, to) in minutes, one a person."""
    steps = [(start, 0.0, who, BLOCK) for who, (_, start, _) in enumerate(stays)]
    steps += [(end, 0.0, who, END) for who, (_, _, end) in enumerate(stays)]
    size = len(stays)
    return Duties(
        group=np.array([g for g, _, _ in stays], dtype=np.int64),
        person=np.arange(size),
        day=np.zeros(size, dtype=np.int64),
        until=np.array([end for _, _, end in stays]),
        steps=np.array(sorted(steps, key=lambda step: (step[0], step[3])), STEP),
        scheduled=np.zeros(groups),
    )


def constant(data: EngineInput, heads: Sequence[int], rules: Rules = PLAIN) -> Bid:
    """The same persons from before the start to after the end."""
    stays = [(g, 0.0, 1e9) for g, count in enumerate(heads) for _ in range(count)]
    return Bid(workload(data), crews(data, rules), duties_of(stays, len(heads)))


def following(data: EngineInput, heads: NDArray[np.int64]) -> Bid:
    """As many persons of the only group each hour as `heads` says: the last come leave first."""
    stays, present = [], list[float]()
    for hour, wanted in enumerate(np.append(heads, 0)):
        while len(present) > wanted:
            stays.append((0, present.pop(), 60.0 * hour))
        present += [60.0 * hour] * (wanted - len(present))
    return Bid(workload(data), crews(data, Rules(ShiftEnd.FIRST_FREE)), duties_of(stays, 1))


def simulated(bid: Bid, callers: Scenario, horizon: float) -> tuple[World, Replication]:
    world = build(bid.asked, callers, bid.team, bid.due, bid.people)
    run(root(world, callers.of, horizon, bid.team.rules))
    return world, collect(world)


def z_score(values: Sequence[float] | Floats, exact: float, half_width: float = 0.0) -> float:
    """Of the mean of independent values against a number known to a 95 % half-width."""
    found = np.asarray(values, dtype=np.float64)
    error = float(np.hypot(found.std(ddof=1) / found.size**0.5, half_width / 1.96))
    return float(found.mean() - exact) / error
