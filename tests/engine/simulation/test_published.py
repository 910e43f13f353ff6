"""Examples published with their parameters and 95 % half-widths: ContactCenters and SSJ, Université de
Montréal. |z| < 3.5 against them, both errors counted."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.engine import model
from scoring.engine.simulation.collect import Replication
from scoring.engine.simulation.philox import block, stream, uniform
from scoring.engine.simulation.scenario import Scenario, poisson
from scoring.engine.simulation.state import ABANDONED, ANSWERED, FIRST, REDIAL, W_ANSWERED, Routing, Rules
from tests.engine.builders import call, engine_input, group, prompt_target
from tests.engine.simulation.worlds import constant, simulated, z_score

AT_RANDOM = Rules(routing=Routing.AT_RANDOM)
DAY, BILINGUAL_DAY = 480.0, 540.0
NEVER = model.Patience(10_080.0, distribution=model.Distribution.DETERMINISTIC)


def twelve_agents(patience: model.Patience) -> list[tuple[int, float, float]]:
    """(abandoned, served within 20 s, occupancy) of 300 days of 480 minutes from empty."""
    handle = model.HandleTime(2.0, model.Distribution.EXPONENTIAL)
    data = engine_input(
        (call(handle_time=handle, patience=patience),), (group(),), prompt_target(20), weeks=1
    )
    bid = constant(data, [12])
    k, days = bid.asked.threshold_seconds.index(20.0), []
    for number in range(300):
        callers = poisson(np.full((8, 1), 4.2 * 60), bid.asked.handle, stream(8, number))
        counts = simulated(bid, callers, DAY)[1].counts
        within = counts.flows[0, ANSWERED] - counts.waits[0, W_ANSWERED, k + 1 :].sum()
        days.append((counts.flows[0, ABANDONED], within, counts.busy[0] / (12 * DAY)))
    return days


def test_mmc() -> None:
    days = twelve_agents(NEVER)
    assert sum(day[0] for day in days) == 0
    assert abs(z_score([day[1] for day in days], 1816.2, 3.6)) < 3.5


def test_mmcab() -> None:
    abandoned, within, occupancy = zip(*twelve_agents(model.Patience(1.0)), strict=True)
    assert abs(z_score(abandoned, 58.61, 0.95)) < 3.5
    assert abs(z_score(within, 1906.0, 2.2)) < 3.5
    assert abs(z_score(occupancy, 0.675, 0.0015)) < 3.5


def bilingual_day(bid_handle: NDArray[np.void], number: int) -> Scenario:
    rates = np.array([[100.0] * 2] + [[50.0] * 2] * 8)
    callers, of = poisson(rates, bid_handle, stream(17, number))
    words = [block(of, c["rank"], c["hour"], 99 + int(c["kind"]))[0] for c in callers]
    u = np.array([uniform(np.uint64(word)) for word in words])
    english = callers["kind"] == 0
    callers["handle"] = np.where(english, 3.0 + 4.0 * u, 4.0 + 2.0 * u)
    return Scenario(callers, of)


@pytest.fixture(scope="module")
def bilingual_weeks() -> list[list[Replication]]:
    """120 weeks of five days, each from empty."""
    redial, patience = model.Redial(0.75, 20.0), model.Patience(2.0)
    types = tuple(call(id=key, language=key, redial=redial, patience=patience) for key in ("en", "fr"))
    teams = (("en",), ("fr",), ("en", "fr"))
    groups = tuple(group(id="-".join(skills), skills=skills) for skills in teams)
    bid = constant(engine_input(types, groups, prompt_target(60), weeks=1), [7, 7, 4], AT_RANDOM)
    days = [bilingual_day(bid.asked.handle, number) for number in range(600)]
    found = [simulated(bid, callers, BILINGUAL_DAY)[1] for callers in days]
    return [found[k : k + 5] for k in range(0, 600, 5)]


def total(week: list[Replication], *flows: int) -> float:
    return float(sum(day.counts.flows[:, list(flows)].sum() for day in week))


@pytest.mark.parametrize(
    ("flows", "published", "half_width"),
    [
        ((FIRST, REDIAL), 5110.2, 5.2),
        ((REDIAL,), 107.2, 1.3),
        ((ANSWERED,), 4967.2, 4.3),
        ((ABANDONED,), 142.9, 1.7),
    ],
)
def test_bilingual_flows(
    bilingual_weeks: list[list[Replication]], flows: tuple[int, ...], published: float, half_width: float
) -> None:
    found = [total(week, *flows) for week in bilingual_weeks]
    assert abs(z_score(found, published, half_width)) < 3.5


def test_bilingual_service(bilingual_weeks: list[list[Replication]]) -> None:
    # The thresholds are those of the quick look: 10, 30, 60 seconds…
    late = [sum(day.counts.waits[:, W_ANSWERED, 3:].sum() for day in week) for week in bilingual_weeks]
    within = [total(week, ANSWERED) - slow for week, slow in zip(bilingual_weeks, late, strict=True)]
    busy = [sum(day.counts.busy[0] for day in week) / (5 * 7 * BILINGUAL_DAY) for week in bilingual_weeks]
    assert abs(z_score(within, 4896.9, 4.1)) < 3.5
    assert abs(z_score(busy, 0.4762, 0.0006)) < 3.5
