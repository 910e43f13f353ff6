"""French public holidays, against dates anyone can check."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.inputs.holidays import easter, french_holidays, holidays_between


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, "1818-03-22"),
        (1943, "1943-04-25"),
        (2000, "2000-04-23"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
    ],
)
def test_easter(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(day)


@given(st.integers(1600, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_eleven_of_2027() -> None:
    movable = {date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)}
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    assert set(french_holidays(2027)) == movable | {date(2027, *day) for day in fixed}


def test_ascension_on_a_fixed_holiday_counts_once() -> None:
    assert date(2008, 5, 1) == easter(2008) + timedelta(days=39)
    assert len(french_holidays(2008)) == 10


def test_a_year_of_service_crosses_two_civil_years() -> None:
    days = holidays_between(date(2027, 3, 1), date(2028, 2, 27))
    assert days[0] == date(2027, 3, 29)
    assert days[-1] == date(2028, 1, 1)
