"""Special cases that have an exact answer, |z| < 3.5."""

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.erlang import erlang_a
from scoring.engine.simulation.philox import stream
from scoring.engine.simulation.scenario import poisson
from scoring.engine.simulation.state import ABANDONED, ANSWERED, FIRST, REDIAL, W_ANSWERED
from tests.engine.builders import call, engine_input, group, prompt_target, vectors
from tests.engine.simulation.worlds import constant, following, simulated, z_score

HOURS_PER_YEAR = 8766.0
REDIALS = vectors("redial.csv")


@pytest.mark.parametrize(("load", "agents", "balk"), [(1.5, 3, 0.0), (4.0, 5, 0.2), (9.0, 8, 0.0)])
def test_one_steady_pool_is_erlang_a(load: float, agents: int, balk: float) -> None:
    item = call(annual_volume=load * 3 * HOURS_PER_YEAR, patience=model.Patience(4.0, balk))
    bid = constant(engine_input((item,), (group(),), prompt_target(), weeks=8), [agents])
    exact = erlang_a(load, agents, 0.2, (1 / 20,), hang_up_at_once=balk)
    gone, prompt, waited = [], [], []
    for number in range(25):
        callers = poisson(bid.asked.expected, bid.asked, stream(4, number))
        counts = simulated(bid, callers, bid.asked.horizon_minutes)[1].counts
        offered, k = counts.flows[0, FIRST], bid.asked.threshold_seconds.index(60.0)
        gone.append(counts.flows[0, ABANDONED] / offered)
        prompt.append((counts.flows[0, ANSWERED] - counts.waits[0, W_ANSWERED, k + 1 :].sum()) / offered)
        waited.append(counts.minutes.sum() / offered)
    assert abs(z_score(gone, float(exact.p_abandon))) < 3.5
    assert abs(z_score(prompt, float(exact.sl_offered[0]))) < 3.5
    assert abs(z_score(waited, float(exact.mean_wait) * 20)) < 3.5


@pytest.mark.parametrize("row", range(0, REDIALS["n"].size, max(1, REDIALS["n"].size // 12)))
def test_redials_against_the_exact_chain_with_an_orbit(row: int) -> None:
    case = {key: float(column[row]) for key, column in REDIALS.items()}
    minutes = 20.0
    rate = case["rho"] * case["n"] / minutes * 60
    item = call(
        annual_volume=rate * HOURS_PER_YEAR,
        patience=model.Patience(case["patience"] * minutes),
        redial=model.Redial(case["r"], case["D"] * minutes),
    )
    bid = constant(engine_input((item,), (group(),), weeks=4 if case["n"] > 10 else 12), [int(case["n"])])
    answered, attempts = [], []
    for number in range(16):
        callers = poisson(bid.asked.expected, bid.asked, stream(9, number))
        flows = simulated(bid, callers, bid.asked.horizon_minutes)[1].counts.flows[0]
        answered.append(flows[ANSWERED] / flows[FIRST])
        attempts.append(1 + flows[REDIAL] / flows[FIRST])
    assert abs(z_score(answered, case["answered_of_callers"])) < 3.5
    assert abs(z_score(attempts, case["attempts_per_caller"])) < 3.5


def test_a_week_hour_by_hour_against_the_exact_chain() -> None:
    table = vectors("modelS_week.csv")
    volume = float(table["offered"].sum()) * HOURS_PER_YEAR / 168
    item = call(annual_volume=volume, profile=model.WeeklyProfile(tuple(table["offered"].tolist())))
    data = engine_input((item,), (group(),), prompt_target(20), weeks=52)
    bid = following(data, np.tile(table["servers"].astype(np.int64), 52))
    k, gone, answered, late = bid.asked.threshold_seconds.index(20.0), [], [], []
    for number in range(12):
        callers = poisson(bid.asked.expected, bid.asked, stream(21, number))
        world, _ = simulated(bid, callers, bid.asked.horizon_minutes)
        gone.append(world.flows[:, 0, ABANDONED] / 52)
        answered.append(world.flows[:, 0, ANSWERED] / 52)
        late.append(world.waits[0, W_ANSWERED, k + 1 :].sum() / 52)
    prompt = [one.sum() - more for one, more in zip(answered, late, strict=True)]
    assert abs(z_score(prompt, float(table["answered_within_20s"].sum()))) < 3.5
    for found, exact in ((gone, table["abandoned"]), (answered, table["offered"] - table["abandoned"])):
        assert abs(z_score([one.sum() for one in found], float(exact.sum()))) < 3.5
        scores = [z_score([one[hour] for one in found], float(exact[hour])) for hour in range(168)]
        assert 0.8 < np.std(scores) < 1.5
        assert np.abs(scores).max() < 5.5
