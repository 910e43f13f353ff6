"""Shifts become heads, minute by minute; the paper is checked against the Code du travail."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import roster
from scoring.engine.demand import hour_grid
from scoring.engine.feasibility import Severity, paper_check
from scoring.engine.model import Calendar, Shift
from tests.engine.builders import ALL_DAYS, call, engine_input, group

NIGHT = Shift((6,), 21 * 60, 31 * 60, 2, break_minutes=60)


def test_a_night_passes_from_sunday_to_monday() -> None:
    heads = roster.heads_by_hour(group(shifts=(NIGHT,)))
    assert heads[6 * 24 + 21] == heads[0] == heads[6] == pytest.approx(2 * 0.9)
    assert heads[7] == heads[6 * 24 + 20] == 0.0


def test_half_an_hour_is_half_a_head() -> None:
    heads = roster.heads_by_hour(group(shifts=(Shift((0,), 510, 990, 4),)))
    assert (heads[8], heads[9], heads[16]) == (2.0, 4.0, 2.0)


def test_night_and_sunday_hours() -> None:
    team = group(shifts=(NIGHT,))
    assert roster.hours_per_week(team) == pytest.approx(18.0)
    assert roster.night_hours_per_week(team) == pytest.approx(9 * 2 * 0.9)
    assert roster.sunday_hours_per_week(team) == pytest.approx(3 * 2 * 0.9)


@given(
    day=st.integers(0, 6), start=st.integers(0, 1439), length=st.integers(60, 1440), heads=st.integers(0, 50)
)
def test_no_hour_is_lost_or_made(day: int, start: int, length: int, heads: int) -> None:
    team = group(shifts=(Shift((day,), start, start + length, heads, break_minutes=30),))
    assert roster.heads_by_hour(team).sum() == pytest.approx(roster.hours_per_week(team))


def test_the_night_of_the_clock_change_has_its_true_length() -> None:
    autumn = hour_grid(Calendar(dt.date(2026, 10, 19), 1))
    spring = hour_grid(Calendar(dt.date(2027, 3, 22), 1))
    assert np.count_nonzero(autumn.hour_of_week == 6 * 24 + 2) == 2
    assert np.count_nonzero(spring.hour_of_week == 6 * 24 + 2) == 0
    assert (autumn.size, spring.size) == (169, 167)


def test_a_promise_beyond_the_law_is_flagged_with_its_article() -> None:
    paper = paper_check(engine_input((call(),), (group(5, declared_staff=20),)))
    assert paper.rostered_hours == pytest.approx(5 * 8766)
    assert paper.unworkable_hours == pytest.approx(5 * 8766 - 20 * 1607)
    found = {finding.code: finding for finding in paper.findings}
    assert found["yearly_hours"].article == "L3121-41"
    assert found["yearly_hours"].severity is Severity.UNLAWFUL


def test_a_lawful_roster_has_no_finding() -> None:
    team = group(shifts=(Shift((0, 1, 2, 3, 4), 480, 930, 2, break_minutes=30),), declared_staff=5)
    paper = paper_check(engine_input((call(),), (team,)))
    assert paper.findings == ()
    assert paper.unworkable_hours == 0.0


def test_absence_and_training_are_hours_that_nobody_works() -> None:
    team = group(1, declared_staff=6, absence_share=0.1, shrinkage_share=0.1)
    paper = paper_check(engine_input((call(),), (team,)))
    assert paper.unworkable_hours == pytest.approx(8766 - 6 * 1607 * 0.81)
    assert [finding.severity for finding in paper.findings if finding.code == "yearly_hours"] == [
        "to_justify"
    ]


@pytest.mark.parametrize(
    ("shift", "staff", "code", "article"),
    [
        (Shift((0,), 420, 1080, 1, 30), 9, "shift_over_10h", "L3121-18"),
        (Shift((0,), 1260, 1800, 1, 30), 9, "night_over_8h", "L3122-6"),
        (Shift((0,), 480, 900, 1, 0), 9, "pause", "L3121-16"),
        (Shift(ALL_DAYS, 480, 720, 1), 1, "six_days", "L3132-1"),
        (Shift((0,), 480, 720, 3), 2, "daily_rest", "L3131-1"),
        (Shift((0, 1, 2, 3, 4, 5), 480, 990, 1, 30), 1, "average_44h", "L3121-22"),
        (Shift((0, 1, 2, 3, 4, 5), 480, 1050, 1, 30), 1, "week_48h", "L3121-20"),
    ],
)
def test_each_limit_has_its_article(shift: Shift, staff: int, code: str, article: str) -> None:
    paper = paper_check(engine_input((call(),), (group(shifts=(shift,), declared_staff=staff),)))
    assert {finding.code: finding.article for finding in paper.findings}[code] == article


def test_eleven_hours_of_rest_ask_for_more_people() -> None:
    shifts = (Shift(ALL_DAYS, 360, 840, 2), Shift(ALL_DAYS, 840, 1320, 2), Shift((0,), 1320, 1800, 2))
    paper = paper_check(engine_input((call(),), (group(shifts=shifts, declared_staff=5),)))
    assert "daily_rest" in {finding.code for finding in paper.findings}
