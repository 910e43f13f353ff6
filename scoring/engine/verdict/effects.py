"""Which assumption weighs most: the change of a measure for one standard deviation of each.

Least squares on the worlds, written out: a library's last bit may depend on the processor.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, fields

from scoring.engine.model import InputUncertainty
from scoring.engine.verdict.design import World, scores

AXES = tuple(field.name for field in fields(World))
Rows = list[list[float]]


def effects(known: InputUncertainty, points: Sequence[float | None]) -> dict[str, float]:
    """By assumption that is uncertain: the change of the measure when its multiplier rises by one standard
    deviation (on a log scale), the others staying. `points`: the measure in each world. Empty where it is
    not known in enough of them."""
    uncertain = [axis for axis, cv in enumerate(astuple(known)) if cv > 0.0]
    kept = [(scores(k), value) for k, value in enumerate(points) if value is not None]
    if len(kept) <= len(uncertain):
        return {}
    columns = [_centred([place[axis] for place, _ in kept]) for axis in uncertain]
    values = _centred([value for _, value in kept])
    rows = [[_dot(a, b) for b in (*columns, values)] for a in columns]
    return dict(zip([AXES[axis] for axis in uncertain], _solved(rows), strict=True))


def _centred(values: Sequence[float]) -> list[float]:
    middle = math.fsum(values) / len(values)
    return [value - middle for value in values]


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def _solved(rows: Rows) -> list[float]:
    """Gauss and Jordan on (n, n + 1) rows; a positive diagonal needs no pivoting, and one that vanishes (too
    few worlds) has no effect."""
    for k, pivot in enumerate(rows):
        if pivot[k] < 1e-9:
            return [0.0] * len(rows)
        rows[k] = [value / pivot[k] for value in pivot]
        for other in range(len(rows)):
            if other != k:
                by = rows[other][k]
                rows[other] = [x - by * y for x, y in zip(rows[other], rows[k], strict=True)]
    return [row[-1] for row in rows]
