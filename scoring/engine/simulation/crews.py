"""From the groups of a bid to who is asked first, and for what."""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import EngineInput
from scoring.engine.simulation.state import GROUP, LAST_BIT, PLAIN, Crews, Rules
from scoring.engine.simulation.workload import NOBODY

Integers = NDArray[np.int64]
Records = NDArray[np.void]


def crews(data: EngineInput, rules: Rules = PLAIN) -> Crews:
    """Who is asked first, by `Routing.SPECIALISTS_FIRST`."""
    index = {item.id: k for k, item in enumerate(data.contact_types)}
    lists = [[index[skill] for skill in group.skills] for group in data.groups]
    rank = np.full((len(lists), len(index)), len(index), dtype=np.int64)
    for g, skills in enumerate(lists):
        rank[g, skills] = np.arange(len(skills))
    orders = [
        sorted((int(rank[g, i]), len(skills), g) for g, skills in enumerate(lists) if i in skills)
        for i in range(len(index))
    ]
    tiers = [[sorted({item[:2] for item in order}).index(item[:2]) for item in order] for order in orders]
    return Crews(
        groups=_groups(data, lists),
        skills=_padded(lists),
        takers=_padded([[g for _, _, g in order] for order in orders]),
        tier=_padded(tiers),
        rank=rank,
        rules=rules,
    )


def _groups(data: EngineInput, skills: list[list[int]]) -> Records:
    found = np.zeros(len(data.groups), GROUP)
    found["since"] = np.inf
    found["asked"] = [sum({1 << min(i, LAST_BIT) for i in one}) for one in skills]
    found["slots"] = [group.chat_concurrency for group in data.groups]
    found["growth"] = [group.chat_growth_share for group in data.groups]
    found["absence"] = [group.absence_share for group in data.groups]
    found["ramp_weeks"] = [group.ramp_up_weeks for group in data.groups]
    return found


def _padded(rows: list[list[int]]) -> Integers:
    found = np.full((len(rows), max((len(row) for row in rows), default=0) + 1), NOBODY, dtype=np.int64)
    for row, values in zip(found, rows, strict=True):
        row[: len(values)] = values
    return found
