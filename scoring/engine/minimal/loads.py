"""How many heads the contacts would keep busy, hour by hour of the calendar: the modified offered load."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from scoring.engine.demand import HourGrid, arrivals, hour_grid
from scoring.engine.model import HOURS_PER_WEEK, EngineInput
from scoring.engine.mol import QUARTERS, kept_after_quarter
from scoring.engine.plan import depths
from scoring.engine.staffing import crew

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# The memory of arrivals never quite ends: so small a part of a type's contacts is nobody.
TRACE = 1e-6


@dataclass(frozen=True)
class Loads:
    """H dated hours, T contact types. rates (H, T): contacts entering each queue if everybody is answered.
    heads (H, T): persons that they keep busy. passed (T, T): contacts passed from row to column, in all.
    is_open (168, T): hours of the week at which contacts may come, those passed on at once included.
    """

    grid: HourGrid
    rates: Floats
    heads: Floats
    passed: Floats
    is_open: Flags


def loads(data: EngineInput) -> Loads:
    """`data.groups` say who takes what: their chats at a time, and how these grow, set the heads.

    As `mol.march`, in one linear filter a type: an exponential memory of the arrivals, quarter by quarter.
    Raises InvalidInputError when a volume has no hour to fall in.
    """
    grid = hour_grid(data.calendar)
    team = crew(data)
    types = data.contact_types
    index = {item.id: k for k, item in enumerate(types)}
    outside = arrivals(data, grid)
    entering = np.repeat(outside / QUARTERS, QUARTERS, axis=0)
    is_open = (
        np.stack([np.bincount(grid.hour_of_week, row, HOURS_PER_WEEK) for row in outside.T], axis=1) > 0.0
    )
    in_hand = np.zeros_like(entering)
    passed = np.zeros((len(types), len(types)))
    depth = depths(types)
    for k in sorted(range(len(types)), key=depth.__getitem__):
        in_hand[:, k], done = _filtered(entering[:, k], float(team.handle_hours[k]))
        step = types[k].escalation
        if step:
            onward = step.share * np.append(0.0, done[:-1])
            entering[:, index[step.to]] += onward
            passed[k, index[step.to]] = onward.sum()
            is_open[:, index[step.to]] |= is_open[:, k] & (step.share > 0.0)
    return Loads(
        grid=grid,
        rates=_some(_by_hour(entering) * QUARTERS),
        heads=_some(_by_hour(in_hand) / team.concurrency),
        passed=passed,
        is_open=is_open,
    )


def _filtered(entering: Floats, hours: float) -> tuple[Floats, Floats]:
    """(mean contacts in hand in each quarter, contacts that end in it): `mol.settle`, all at once."""
    kept = float(kept_after_quarter(np.array(hours)))
    rest = entering * QUARTERS * hours
    end = signal.lfilter([1.0 - kept], [1.0, -kept], rest)
    before = np.append(0.0, end[:-1])
    mean = rest + (before - rest) * hours * QUARTERS * (1.0 - kept)
    return mean, np.maximum(before + entering - end, 0.0)


def _some(dated: Floats) -> Floats:
    found: Floats = np.where(dated > TRACE * dated.mean(axis=0), dated, 0.0)
    return found


def _by_hour(quarters: Floats) -> Floats:
    found: Floats = quarters.reshape(-1, QUARTERS, quarters.shape[1]).mean(axis=1)
    return found
