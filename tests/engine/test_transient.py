"""The exact time-varying queue against reference numbers, closed forms and its own laws."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from scoring.engine.erlang import erlang_a
from scoring.engine.transient import ShiftEnd, Start, Transient, smooth_rates, transient
from scoring.engine.transient_jumps import poisson
from tests.engine.builders import VECTORS, vectors

COLUMNS = {
    "offered": "offered",
    "abandoned": "abandoned",
    "held_within": "answered_within_20s",
    "mean_busy": "mean_busy",
    "mean_queue": "mean_queue",
    "delay_probability": "p_delay",
}


def run(rates: Any, servers: Any, minutes: Any = 60.0, **changes: Any) -> Transient:
    values: dict[str, Any] = {
        "handle_minutes": 20.0,
        "patience_minutes": 4.0,
        "threshold_minutes": 1 / 3,
    }
    return transient(rates, servers, minutes, **(values | changes))


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VECTORS / "modelS.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def week(model: dict[str, Any]) -> Transient:
    return run(model["lam_per_min"], model["servers"])


@pytest.mark.parametrize("name", COLUMNS)
def test_a_week_hour_by_hour(name: str, week: Transient) -> None:
    expected = vectors("modelS_week.csv")[COLUMNS[name]]
    assert np.abs(getattr(week, name) - expected).max() <= 1e-9


def test_the_reference_week_holds_the_staff_found_on_arrival(week: Transient) -> None:
    # Its column « within 20 s » does not see the changes of staff; the exact count does.
    exact = week.answered_within - vectors("modelS_week.csv")["answered_within_20s"]
    staff = vectors("modelS_week.csv")["servers"]
    steady = (staff == np.roll(staff, -1)) & (staff == np.roll(staff, 1)) & (staff == np.roll(staff, 2))
    assert np.abs(exact[steady & (staff == np.roll(staff, 3))]).max() < 2e-5
    assert 0.02 < np.abs(exact).max() < 0.03
    assert exact.sum() / week.offered.sum() == pytest.approx(0, abs=2e-4)


def test_truncation_is_bounded(week: Transient) -> None:
    assert 0 < week.lost_bound < 1e-13
    assert week.turns < 1.2


SINUSOIDS = vectors("time_varying.csv")
KEYS = ("lambda_bar", "beta", "gamma", "mu_eq_theta", "s")
CASES = sorted(set(zip(*(SINUSOIDS[key] for key in KEYS), strict=True)))


def _mean_in_system(case: tuple[float, ...], times: Any) -> Any:
    """Of a pool that everybody leaves at rate mu, with arrivals mean * (1 + beta sin(gamma t))."""
    mean, beta, gamma, mu = case[:4]
    wave = (mu * np.sin(gamma * times) - gamma * np.cos(gamma * times)) / (mu**2 + gamma**2)
    return mean / mu + mean * beta * wave


@pytest.mark.parametrize("case", CASES)
def test_sinusoidal_arrivals_in_closed_form(case: tuple[float, ...]) -> None:
    gamma, mu, servers = case[2:]
    steps, period = 48, 2 * math.pi / gamma
    edges = np.linspace(0.0, period, steps + 1)
    inside, kept = _mean_in_system(case, edges), math.exp(-mu * period / steps)
    # Constant rates that lead from one mean to the next: the chances at the edges are then the sinusoid's.
    rates = mu * (inside[1:] - kept * inside[:-1]) / (1 - kept)
    found = run(
        rates, np.full(steps, servers), period / steps,
        handle_minutes=1 / mu, patience_minutes=1 / mu, threshold_minutes=0.0,
    )  # fmt: skip
    rows = np.flatnonzero(np.all([SINUSOIDS[k] == v for k, v in zip(KEYS, case, strict=True)], axis=0))
    places = np.rint(SINUSOIDS["t"][rows] * steps / period).astype(int)
    assert edges[places] == pytest.approx(SINUSOIDS["t"][rows])
    assert found.delay_probability_at[places] == pytest.approx(SINUSOIDS["p_delay"][rows], abs=1e-9)
    assert found.queue_at[places] == pytest.approx(SINUSOIDS["EQ"][rows], abs=1e-9)
    assert found.busy_at[places] / servers == pytest.approx(SINUSOIDS["utilisation"][rows], abs=1e-9)


def test_smooth_rates_are_of_order_four() -> None:
    errors = []
    for steps in (60, 120, 960):
        rates, minutes = smooth_rates(
            lambda t: 5 * (1 + 0.5 * np.sin(math.pi / 12 * t)), np.linspace(0, 24, steps + 1)
        )
        found = run(rates, np.full(2 * steps, 3), minutes, handle_minutes=1 / 3, patience_minutes=1 / 3)
        errors.append(abs(found.delay_probability_at[2 * steps // 6] - 4.16335976766629882847405625712e-1))
    assert errors[0] / errors[1] == pytest.approx(16, rel=0.05)
    assert errors[2] < 1e-9


def test_a_constant_pool_is_erlang_a() -> None:
    found = run([0.25], [4], patience_minutes=5.0, hang_up_at_once=0.2, threshold_minutes=1.0)
    exact = erlang_a(5.0, 4, 0.25, (1 / 20,), hang_up_at_once=0.2)
    assert found.delay_probability[0] == pytest.approx(float(exact.p_wait), abs=1e-12)
    assert found.abandoned[0] / 15 == pytest.approx(float(exact.p_abandon), abs=1e-12)
    assert found.mean_queue[0] == pytest.approx(float(exact.mean_queue), abs=1e-12)
    assert found.mean_busy[0] / 4 == pytest.approx(float(exact.occupancy), abs=1e-12)
    assert found.answered_within[0] / 15 == pytest.approx(exact.sl_offered[0], abs=1e-12)
    assert found.held_within[0] / 15 == pytest.approx(exact.sl_offered[0], abs=1e-12)
    assert found.virtual_within[0] / 15 == pytest.approx(exact.sl_virtual[0], abs=1e-12)
    assert found.abandoned_within[0] / 15 == pytest.approx(exact.abandoned_within[0], abs=1e-12)


@pytest.mark.parametrize(("rate", "staff"), [(24.0, 500), (10.0, 500), (40.0, 500), (0.6, 3000)])
def test_a_large_pool_is_erlang_a(rate: float, staff: int) -> None:
    found, exact = run([rate], [staff]), erlang_a(20.0 * rate, staff, 0.2, (1 / 60,))
    offered = 60.0 * rate
    assert found.delay_probability[0] == pytest.approx(float(exact.p_wait), abs=1e-12)
    assert found.abandoned[0] / offered == pytest.approx(float(exact.p_abandon), abs=1e-12)
    assert found.mean_busy[0] / staff == pytest.approx(float(exact.occupancy), abs=1e-12)
    assert found.answered_within[0] / offered == pytest.approx(exact.sl_offered[0], abs=1e-11)
    assert found.lost_bound < 1e-12


def test_a_large_pool_loses_nobody_when_its_staff_falls() -> None:
    found = run([8.0, 8.0, 4.0], [200, 120, 150], start=Start.EMPTY)
    inside = found.busy_at + found.queue_at
    gone = found.abandoned + found.mean_busy * 60.0 / 20.0
    assert found.offered - gone == pytest.approx(np.diff(inside), abs=1e-9)
    assert found.mean_overtime[1] > 1.0


@pytest.mark.parametrize("mean", [0.0, 1e-9, 0.7, 30.0, 399.5, 2000.0])
def test_numbers_of_jumps_are_poisson(mean: float) -> None:
    found = poisson(mean)
    exact = stats.poisson.pmf(np.arange(found.size), mean)
    assert np.abs(found - exact).max() < 1e-13
    assert found.sum() == pytest.approx(1.0, abs=1e-14)


def test_published_queue_without_abandonment() -> None:
    # 4.2 calls a minute, 2 minutes, 12 agents, 480 minutes from empty: 1816.2 served within 20 s (3.6).
    found = run([4.2], [12], 480.0, handle_minutes=2.0, patience_minutes=math.inf, start=Start.EMPTY)
    assert found.answered_within[0] == pytest.approx(1816.2, abs=3.6)
    assert found.abandoned[0] == 0.0


def test_published_queue_with_abandonment() -> None:
    # The same with a patience of 1 minute: 58.61 lost (0.95), 1906.0 within 20 s (2.2), occupancy .675.
    found = run([4.2], [12], 480.0, handle_minutes=2.0, patience_minutes=1.0, start=Start.EMPTY)
    assert found.abandoned[0] == pytest.approx(58.61, abs=0.95)
    assert found.answered_within[0] == pytest.approx(1906.0, abs=2.2)
    assert found.mean_busy[0] / 12 == pytest.approx(0.675, abs=0.0015 * 3.5 / 1.96)


def test_an_hour_that_is_cut_in_pieces_is_the_same_hour() -> None:
    whole = run([0.3, 0.1], [5, 2], [60.0, 60.0], threshold_minutes=7.0)
    pieces = run([0.3] * 60 + [0.1] * 12, [5] * 60 + [2] * 12, [1.0] * 60 + [5.0] * 12, threshold_minutes=7.0)
    for name in ("answered_within", "virtual_within", "abandoned_within", "abandoned", "held_within"):
        found = getattr(pieces, name)
        assert [found[:60].sum(), found[60:].sum()] == pytest.approx(getattr(whole, name), abs=1e-11)


def test_when_nobody_waits_everybody_is_answered_within() -> None:
    found = run([0.1, 0.0], [400, 300], threshold_minutes=0.0)
    assert found.answered_within == pytest.approx([6.0, 0.0])
    assert found.delay_probability == pytest.approx([0, 0], abs=1e-15)


def test_a_pool_without_agents_loses_everybody() -> None:
    found = run([0.5], [0], threshold_minutes=2.0)
    assert found.abandoned == pytest.approx([30.0])
    assert found.answered_within == pytest.approx([0.0], abs=1e-14)
    assert found.abandoned_within == pytest.approx([30 * (1 - math.exp(-0.5))])


def test_calls_cut_at_shift_end_are_lost_more_often() -> None:
    rates, servers = [0.5, 0.2], [12, 3]
    finished = run(rates, servers)
    cut = run(rates, servers, shift_end=ShiftEnd.MID_CALL_RETURNS)
    assert finished.mean_overtime[1] > 0.1
    assert cut.mean_overtime.max() == 0.0
    assert cut.abandoned.sum() > finished.abandoned.sum() + 0.5
    assert cut.queue_at[1] > finished.queue_at[1] + 1


@settings(max_examples=12, deadline=None)
@given(
    hours=st.lists(st.tuples(st.floats(0, 1.0), st.integers(0, 6)), min_size=1, max_size=4),
    minutes=st.floats(5, 40),
    patience=st.floats(0.5, 15),
    threshold=st.floats(0, 12),
    balking=st.floats(0, 1),
    shift_end=st.sampled_from(ShiftEnd),
)
def test_nobody_is_lost_or_made(
    hours: list[tuple[float, int]],
    minutes: float,
    patience: float,
    threshold: float,
    balking: float,
    shift_end: ShiftEnd,
) -> None:
    rates, servers = zip(*hours, strict=True)
    found = run(
        rates, servers, minutes, handle_minutes=12.0, patience_minutes=patience,
        threshold_minutes=threshold, hang_up_at_once=balking, shift_end=shift_end, start=Start.EMPTY,
    )  # fmt: skip
    inside = found.busy_at + found.queue_at
    gone = found.abandoned + found.mean_busy * minutes / 12.0
    assert found.offered - gone == pytest.approx(np.diff(inside), abs=1e-9)
    assert np.all(found.answered_within <= found.virtual_within + 1e-9)
    assert np.all(found.answered_within + found.abandoned_within <= found.offered + 1e-9)
    assert np.all((found.delay_probability >= 0) & (found.delay_probability <= 1 + 1e-12))
    assert found.lost_bound < 1e-12


@pytest.mark.parametrize(
    "bad",
    [
        {"rates": []},
        {"rates": [0.1, 0.2]},
        {"rates": [math.nan]},
        {"rates": [-0.1]},
        {"servers": [1.5]},
        {"servers": [-1]},
        {"servers": [math.inf]},
        {"servers": [10**9]},
        {"minutes": 0.0},
        {"minutes": [1.0, 2.0]},
        {"handle_minutes": 0.0},
        {"handle_minutes": math.nan},
        {"handle_minutes": math.inf},
        {"patience_minutes": 0.0},
        {"patience_minutes": math.nan},
        {"threshold_minutes": -1.0},
        {"threshold_minutes": math.inf},
        {"hang_up_at_once": 1.1},
        {"hang_up_at_once": math.nan},
        {"handle_minutes": None},
        {"patience_minutes": "soon"},
        {"threshold_minutes": 10**400},
        {"hang_up_at_once": [0.1]},
        {"rates": [10**400]},
        {"servers": [1j]},
        {"start": "never"},
        {"shift_end": "never"},
        {"rates": [1e12]},
        {"rates": [1.0], "servers": [1], "patience_minutes": math.inf},
        {"minutes": 1e12},
    ],
)
def test_nonsense_and_absurd_sizes_are_refused(bad: dict[str, Any]) -> None:
    values: dict[str, Any] = {"rates": [0.2], "servers": [4]} | bad
    with pytest.raises(ValueError):
        run(**values)


@pytest.mark.parametrize("name", ["edges", "rate"])
def test_smooth_rates_refuses_nonsense(name: str) -> None:
    edges = [0.0, 0.0] if name == "edges" else [0.0, 1.0]
    with pytest.raises(ValueError):
        smooth_rates(lambda t: -1.0 - t, edges)
