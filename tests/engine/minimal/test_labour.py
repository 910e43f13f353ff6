"""Shifts offered, rosters written, persons counted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.minimal.labour import DayShift, Labour, day_shifts, is_lawful, on_site
from scoring.engine.minimal.people import is_clean, roster_lines, staffed
from scoring.engine.roster import hours_per_week
from tests.engine.minimal.worlds import agents, flat

SHIFTS = day_shifts(Labour())


@pytest.mark.parametrize(
    ("start", "worked", "pause", "allowed"),
    [
        (480, 600, 20, True),
        (480, 601, 20, False),
        (480, 359, 0, True),
        (480, 360, 0, False),
        (480, 360, 19, False),
        (480, 360, 20, True),
        (21 * 60, 480, 30, True),
        (21 * 60, 481, 30, False),
        (13 * 60, 540, 30, True),
        (15 * 60, 540, 30, False),
    ],
)
def test_daily_hours_nights_and_pauses(start: int, worked: int, pause: int, *, allowed: bool) -> None:
    assert is_lawful(start, worked, pause) is allowed


def test_every_shift_covers_its_hours_and_sunday_nights_reach_monday() -> None:
    covered = on_site((DayShift(6, 22 * 60, 30 * 60, 30),))[:, 0]
    assert list(np.flatnonzero(covered)) == [0, 1, 2, 3, 4, 5, 166, 167]


@given(st.data())
def test_a_roster_has_the_shifts_taken_and_no_others(data: st.DataObject) -> None:
    taken = np.zeros(len(SHIFTS))
    for place in data.draw(st.lists(st.integers(0, len(SHIFTS) - 1), max_size=40)):
        taken[place] += data.draw(st.integers(1, 5))
    lines = roster_lines(SHIFTS, taken)
    found = dict.fromkeys(SHIFTS, 0)
    for line in lines:
        for day in line.days:
            found[DayShift(day, line.start_minute, line.end_minute, line.break_minutes)] += line.headcount
    assert list(found.values()) == list(taken)
    assert all(len(line.days) <= 5 for line in lines)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SHIFTS) - 1), st.integers(1, 9)), max_size=20))
def test_the_persons_declared_suffice_and_are_not_idle(chosen: list[tuple[int, int]]) -> None:
    taken = np.zeros(len(SHIFTS))
    for place, heads in chosen:
        taken[place] = heads
    group = staffed(flat(), agents(absence_share=0.1), SHIFTS, taken)
    assert is_clean(flat(), group)
    by_hours = hours_per_week(group) * 365.25 / 7 / (1607 * 0.9)
    assert group.declared_staff <= max(by_hours * 2 + 1, taken.sum() + 1)
