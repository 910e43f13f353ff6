import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bids.workbook.values import (
    Cell,
    ValueRefused,
    parse_break,
    parse_time,
    parse_weekly_hours,
    shift_span,
)
from bids.workbook.values.cell import Raw
from tests.workbook.samples import naive


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("22h", 1320),
        ("22h30", 1350),
        ("22:00", 1320),
        ("22:00:00", 1320),
        ("24:00", 1440),
        ("24h", 1440),
        ("7 h 30", 450),
        ("7\u202fh\u202f30", 450),
        ("22 heures", 1320),
        ("minuit", 0),
        ("Midi", 720),
        ("22", 1320),
        (22, 1320),
        (0, 0),
        (22 / 24, 1320),
        (dt.time(22), 1320),
        (dt.time(21, 59, 59, 999_000), 1320),
        (dt.timedelta(days=1), 1440),
        (naive(1900, 1, 1), 1440),
        (naive(1904, 1, 2), 1440),
    ],
)
def test_reads_times_as_written(value: Raw, minutes: int) -> None:
    assert parse_time(Cell(value)) == minutes


@pytest.mark.parametrize(
    "value",
    [
        "",
        "25h",
        "24h30",
        "22:",
        "7.30",
        "22:61",
        "soir",
        "22h-6h",
        1,
        25,
        7.5,
        -1,
        float("nan"),
        float("inf"),
        True,
        naive(2027, 2, 1, 22),
        dt.timedelta(hours=30),
        dt.time(22, 0, 30),
        "٢٢:٠٠",
        "2e1",
    ],
)
def test_refuses_what_is_not_one_time(value: Raw) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_time(Cell(value))
    assert refused.value.remedy


@given(st.integers(0, 1440), st.sampled_from(["{0:02}:{1:02}", "{0}h{1:02}", "{0} h {1:02}", "{0}H{1:02}"]))
def test_every_minute_survives_every_wording(minute: int, wording: str) -> None:
    assert parse_time(Cell(wording.format(minute // 60, minute % 60))) == minute


@given(st.integers(0, 1439))
def test_every_minute_survives_the_fraction_of_a_day(minute: int) -> None:
    assert parse_time(Cell(minute / 1440)) == minute


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.datetimes() | st.timedeltas() | st.none())
def test_any_cell_is_a_time_of_day_or_refused(value: Raw) -> None:
    try:
        minutes = parse_time(Cell(value))
    except ValueRefused:
        return
    assert 0 <= minutes <= 1440


@given(st.integers(0, 1439), st.integers(0, 1440))
def test_a_shift_ends_after_it_starts_within_a_day(start: int, end: int) -> None:
    if start == end:
        with pytest.raises(ValueRefused, match="identiques"):
            shift_span(start, end)
        return
    first, last = shift_span(start, end)
    assert first == start
    assert 0 < last - first <= 1440
    assert last % 1440 == end % 1440


def test_a_shift_does_not_start_at_24_00() -> None:
    with pytest.raises(ValueRefused, match="commencer à 24:00"):
        shift_span(1440, 480)


@pytest.mark.parametrize(
    ("value", "minutes"), [(45, 45), ("45 min", 45), ("0h45", 45), ("1h", 60), (dt.time(0, 45), 45), ("0", 0)]
)
def test_reads_breaks(value: Raw, minutes: int) -> None:
    assert parse_break(Cell(value)) == minutes


@pytest.mark.parametrize("value", ["", "2,5", 2.5, "une heure", 1000, -5, "0h75", float("nan")])
def test_refuses_breaks(value: Raw) -> None:
    with pytest.raises(ValueRefused):
        parse_break(Cell(value))


@pytest.mark.parametrize(
    ("value", "hours"),
    [(35, "35"), ("35 h", "35"), ("35h30", "35.5"), ("32,5", "32.5"), (dt.timedelta(hours=35), "35")],
)
def test_reads_weekly_hours(value: Raw, hours: str) -> None:
    assert str(parse_weekly_hours(Cell(value))) == hours


@pytest.mark.parametrize("value", ["", 0, 151.67, "1607", "temps plein"])
def test_refuses_weekly_hours(value: Raw) -> None:
    with pytest.raises(ValueRefused):
        parse_weekly_hours(Cell(value))
