"""From shifts to heads: minute by minute over the week, then by hour of the week."""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.legal import NIGHT_END, NIGHT_START
from scoring.engine.model import HOURS_PER_WEEK, Group, Shift

Floats = NDArray[np.float64]
MINUTES_PER_DAY = 1440
MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY
SUNDAY = 6


def on_site(group: Group) -> Floats:
    """(10080,) persons scheduled at each minute, pauses included; Sunday's nights reach Monday."""
    return _by_minute(group.shifts, paid=False)


def at_work(group: Group) -> Floats:
    """(10080,) persons scheduled at each minute, the pause of each shift spread evenly over it."""
    return _by_minute(group.shifts, paid=True)


def heads_by_hour(group: Group) -> Floats:
    """(168,) mean heads scheduled in each hour of the week, pauses left out."""
    heads: Floats = at_work(group).reshape(HOURS_PER_WEEK, 60).mean(axis=1)
    return heads


def paid_minutes(shift: Shift) -> int:
    """Minutes of work of one person in one shift, the unpaid pause left out."""
    return shift.end_minute - shift.start_minute - shift.break_minutes


def hours_per_week(group: Group) -> float:
    """Hours of work rostered each week, all persons together."""
    return sum(paid_minutes(shift) * shift.headcount * len(shift.days) for shift in group.shifts) / 60.0


def night_hours_per_week(group: Group) -> float:
    """Rostered hours that fall between 21h and 6h."""
    return float(at_work(group)[is_night(np.arange(MINUTES_PER_WEEK))].sum() / 60.0)


def is_night(minutes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which minutes, counted from any midnight, fall in the night of the Code du travail."""
    clock = minutes % MINUTES_PER_DAY
    night: NDArray[np.bool_] = (clock >= NIGHT_START.value) | (clock < NIGHT_END.value)
    return night


def sunday_hours_per_week(group: Group) -> float:
    """Rostered hours that fall on Sunday, midnight to midnight."""
    return float(at_work(group)[SUNDAY * MINUTES_PER_DAY :].sum() / 60.0)


def resting_or_working(group: Group, rest_minutes: int) -> Floats:
    """(10080,) persons who are in a shift or within `rest_minutes` after one, at each minute of the week."""
    return _by_minute(group.shifts, paid=False, longer_by=rest_minutes)


def _by_minute(shifts: tuple[Shift, ...], *, paid: bool, longer_by: int = 0) -> Floats:
    """Steps up and down at the starts and ends, over two weeks that are then folded into one."""
    steps = np.zeros(2 * MINUTES_PER_WEEK + 1)
    for shift in shifts:
        length = shift.end_minute - shift.start_minute
        heads = shift.headcount * (paid_minutes(shift) / length if paid else 1.0)
        for day in shift.days:
            steps[day * MINUTES_PER_DAY + shift.start_minute] += heads
            steps[day * MINUTES_PER_DAY + shift.end_minute + longer_by] -= heads
    heads_by_minute = np.cumsum(steps)[:-1].reshape(2, MINUTES_PER_WEEK).sum(axis=0)
    # Adding and removing thirds of a head leaves 1e-16 of one where nobody is.
    return np.where(heads_by_minute < 1e-9, 0.0, heads_by_minute)
