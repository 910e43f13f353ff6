"""Alerts: the numbers that judges met, and what never raises one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.abnormally_low.rules.floors import (
    COST_FLOOR,
    SUBCONTRACT_FLOOR,
    FloorFacts,
    SubcontractFacts,
    SubcontractsFacts,
)
from awards.abnormally_low.rules.prices import GAP_TO_ESTIMATE, GAP_TO_MEAN, GAP_TO_SECOND, PriceFacts
from awards.abnormally_low.rules.registry import RULES
from awards.abnormally_low.rules.unit_prices import UNIT_PRICES, LineFacts, UnitPriceFacts

MONEY = st.decimals(Decimal("0.01"), Decimal("1e9"), places=2)


def at(price: int | str, *others: int, estimate: int | None = None, lots: int = 1) -> PriceFacts:
    return PriceFacts(
        Decimal(price),
        [Decimal(one) for one in others],
        None if estimate is None else Decimal(estimate),
        lots,
    )


@pytest.mark.parametrize(
    ("price", "code"),
    [
        ("67", "far_below"),
        ("67.01", "below"),
        ("80", "below"),
        ("80.01", "close"),
        ("87", "close"),
        (200, "close"),
    ],
)
def test_the_mean_of_the_others_as_marseille_judged(price: str, code: str) -> None:
    """33 % under the mean justified the suspicion, 13 % did not (n° 20MA00272)."""
    assert GAP_TO_MEAN.apply(at(price, 80, 120)).code == code


def test_a_mean_takes_two_others() -> None:
    assert GAP_TO_MEAN.apply(at(1, 100)).code == "too_few_bids"


@pytest.mark.parametrize(
    ("price", "code"),
    [(62, "far_below"), (63, "below"), (81, "close"), (100, "not_lowest"), (150, "not_lowest")],
)
def test_the_second_lowest_as_versailles_saw(price: int, code: str) -> None:
    """38 % under the second (n° 1703304)."""
    assert GAP_TO_SECOND.apply(at(price, 300, 100)).code == code


def test_a_bid_alone_has_no_second() -> None:
    assert GAP_TO_SECOND.apply(at(1)).code == "no_other_bid"


@pytest.mark.parametrize(("price", "code"), [(44, "far_below"), (45, "below"), (70, "below"), (71, "close")])
def test_the_estimate_as_versailles_saw(price: int, code: str) -> None:
    """56 % under the estimate (n° 1703304)."""
    found = GAP_TO_ESTIMATE.apply(at(price, estimate=100))
    assert (found.code, found.facts["gap"]) == (
        code,
        str((Decimal(100 - price) / 100).quantize(Decimal("0.0001"))),
    )


def test_an_estimate_of_several_lots_is_not_compared_with_one() -> None:
    assert GAP_TO_ESTIMATE.apply(at(1, estimate=100, lots=2)).code == "several_lots"
    assert GAP_TO_ESTIMATE.apply(at(1)).code == "no_estimate"


def line(quantity: int, price: int | str, *others: int, code: str = "appel") -> LineFacts:
    return LineFacts(code, code, Decimal(quantity), Decimal(price), [Decimal(one) for one in others])


def test_a_low_unit_price_on_a_large_quantity_is_seen_behind_a_normal_total() -> None:
    """Cheap calls, dear management: the totals are alike, the price of a call is half."""
    facts = UnitPriceFacts([line(1000, 5, 10, 10), line(1, 5000, 10, 10, code="pilotage")])
    found = UNIT_PRICES.apply(facts)
    assert found.code == "low_on_heavy_lines"
    assert [one["code"] for one in found.facts["lines"]] == ["appel"]


def test_a_low_unit_price_on_a_light_line_is_no_alert() -> None:
    facts = UnitPriceFacts([line(1000, 10, 10, 10), line(1, 1, 10, 10, code="pilotage")])
    assert UNIT_PRICES.apply(facts).code == "balanced"


def test_one_eccentric_rival_does_not_make_the_others_low() -> None:
    assert UNIT_PRICES.apply(UnitPriceFacts([line(10, 10, 10, 11, 900)])).code == "balanced"
    assert UNIT_PRICES.apply(UnitPriceFacts([line(10, 10)])).code == "no_other_bid"


@pytest.mark.parametrize(("price", "code"), [(99, "below"), (100, "within"), (119, "within"), (120, "above")])
def test_the_price_beside_the_floor(price: int, code: str) -> None:
    assert COST_FLOOR.apply(FloorFacts(Decimal(price), Decimal(100), Decimal(120), 12)).code == code


def test_without_a_floor_nothing_is_alleged() -> None:
    found = COST_FLOOR.apply(FloorFacts(Decimal(1), None, None, 0, "pas de durée"))
    assert (found.code, found.result, found.facts["problem"]) == ("unknown", "conform", "pas de durée")


def test_the_worst_subcontract_speaks() -> None:
    low, fair = (SubcontractFacts(str(one), Decimal(one), Decimal(100), Decimal(120)) for one in (50, 500))
    found = SUBCONTRACT_FLOOR.apply(SubcontractsFacts(True, [fair, low]))
    assert (found.code, found.article) == ("below", "L. 2193-8")


def test_an_undeclared_subcontract_is_not_compared() -> None:
    hidden = SubcontractFacts("Renfort", None, Decimal(100), Decimal(120))
    assert SUBCONTRACT_FLOOR.apply(SubcontractsFacts(True, [hidden])).code == "unknown"
    assert SUBCONTRACT_FLOOR.apply(SubcontractsFacts(False, [])).code == "no_subcontractor"


def test_no_rule_can_reject() -> None:
    assert {result for rule in RULES for result in rule.results.values()} == {"conform", "to_examine"}


@given(price=MONEY, others=st.lists(MONEY, max_size=6), estimate=st.none() | MONEY)
def test_a_lower_price_never_has_a_milder_alert(
    price: Decimal, others: list[Decimal], estimate: Decimal
) -> None:
    order = ["close", "below", "far_below"]
    for rule in (GAP_TO_MEAN, GAP_TO_ESTIMATE):
        codes = [rule.apply(PriceFacts(one, others, estimate)).code for one in (price, price / 2)]
        if codes[0] in order:
            assert order.index(codes[0]) <= order.index(codes[1])


@given(factor=st.integers(1, 1000), price=MONEY, others=st.lists(MONEY, min_size=2, max_size=6))
def test_a_change_of_currency_changes_no_alert(factor: int, price: Decimal, others: list[Decimal]) -> None:
    scaled = PriceFacts(price * factor, [one * factor for one in others])
    for rule in (GAP_TO_MEAN, GAP_TO_SECOND):
        assert rule.apply(scaled).code == rule.apply(PriceFacts(price, others)).code
