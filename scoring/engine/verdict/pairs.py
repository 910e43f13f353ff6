"""The difference between two bids of one lot, on the callers that both have faced."""

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.engine.simulation.statistics import Series, difference


def paired(a: Mapping[str, Sequence[float]], b: Mapping[str, Sequence[float]]) -> dict[str, float | None]:
    """a - b as {mean, half_width_95}, from two `series` of verdicts with the same seed and the same demand,
    over the replications that both have."""
    size = min(len(a["part"]), len(b["part"]))
    return difference(_read(a, size), _read(b, size)).to_dict()


def _read(series: Mapping[str, Sequence[float]], size: int) -> Series:
    return Series(**{name: np.array(values[:size], dtype=np.float64) for name, values in series.items()})
