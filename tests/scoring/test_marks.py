"""What the case-law asks of a scoring formula, on any offer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.marks import exact_share, linear_measure, price_ratio

PRICES = st.decimals(min_value="0.01", max_value="999999999999.99", places=2)
SHARES = st.decimals(min_value=0, max_value=1, places=6)


@st.composite
def scales(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    floor, target = sorted(draw(st.lists(SHARES, min_size=2, max_size=2, unique=True)))
    return floor, target


@given(PRICES)
def test_lowest_price_has_the_best_mark(price: Decimal) -> None:
    assert price_ratio(price, price) == 100


@given(PRICES, PRICES, PRICES)
def test_price_marks_stay_between_0_and_100_and_never_reward_a_dearer_bid(
    one: Decimal, two: Decimal, three: Decimal
) -> None:
    lowest, middle, dearest = sorted((one, two, three))
    marks = [price_ratio(price, lowest) for price in (lowest, middle, dearest)]
    assert 100 >= marks[0] >= marks[1] >= marks[2] > 0


@given(st.decimals(min_value="1", max_value="99999999.99", places=2), st.decimals("0.01", "1000", places=2))
def test_one_cent_more_is_a_lower_mark(price: Decimal, lowest: Decimal) -> None:
    lowest = min(price, lowest)
    assert price_ratio(price + Decimal("0.01"), lowest) < price_ratio(price, lowest)


@given(PRICES)
def test_a_bid_half_as_dear_again_loses_a_third_of_the_points(price: Decimal) -> None:
    spread = price_ratio(price * Decimal("1.5"), price)
    assert Decimal("66.6") < spread < Decimal("66.7")


@given(PRICES, st.integers(1, 1000))
def test_price_marks_do_not_depend_on_the_unit(price: Decimal, factor: int) -> None:
    assert price_ratio(price * factor * 3, price * factor) == price_ratio(price * 3, price)


@pytest.mark.parametrize(("price", "lowest"), [("0", "0"), ("5", "0"), ("1", "2"), ("-1", "-1")])
def test_a_price_that_cannot_be_compared_is_refused(price: str, lowest: str) -> None:
    with pytest.raises(ValueError, match="lowest"):
        price_ratio(Decimal(price), Decimal(lowest))


@given(scales())
def test_floor_is_0_and_target_100(scale: tuple[Decimal, Decimal]) -> None:
    floor, target = scale
    assert linear_measure(floor, floor, target) == 0
    assert linear_measure(target, floor, target) == 100


@given(scales(), SHARES)
def test_measure_marks_stay_between_0_and_100(scale: tuple[Decimal, Decimal], value: Decimal) -> None:
    assert 0 <= linear_measure(value, *scale) <= 100


@given(scales(), st.data())
def test_a_better_measure_inside_the_range_is_a_better_mark(
    scale: tuple[Decimal, Decimal], data: st.DataObject
) -> None:
    within = st.decimals(min_value=scale[0], max_value=scale[1], places=6)
    low, high = sorted(data.draw(st.tuples(within, within)))
    assert (linear_measure(low, *scale) < linear_measure(high, *scale)) == (low < high)


def test_a_scale_that_gives_everyone_the_same_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="floor < target"):
        linear_measure(Decimal("0.9"), Decimal("0.9"), Decimal("0.9"))


@given(st.floats(min_value=0, max_value=1))
def test_a_share_keeps_six_decimals(value: float) -> None:
    exact = exact_share(value)
    assert abs(exact - Decimal(value)) <= Decimal("0.0000005000000001")
    assert exact.as_tuple().exponent == -6


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_finite_is_not_a_share(value: float) -> None:
    with pytest.raises(ValueError, match="share"):
        exact_share(value)
