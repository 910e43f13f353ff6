"""Three bands, kept apart: each says what it should, and vanishes when its cause does."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.simulation.run import simulate
from scoring.engine.simulation.state import Rules, ShiftEnd
from scoring.engine.simulation.statistics import Figure, Series
from scoring.engine.verdict import paired, verdict
from scoring.engine.verdict.bands import inputs, monte_carlo, specification
from scoring.engine.verdict.design import POINTS, scores
from scoring.engine.verdict.effects import effects
from tests.engine.builders import answered_target, call, engine_input, group, round_the_clock
from tests.engine.verdict.sites import CERTAIN, pool, two_queues


@cache
def found(of: str = "pool") -> dict[str, Any]:
    return verdict({"pool": pool, "certain": lambda: pool(uncertainty=CERTAIN), "two": two_queues}[of]())


@pytest.mark.parametrize("of", ["pool", "two"])
def test_each_band_holds_the_mean(of: str) -> None:
    for key, band in found(of)["bands"].items():
        for name in ("monte_carlo", "inputs", "specification"):
            low, high = band[name]
            assert 0.0 <= low <= band["mean"] <= high, (key, name)
            assert high <= 1.0 or key == "abandoned"


def test_what_is_known_exactly_has_no_width() -> None:
    for band in found("certain")["bands"].values():
        assert band["inputs"] == [band["mean"], band["mean"]]
        assert (band["inputs_points"], band["inputs_by"]) == (None, {})
    assert found("certain")["design"]["points"] == 0
    assert found("certain")["design"]["worlds"] == []


def test_uncertain_inputs_change_their_own_band_and_nothing_else() -> None:
    here, there = found("pool")["bands"]["answered"], found("certain")["bands"]["answered"]
    unknown = {"inputs": None, "inputs_points": None, "inputs_by": None}
    assert here | unknown == there | unknown
    assert here["inputs"][1] - here["inputs"][0] > 0.02


def test_the_worlds_of_a_band_are_given_one_by_one() -> None:
    for band in found("pool")["bands"].values():
        low, high = band["inputs"]
        assert len(band["inputs_points"]) == found("pool")["design"]["points"]
        assert sum(low <= value <= high for value in band["inputs_points"]) >= 28
    assert found("certain")["bands"]["answered"]["inputs_points"] is None


def test_more_uncertainty_is_a_wider_band() -> None:
    wide = verdict(pool(uncertainty=model.InputUncertainty(0.3, 0.15, 0.4, 0.4)))["bands"]["answered"][
        "inputs"
    ]
    low, high = found("pool")["bands"]["answered"]["inputs"]
    assert wide[0] < low < high < wide[1]


def test_the_band_of_inputs_is_free_of_chance() -> None:
    """Worlds that change next to nothing leave next to no band, however few the replications."""
    data = pool(uncertainty=model.InputUncertainty(1e-6, 0.0, 0.0, 0.0))
    low, high = verdict(data)["bands"]["answered"]["inputs"]
    assert high - low < 1e-3


def test_each_world_has_its_value_and_each_assumption_its_weight() -> None:
    band = found()["bands"]["answered"]
    low, high = band["inputs"]
    assert len(band["inputs_points"]) == found()["design"]["points"] == len(found()["design"]["worlds"])
    assert sum(low <= value <= high for value in band["inputs_points"]) in range(28, 31)
    weights = band["inputs_by"]
    assert list(weights) == ["volume", "handle_time", "patience", "absence"]
    assert weights["volume"] < 0.0
    assert weights["handle_time"] < 0.0 < weights["patience"]


def test_weights_are_the_slopes_of_a_straight_answer() -> None:
    slopes = (-0.04, 0.0, 0.03, 0.01)
    points = [0.5 + sum(a * b for a, b in zip(slopes, scores(k), strict=True)) for k in range(POINTS)]
    assert list(effects(model.InputUncertainty(), points).values()) == pytest.approx(slopes, abs=1e-12)
    partly = effects(model.InputUncertainty(0.1, 0.0, 0.1, 0.1), [None, *points[1:]])
    assert partly == pytest.approx({"volume": -0.04, "patience": 0.03, "absence": 0.01}, abs=1e-12)
    assert effects(model.InputUncertainty(), [*[None] * 30, *points[:2]]) == {}


def test_the_band_of_chance_is_the_interval_of_the_base() -> None:
    base = found()["base"]["targets"][0]["reached_share"]
    band = found()["bands"]["answered"]
    assert band["mean"] == base["mean"]
    assert np.mean(band["monte_carlo"]) == pytest.approx(base["mean"])
    assert np.ptp(band["monte_carlo"]) == pytest.approx(2 * base["half_width_95"])


def test_a_reading_is_what_simulating_it_gives() -> None:
    data = two_queues()
    band = found("two")["bands"]["answered"]
    other = simulate(data, replications=10, rules=Rules(ShiftEnd.FIRST_FREE)).targets[0].reached_share.mean
    assert band["specification_by"]["spec:shift_end"] == pytest.approx(other, abs=1e-12)
    values = [*band["specification_by"].values(), band["mean"]]
    assert band["specification"] == [min(values), max(values)]


def test_definitions_of_the_service_level_are_counted_for_its_targets_alone() -> None:
    bands = found()["bands"]
    assert set(bands["prompt"]["specification_by"]) == {
        "spec:shift_end",
        "definition:answered",
        "definition:virtual",
        "definition:short_abandons_excluded",
    }
    assert set(bands["answered"]["specification_by"]) == {"spec:shift_end"}
    levels = found()["base"]["overall"]["service_levels"]
    at_60 = next(item for item in levels if item["threshold_seconds"] == 60.0)
    for kind in ("answered", "virtual", "short_abandons_excluded"):
        value = bands["prompt"]["specification_by"][f"definition:{kind}"]
        assert value == pytest.approx(at_60[kind]["mean"], abs=1e-12)


def test_readings_that_cannot_matter_are_left_out() -> None:
    assert not any("routing" in item["id"] for item in found()["variants"])
    assert any("routing" in item["id"] for item in found("two")["variants"])
    nobody = replace(pool(), groups=(group(shifts=round_the_clock(0)),))
    assert [item["id"] for item in verdict(nobody)["variants"] if item["id"].startswith("spec")] == []


def test_differences_are_paired_with_the_base() -> None:
    reading = next(item for item in found("two")["variants"] if item["id"] == "spec:routing")
    change = reading["differences"]["answered"]
    band = found("two")["bands"]["answered"]
    assert band["specification_by"]["spec:routing"] == pytest.approx(band["mean"] + change["mean"])
    assert reading["replications"] == 10


def test_two_bids_differ_by_their_means_and_by_less_than_chance_on_each() -> None:
    here, there = found("certain"), verdict(pool(5, uncertainty=CERTAIN))
    gap = paired(there["series"]["answered"], here["series"]["answered"])
    means = [one["bands"]["answered"]["mean"] for one in (there, here)]
    assert gap["mean"] == pytest.approx(means[0] - means[1], abs=1e-12)
    assert 0.0 < (gap["half_width_95"] or 0.0) < (gap["mean"] or 0.0)


def test_differences_are_taken_on_the_replications_that_both_have() -> None:
    few = verdict(pool(5, uncertainty=CERTAIN, replications=12))["series"]["answered"]
    many = found("certain")["series"]["answered"]
    assert paired(few, many) == paired(few, {name: values[:12] for name, values in many.items()})
    assert paired(many, many) == {"mean": 0.0, "half_width_95": 0.0}


def test_one_replication_says_nothing_of_chance() -> None:
    band = verdict(pool(replications=1))["bands"]["answered"]
    assert band["monte_carlo"] is None
    assert band["inputs"][0] <= band["mean"] <= band["inputs"][1]


def test_where_nobody_calls_there_is_nothing_to_say() -> None:
    quiet = engine_input((call(annual_volume=0.0),), (group(),), answered_target(), weeks=1)
    band = verdict(replace(quiet, replications=3))["bands"]["answered"]
    assert (band["mean"], band["monte_carlo"], band["inputs"], band["specification"]) == (None,) * 4


def test_bands_stay_between_nothing_and_everything() -> None:
    assert monte_carlo(Figure(0.99, 0.05), 1.0) == pytest.approx((0.94, 1.0))
    assert monte_carlo(Figure(0.01, 0.05), 1.0) == pytest.approx((0.0, 0.06))
    assert specification(0.5, []) == (0.5, 0.5)


def test_the_band_of_inputs_is_made_of_differences_on_the_same_callers() -> None:
    base = Series(np.array([50.0, 80.0]), np.array([100.0, 100.0]))
    moved = Series(np.array([40.0, 90.0, 50.0]), np.array([100.0, 100.0, 100.0]))
    low, high = inputs(base, moved, [0, 1, 0], (0.0, 1.0), 1.0) or (9.0, 9.0)
    assert (low, high) == pytest.approx((0.65 - 0.1, 0.65 + 0.1))
