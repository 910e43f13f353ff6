"""Laws that hold on any input: what comes in goes out, Little's law, the same answer in any company."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.engine import model
from scoring.engine.simulation.run import prepare_bid, replicate, simulate_bids
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import ABANDONED, ANSWERED, FIRST, REDIAL, TRANSFER, Rules
from tests.engine.builders import call, engine_input, group
from tests.engine.simulation.test_conservation import RULES, contact_types, groups

QUIET = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lot(types: tuple[model.ContactType, ...], *teams: model.Group) -> model.EngineInput:
    return engine_input(types, teams, weeks=1)


@QUIET
@given(contact_types(), groups(0), groups(1), RULES, st.integers(0, 5))
def test_who_comes_back_or_is_passed_on_came_from_somewhere(
    types: tuple[model.ContactType, ...], one: model.Group, two: model.Group, rules: Rules, number: int
) -> None:
    bid = prepare_bid(lot(types, one, two), rules)
    found = replicate(bid, draw(bid.asked, 2, number)).counts
    flows, starts = found.flows, bid.asked.types["first_lane"]
    later = np.setdiff1d(np.arange(flows.shape[0]), starts)
    assert np.all(flows[:, REDIAL] <= flows[:, ABANDONED])
    assert np.all(flows[later, TRANSFER] <= flows[later - 1, ANSWERED])
    assert not flows[later, FIRST].any()
    assert not flows[starts, TRANSFER].any()
    assert np.all(found.waits.sum(axis=2) <= flows[:, [ANSWERED, ABANDONED, ABANDONED]])
    assert np.all(found.fine.sum(axis=1) == found.waits[:, 0].sum(axis=1))
    assert np.all(found.high <= found.staffed)
    assert np.all(found.overtime <= found.present + 1e-6)


@QUIET
@given(contact_types(), groups(0), groups(1), st.integers(0, 5))
def test_a_bid_is_judged_alike_in_any_company(
    types: tuple[model.ContactType, ...], one: model.Group, two: model.Group, seed: int
) -> None:
    here, there = lot(types, one), lot(types, two)
    kept: dict[str, Any] = {"replications": 2, "seed": seed}
    alone = simulate_bids([here], **kept)[0]
    first, second = simulate_bids([here, there], **kept)
    other, again = simulate_bids([there, here], **kept)
    assert alone.to_dict() == first.to_dict() == again.to_dict()
    assert second.to_dict() == other.to_dict()


@QUIET
@given(st.floats(0.3, 1.3), st.floats(0.5, 30.0), st.integers(1, 12), st.integers(0, 9))
def test_little(load: float, patience: float, heads: int, number: int) -> None:
    """Patience is memoryless: hang-ups are as many as waiting minutes over mean patience, up to noise."""
    item = call(annual_volume=load * heads * 3 * 8766.0, patience=model.Patience(patience))
    bid = prepare_bid(lot((item,), group(heads)))
    found = replicate(bid, draw(bid.asked, 1, number)).counts
    gone, expected = float(found.flows[0, ABANDONED]), float(found.minutes.sum()) / patience
    assert abs(gone - expected) < 6.0 * (expected + gone + 1.0) ** 0.5
