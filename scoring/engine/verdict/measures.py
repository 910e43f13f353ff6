"""The measures of a verdict: for each key, one value a replication, as part / whole."""

from collections.abc import Iterator

import numpy as np

from scoring.engine.model import EngineInput, Measure, ServiceLevel, Target
from scoring.engine.simulation.collect import scope
from scoring.engine.simulation.state import ABANDONED, ANSWERED, FIRST, TRANSFER
from scoring.engine.simulation.statistics import Series
from scoring.engine.simulation.summary import Summary

ANSWERED_SHARE, COMPLETED_SHARE = "answered_share", "completed_share"
OCCUPANCY, ABANDONED_A_YEAR = "occupancy", "abandoned"
#: Not shares: neither bounded by 1 nor kept for differences between bids.
COUNTS = (ABANDONED_A_YEAR,)


def deciding(summary: Summary) -> list[Series]:
    """What decides when to stop: the targets, or the overall share where none is declared."""
    targets = summary.asked.data.targets
    return [summary.series(target) for target in targets] or [_completed(summary, _all(summary))]


def measures(summary: Summary) -> dict[str, Series]:
    """Targets by their id first, then the shares overall and by scope, occupancy, abandons a year."""
    everything = _all(summary)
    of = scope(summary.asked, everything)
    found = {target.id: summary.series(target) for target in summary.asked.data.targets}
    found[ANSWERED_SHARE] = summary.share(summary.flow(of.entering, ANSWERED), _offered(summary, everything))
    found[COMPLETED_SHARE] = _completed(summary, everything)
    for key, chosen in _scopes(summary.asked.data):
        found[f"{COMPLETED_SHARE}:{key}"] = _completed(summary, chosen)
    found[OCCUPANCY] = summary.busy_share(np.flatnonzero(summary.can.any(axis=0)))
    found[ABANDONED_A_YEAR] = summary.count(summary.flow(of.entering, ABANDONED))
    return found


def definitions(summary: Summary) -> dict[ServiceLevel, dict[str, Series]]:
    """By definition of the service level, each target that has one, so counted."""
    targets = [item for item in summary.asked.data.targets if item.measure is Measure.SERVICE_LEVEL]
    return {kind: {item.id: _level(summary, item, kind) for item in targets} for kind in ServiceLevel}


def _level(summary: Summary, target: Target, kind: ServiceLevel) -> Series:
    types = summary.asked.data.contact_types
    of = scope(summary.asked, [i for i, item in enumerate(types) if target.covers(item)])
    return summary.level(of, summary.asked.threshold_seconds.index(target.threshold_seconds), kind)


def _all(summary: Summary) -> list[int]:
    return list(range(len(summary.asked.data.contact_types)))


def _scopes(data: EngineInput) -> Iterator[tuple[str, list[int]]]:
    """(channel:call, its contact types) and so on, each in the order of the input."""
    keys = [
        (f"channel:{item.channel}", f"language:{item.language}", f"level:{item.level}", f"type:{item.id}")
        for item in data.contact_types
    ]
    for axis in range(4):
        for key in dict.fromkeys(row[axis] for row in keys):
            yield key, [i for i, row in enumerate(keys) if row[axis] == key]


def _offered(summary: Summary, chosen: list[int]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return summary.flow(scope(summary.asked, chosen).entering, FIRST, TRANSFER)


def _completed(summary: Summary, chosen: list[int]) -> Series:
    return summary.share(summary.completed(scope(summary.asked, chosen)), _offered(summary, chosen))
