"""Means read at the known mean number of callers: the same truth, with less noise."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.statistics import FEWEST_CONTROLLED, Series, difference, figure
from scoring.engine.simulation.summary import Summary
from tests.engine.builders import answered_target, call, engine_input, group

CHANCE = np.random.default_rng(3919)


def noisy(size: int, slope: float = -30.0) -> Series:
    """A share of 70 % of 1,000, that falls by `slope` for each standard deviation of the control."""
    control = CHANCE.normal(size=size)
    return Series(700.0 + slope * control + CHANCE.normal(size=size), np.full(size, 1000.0), control)


def test_what_the_control_explains_is_taken_off() -> None:
    series = noisy(40)
    plain, controlled = figure(series._replace(control=None)), figure(series)
    assert controlled.mean == pytest.approx(0.7, abs=0.001)
    assert (controlled.half_width_95 or 1.0) < (plain.half_width_95 or 0.0) / 10


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    found = [figure(noisy(FEWEST_CONTROLLED)) for _ in range(2000)]
    inside = [abs((one.mean or 0.0) - 0.7) <= (one.half_width_95 or 0.0) for one in found]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.02)


def test_a_control_that_explains_nothing_costs_little() -> None:
    pairs = [noisy(20, 0.0) for _ in range(300)]
    widths = [
        [figure(one).half_width_95 or 0.0, figure(one._replace(control=None)).half_width_95] for one in pairs
    ]
    with_control, without = np.mean(np.array(widths, dtype=np.float64), axis=0)
    assert without < with_control < 1.1 * without


def test_too_few_replications_are_left_alone() -> None:
    series = noisy(FEWEST_CONTROLLED - 1)
    assert figure(series) == figure(series._replace(control=None))
    steady = noisy(20)._replace(control=np.zeros(20))
    assert figure(steady) == figure(steady._replace(control=None))


def test_a_share_stays_a_share() -> None:
    control = np.linspace(0.5, 1.5, 12)
    low = Series(control * 2.0, np.full(12, 100.0), control)
    assert (figure(low).mean or 0.0) >= 0.0
    high = Series(100.0 - control**2, np.full(12, 100.0), control)
    assert (figure(high).mean or 0.0) <= 1.0


def test_a_difference_is_that_of_the_means() -> None:
    first = noisy(30)
    second = Series(first.part - 20.0 + CHANCE.normal(size=30), first.whole, first.control)
    found = difference(first, second)
    assert found.mean == pytest.approx((figure(first).mean or 0.0) - (figure(second).mean or 0.0))
    assert (found.half_width_95 or 1.0) < 0.001


def test_uncertain_volumes_no_longer_blur_the_year() -> None:
    volume = model.VolumeUncertainty(yearly_cv=0.2)
    data = engine_input((call(volume_uncertainty=volume),), (group(3),), answered_target(), weeks=4)
    bid = prepare_bid(replace(data))
    found = replications(bid, 1, 0, 120)
    series = Summary(bid.asked, found).series(data.targets[0])
    plain, controlled = figure(series._replace(control=None)), figure(series)
    few = figure(Summary(bid.asked, found[:20]).series(data.targets[0]))
    assert (controlled.half_width_95 or 1.0) < (plain.half_width_95 or 0.0) / 3
    assert abs((controlled.mean or 0.0) - (plain.mean or 0.0)) < (plain.half_width_95 or 0.0)
    assert abs((few.mean or 0.0) - (controlled.mean or 0.0)) < 1.5 * (few.half_width_95 or 0.0)
