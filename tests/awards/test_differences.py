"""Offers told apart or not, and the order under other measures, from values alone."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from awards.ranking import Criterion, Evidence, Offer, Stability, differences, rank, stability

PRICE = Criterion(1, "Prix", "price", Decimal(50), "price_ratio")
CAPACITY = Criterion(2, "Capacité", "capacity", Decimal(50), "linear_measure")
CRITERIA = (PRICE, CAPACITY)
CALLS = [1000.0] * 4
# A serves 80 %, B 79 % with the same luck, C 60 %; same prices.
SERVED = {1: [790.0, 810, 800, 800], 2: [781.0, 799, 790, 790], 3: [600.0] * 4}


def offers(**measures: str) -> list[Offer]:
    shares = {"a": "0.8", "b": "0.79", "c": "0.6"} | measures
    return [
        Offer(key, name, Decimal(100), {2: Decimal(shares[name])})
        for key, name in enumerate(("a", "b", "c"), start=1)
    ]


def known(**changes: Any) -> dict[int, Evidence]:
    return {
        key: Evidence(
            series={2: {"part": part, "whole": CALLS}},
            **{name: values[key] for name, values in changes.items()},
        )
        for key, part in SERVED.items()
    }


def asked(field: list[Offer], evidence: dict[int, Evidence]) -> Stability:
    found = stability(CRITERIA, field, differences(CRITERIA, rank(CRITERIA, field), evidence), evidence)
    assert found is not None
    return found


def worlds(*rows: Sequence[str]) -> dict[int, dict[int, list[Decimal | None]]]:
    """One row a world, a share an offer."""
    return {key: {2: [Decimal(row[key - 1]) for row in rows]} for key in (1, 2, 3)}


def test_differences_are_those_of_offers_that_follow_each_other() -> None:
    found = differences(CRITERIA, rank(CRITERIA, offers()), known())
    assert [(one.ahead, one.behind, one.criterion) for one in found] == [(1, 2, 2), (2, 3, 2)]
    assert [one.gap for one in found] == [Decimal("0.010000"), Decimal("0.190000")]


def test_the_luck_that_two_offers_share_does_not_count() -> None:
    first, _ = differences(CRITERIA, rank(CRITERIA, offers()), known())
    # The difference varies by a thousandth where each offer varies by a hundredth: 1.3 points of margin
    # become 0.13 with three degrees of freedom (Student 3.182).
    assert first.half_width == pytest.approx(Decimal("0.0013"), abs=Decimal("0.00001"))
    assert first.is_told_apart


def test_a_gap_within_its_margin_is_no_difference_and_may_be_reversed() -> None:
    level = known() | {2: Evidence(series={2: {"part": [799.0, 797, 801, 795], "whole": CALLS}})}
    field = offers(b="0.798")
    found = differences(CRITERIA, rank(CRITERIA, field), level)
    assert [one.is_told_apart for one in found] == [False, True]
    assert asked(field, level).reversible == ((1, 2),)


def test_a_single_replication_tells_nothing_apart() -> None:
    alone = {
        key: Evidence(series={2: {"part": part[:1], "whole": CALLS[:1]}}) for key, part in SERVED.items()
    }
    found = differences(CRITERIA, rank(CRITERIA, offers()), alone)
    assert [one.half_width for one in found] == [None, None]
    assert not any(one.is_told_apart for one in found)


def test_worlds_that_keep_the_order_or_the_first_are_counted() -> None:
    rows = (("0.7", "0.6", "0.5"), ("0.7", "0.4", "0.5"), ("0.6", "0.7", "0.5"), ("0.7", "0.7", "0.1"))
    found = asked(offers(), known(worlds=worlds(*rows))).worlds
    assert found is not None
    assert (found.count, found.same_order, found.same_first) == (4, 1, 2)


def test_inputs_known_exactly_have_no_worlds() -> None:
    assert asked(offers(), known()).worlds is None


def test_a_reading_that_moves_some_offers_only_leaves_the_others_as_measured() -> None:
    readings = {1: {"r": {2: Decimal("0.5")}}, 2: {"r": {2: Decimal("0.7")}}, 3: {}}
    (found,) = asked(offers(), known(readings=readings)).readings
    assert not found.is_same
    assert found.order == ((2, 1), (3, 2), (1, 3))


def test_an_offer_without_a_simulation_leaves_the_question_open() -> None:
    some = {1: known()[1]}
    assert stability(CRITERIA, offers(), (), some) is None
    assert differences(CRITERIA, rank(CRITERIA, offers()), some) == ()


def test_a_single_offer_has_no_order_to_keep() -> None:
    assert stability(CRITERIA, offers()[:1], (), known()) is None
