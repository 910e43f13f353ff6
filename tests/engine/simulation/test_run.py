"""The verdict as a whole: its layout, its reproducibility, when it stops, what it refuses."""

import dataclasses
import json
import math
from typing import Any

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.faults import InvalidInputError
from scoring.engine.quick import quick_look
from scoring.engine.simulate import paired_difference, simulate, simulate_bids
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import PLAIN
from scoring.engine.simulation.summary import summarise
from tests.engine.builders import answered_target, call, engine_input, group, lead_case, prompt_target


def small(heads: int = 4, **changes: Any) -> model.EngineInput:
    return engine_input((call(),), (group(heads, **changes),), answered_target(), prompt_target())


def test_the_layout_is_that_of_the_quick_look() -> None:
    data = dataclasses.replace(lead_case(), calendar=dataclasses.replace(lead_case().calendar, weeks=2))
    found, quick = simulate(data, replications=2).to_dict(), quick_look(data).to_dict()
    assert set(quick) - set(found) == {"heads_total", "heads_by_level"}
    assert set(quick["overall"]) <= set(found["overall"])
    assert set(quick["groups"][0]) <= set(found["groups"][0])
    assert found["by_level"].keys() == quick["by_level"].keys()
    assert set(found["overall"]["answered_share"]) == {"mean", "half_width_95"}
    json.dumps(found, allow_nan=False)


def test_the_simulation_agrees_with_the_quick_look_where_that_is_good() -> None:
    data = engine_input((call(volume_uncertainty=model.VolumeUncertainty()),), (group(5),), weeks=26)
    found, quick = simulate(data, replications=8).overall, quick_look(data).overall
    assert found.answered_share.mean == pytest.approx(quick.answered_share, abs=0.03)


def test_the_same_seed_gives_the_same_bits_however_the_work_is_shared() -> None:
    data = small(absence_share=0.1)
    whole = simulate(data, replications=6, seed=11)
    bid = prepare_bid(data)
    late, early = replications(bid, 11, 3, 6), replications(bid, 11, 0, 3)
    shared = summarise(bid.asked, bid.due, [*early, *late], seed=11, rules=PLAIN)
    assert json.dumps(whole.to_dict()) == json.dumps(shared.to_dict())
    assert whole.to_dict() != simulate(data, replications=6, seed=12).to_dict()


def test_callers_keep_nothing_that_shows_of_the_bids_that_they_faced() -> None:
    lead = dataclasses.replace(lead_case(), calendar=dataclasses.replace(lead_case().calendar, weeks=2))
    fewer = dataclasses.replace(lead, groups=lead.groups[:3])
    after = simulate_bids([fewer, lead], replications=2)[1]
    assert json.dumps(after.to_dict()) == json.dumps(simulate(lead, replications=2).to_dict())


def test_bids_face_the_same_callers_and_differ_little_by_chance() -> None:
    a, b = simulate_bids([small(4), small(5)], replications=20)
    assert a.overall.offered == b.overall.offered
    paired = paired_difference(b, a)["answered"]
    alone = a.targets[0].reached_share.half_width_95 or 0.0
    assert (paired.mean or 0.0) > 0.0
    assert (paired.half_width_95 or 1.0) < alone
    assert a.to_dict() == simulate(small(4), replications=20).to_dict()


def test_it_stops_on_the_worst_target_and_never_later_than_asked() -> None:
    seen: list[tuple[int, int]] = []
    loose = simulate(small(), replications=200, precision=0.02, on_progress=lambda *at: seen.append(at))
    assert loose.replications < 200
    assert max(item.reached_share.half_width_95 or 1.0 for item in loose.targets) <= 0.02
    assert seen[-1] == (loose.replications, 200)
    assert simulate(small(), replications=12, precision=1e-9).replications == 12


def test_differences_need_the_same_replications_and_bids_the_same_lot() -> None:
    with pytest.raises(ValueError, match="same seed"):
        paired_difference(simulate(small(), replications=2), simulate(small(), replications=3))
    other = engine_input((call(annual_volume=1.0),), (group(),))
    with pytest.raises(ValueError, match="same calendar"):
        simulate_bids([small(), other])


def test_too_much_to_follow_one_by_one_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidInputError, match="contact_types"):
        simulate(engine_input((call(annual_volume=1e9),), (group(),)), replications=1)
    crowd = engine_input((call(),), (group(16_000),), weeks=52)
    with pytest.raises(InvalidInputError, match="groups"):
        simulate(crowd, replications=1)


def test_a_year_drawn_far_above_the_mean_is_refused_before_it_takes_the_memory() -> None:
    storm = model.VolumeUncertainty(yearly_cv=2.0, weekly_cv=1.0)
    data = engine_input((call(annual_volume=7.6e6, volume_uncertainty=storm),), (group(),), weeks=52)
    with pytest.raises(InvalidInputError, match=r"volume_uncertainty compte 1\.44e\+08 contacts"):
        draw(prepare_bid(data).asked, 3919, 179)


@pytest.mark.parametrize(
    "given",
    [{"replications": 0}, {"replications": -1}, {"replications": 1.5}, {"seed": -1}, {"precision": math.nan}],
)
def test_numbers_that_no_input_may_have_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        simulate(small(), **given)


@pytest.mark.parametrize("changes", [{"shifts": ()}, {"absence_share": 1.0}, {"shrinkage_share": 1.0}])
def test_nobody_at_work_answers_nobody(changes: dict[str, Any]) -> None:
    found = simulate(engine_input((call(),), (group(**changes),)), replications=2)
    assert found.overall.answered_share.mean == pytest.approx(0.0, abs=0.02)
    assert np.isfinite(found.overall.mean_wait_seconds.mean or 0.0)


def test_no_group_and_no_volume_are_answered() -> None:
    assert simulate(engine_input((call(),), ()), replications=2).overall.answered_share.mean == 0.0
    quiet = simulate(engine_input((call(annual_volume=0.0),), (group(),)), replications=2)
    assert quiet.overall.answered_share.mean is None


def test_a_storm_of_redials_ends() -> None:
    stubborn = call(patience=model.Patience(0.01), redial=model.Redial(0.95, 0.01), annual_volume=200_000.0)
    found = simulate(engine_input((stubborn,), (group(1),), weeks=1), replications=2).overall
    assert (found.redials.mean or 0.0) > 10 * (found.offered.mean or 1.0)
