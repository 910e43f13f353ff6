"""Breaks and training inside a shift: the minutes declared, inside it, never the whole team at once."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring.engine import model
from scoring.engine.simulation.away import LONGEST_STRETCH, MOST_STRETCHES
from scoring.engine.simulation.duties import PAUSE, duties
from tests.engine.builders import ALL_DAYS, call, engine_input, group

Steps = list[tuple[float, float]]
WEEKS = 4


def steps_of(shift: model.Shift, share: float, weeks: int = WEEKS) -> list[Steps]:
    """Of each duty that lies inside the calendar: (minutes from its start, how long), in order."""
    team = group(shifts=(shift,), shrinkage_share=share)
    found = duties(engine_input((call(),), (team,), weeks=weeks))
    pauses = found.steps[found.steps["kind"] == PAUSE]
    start = found.until - (shift.end_minute - shift.start_minute)
    inside = (start >= 0.0) & (found.until <= weeks * 10_080)
    of: dict[int, Steps] = {int(duty): [] for duty in np.flatnonzero(inside)}
    for step in pauses[np.isin(pauses["duty"], list(of))]:
        of[int(step["duty"])].append((float(step["at"] - start[step["duty"]]), float(step["value"])))
    return list(of.values())


def away_until(steps: Steps) -> list[tuple[float, float]]:
    """Intervals away, one that starts during another prolonging it, as the simulation does."""
    found: list[tuple[float, float]] = []
    for at, minutes in steps:
        if found and at <= found[-1][1]:
            found[-1] = (found[-1][0], found[-1][1] + minutes)
        else:
            found.append((at, at + minutes))
    return found


def away_by_minute(shift: model.Shift, share: float) -> NDArray[np.int64]:
    """(duties, minutes of the shift) 1 where away."""
    days = steps_of(shift, share)
    found = np.zeros((len(days), shift.end_minute - shift.start_minute), np.int64)
    for row, steps in zip(found, days, strict=True):
        for start, end in away_until(steps):
            row[round(start) : round(end)] = 1
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(60, 1440), st.floats(0.0, 0.3), st.floats(0.0, 1.0), st.integers(1, 9))
def test_minutes_are_those_declared_and_inside_the_shift(
    length: int, pause_share: float, share: float, heads: int
) -> None:
    pause = int(length * pause_share)
    shift = model.Shift(ALL_DAYS, 480, 480 + length, heads, break_minutes=pause)
    for steps in steps_of(shift, share, weeks=1):
        away = away_until(steps)
        assert sum(end - start for start, end in away) == pytest.approx(pause + share * (length - pause))
        assert all(0.0 <= start <= end <= length + 1e-6 for start, end in away)
        assert len(steps) <= MOST_STRETCHES + (pause > 0)


def test_a_stretch_is_bounded_and_never_starts_inside_the_break() -> None:
    shift = model.Shift(ALL_DAYS, 480, 930, 9, break_minutes=30)
    for steps in steps_of(shift, 0.15):
        (pause,) = [at for at, minutes in steps if minutes == 30.0]
        stretches = [(at, minutes) for at, minutes in steps if minutes != 30.0]
        assert len(stretches) == 2
        assert all(minutes <= LONGEST_STRETCH for _, minutes in stretches)
        assert not any(pause < at < pause + 30.0 for at, _ in stretches)


def test_a_team_never_leaves_together() -> None:
    shift = model.Shift((0,), 480, 930, 12)
    by_day = away_by_minute(shift, 0.2).reshape(WEEKS, 12, -1)
    # A fifth of twelve is 2.4.
    assert by_day.sum(axis=1).max() <= 4


def test_no_hour_of_the_shift_bears_more_than_its_part() -> None:
    shift = model.Shift(ALL_DAYS, 480, 960, 5)
    hourly = away_by_minute(shift, 0.1).mean(axis=0).reshape(8, 60).mean(axis=1)
    assert hourly[1:-1] == pytest.approx(0.11, abs=0.02)


def test_one_person_is_not_away_at_the_same_hour_every_day() -> None:
    shift = model.Shift(ALL_DAYS, 480, 960, 1)
    starts = sorted(steps[0][0] for steps in steps_of(shift, 0.08))
    assert max(later - sooner for sooner, later in itertools.pairwise(starts)) < 60.0


def test_people_at_other_hours_are_not_away_in_step() -> None:
    lines = tuple(model.Shift((0,), 480 + late, 960 + late, 1) for late in (0, 15, 30))
    found = duties(engine_input((call(),), (group(shifts=lines, shrinkage_share=0.08),), weeks=1))
    at = np.sort(found.steps[found.steps["kind"] == PAUSE]["at"])
    assert np.diff(at).min() > 0.08 * 480
