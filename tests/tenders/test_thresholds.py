"""The dated thresholds: what sources give, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.enums import BuyerKind, FollowedProcedure, Outlet, ProcedureKind
from tenders.law.minimal_delays import FORMAL, Procedure
from tenders.law.thresholds import THRESHOLDS, Buyer, Limit, threshold

DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 1, 1))


def value(name: Limit, buyer: Buyer | None, on: date) -> int | None:
    row = threshold(name, buyer, on)
    return int(row.value_eur) if row else None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 12, 15), 139_000),
        (date(2023, 12, 31), 140_000),
        (date(2024, 1, 1), 143_000),
        (date(2026, 11, 22), 140_000),
        (date(2027, 12, 31), 140_000),
        (date(2028, 1, 1), None),
    ],
)
def test_the_state_passes_a_formal_procedure_from_its_threshold_of_the_day(
    on: date, expected: int | None
) -> None:
    assert value(Limit.FORMAL, Buyer.STATE, on) == expected


def test_each_buyer_has_its_own_threshold_and_who_does_not_say_the_lowest() -> None:
    on = date(2026, 11, 22)
    assert [value(Limit.FORMAL, buyer, on) for buyer in Buyer] == [140_000, 216_000, 432_000]
    assert value(Limit.FORMAL, None, on) == 140_000


def test_the_threshold_without_competition_rose_on_1_april_2026() -> None:
    assert value(Limit.NO_COMPETITION, Buyer.STATE, date(2026, 3, 31)) == 40_000
    assert value(Limit.NO_COMPETITION, Buyer.STATE, date(2026, 4, 1)) == 60_000


def test_what_was_read_in_2026_says_nothing_of_earlier_years() -> None:
    assert value(Limit.PUBLICITY, Buyer.OTHER, date(2026, 3, 31)) is None
    assert value(Limit.PUBLICITY, Buyer.OTHER, date(2026, 4, 1)) == 90_000


@given(DAYS, st.sampled_from(Limit), st.sampled_from(Buyer))
def test_no_day_has_two_values(on: date, name: Limit, buyer: Buyer) -> None:
    rows = [row for row in THRESHOLDS if row.holds(name, on) and buyer in row.buyers]
    assert len(rows) <= 1


@given(st.sampled_from(THRESHOLDS))
def test_a_row_holds_on_its_first_and_last_day_only(row: object) -> None:
    found = next(one for one in THRESHOLDS if one is row)
    assert found.holds(found.name, found.since)
    assert not found.holds(found.name, found.since - timedelta(days=1))
    if found.until:
        assert found.holds(found.name, found.until)
        assert not found.holds(found.name, found.until + timedelta(days=1))


def test_the_stored_lists_are_those_of_the_law() -> None:
    assert {str(kind) for kind in ProcedureKind} == set(Procedure)
    assert {str(kind) for kind in FollowedProcedure} == FORMAL
    assert {str(kind) for kind in BuyerKind} == set(Buyer)
    assert all(len(outlet) <= 10 for outlet in Outlet)
