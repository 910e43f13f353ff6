"""Erlang B, C and A against thirty-digit reference numbers, published examples and their own laws."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring.engine.erlang import ErlangA, erlang_a, erlang_b, erlang_c
from tests.engine.builders import vectors

THRESHOLDS = {"T1_60": 1 / 60, "T0.1": 0.1, "T0.5": 0.5}
STATIONARY = {
    "p_wait": "p_wait",
    "p_abandon": "p_ab",
    "mean_wait": "EW_all",
    "mean_queue": "EQ",
    "occupancy": "occ",
}
SERVICE = {
    "sl_offered": "sl_off",
    "sl_answered": "sl_ans",
    "sl_virtual": "sl_virt",
    "abandoned_within": "ab_within",
    "sl_short_abandons_excluded": "sl_exshort",
}


@pytest.fixture(scope="module")
def reference() -> dict[str, NDArray[np.float64]]:
    return vectors("erlang_a.csv")


@pytest.fixture(scope="module")
def computed(reference: dict[str, NDArray[np.float64]]) -> ErlangA:
    return erlang_a(
        reference["a"], reference["n"], reference["patience_over_AHT"], tuple(THRESHOLDS.values())
    )


def assert_exact(found: NDArray[np.float64], expected: NDArray[np.float64], scale: float = 1.0) -> None:
    error = np.abs(found - expected)
    seen = expected > 1e-100
    assert error.max() <= 1e-12 * scale
    assert (error[seen] / expected[seen]).max(initial=0.0) <= 1e-9


@pytest.mark.parametrize("name", ["p_wait", "p_abandon", "occupancy"])
def test_shares_agree_with_thirty_digits(
    name: str, reference: dict[str, NDArray[np.float64]], computed: ErlangA
) -> None:
    assert_exact(getattr(computed, name), reference[STATIONARY[name]])


@pytest.mark.parametrize("name", ["mean_wait", "mean_queue"])
def test_means_agree_with_thirty_digits(
    name: str, reference: dict[str, NDArray[np.float64]], computed: ErlangA
) -> None:
    expected = reference[STATIONARY[name]]
    assert_exact(getattr(computed, name), expected, scale=max(1.0, float(expected.max())))


@pytest.mark.parametrize("name", SERVICE)
@pytest.mark.parametrize("rank", range(3))
def test_four_service_levels_agree_with_thirty_digits(
    name: str, rank: int, reference: dict[str, NDArray[np.float64]], computed: ErlangA
) -> None:
    assert_exact(getattr(computed, name)[:, rank], reference[f"{SERVICE[name]}_{list(THRESHOLDS)[rank]}"])


@pytest.mark.parametrize(("function", "column"), [(erlang_b, "erlang_b"), (erlang_c, "erlang_c")])
def test_b_and_c_agree_with_thirty_digits(function: object, column: str) -> None:
    table = vectors("erlang_bc.csv")
    assert callable(function)
    assert_exact(function(table["a"], table["n"]), table[column])


@pytest.mark.parametrize("name", [*STATIONARY, "mean_wait_answered", *SERVICE])
def test_the_hardest_corners_agree_with_sixty_digits(name: str) -> None:
    # The points where an earlier version, or float64 itself, was farthest; reference values computed with
    # mpmath at 60 digits (sums over states below the agents, the density of the offered wait above them).
    table = vectors("erlang_corners.csv")
    for row in range(table["n"].size):
        here = {key: float(column[row]) for key, column in table.items()}
        found = erlang_a(here["a"], here["n"], here["patience"], here["threshold"])
        value = np.asarray(getattr(found, name)).reshape(1)
        scale = max(1.0, here[name]) if name.startswith("mean") else 1.0
        assert_exact(value, np.array([here[name]]), scale)


def test_b_and_c_agree_with_sixty_digits_in_the_corners() -> None:
    table = vectors("erlang_corners.csv")
    assert_exact(erlang_b(table["a"], table["n"]), table["erlang_b"])
    assert_exact(erlang_c(table["a"], table["n"]), table["erlang_c"])


def test_shares_stay_shares_at_any_size_that_is_taken() -> None:
    sizes = np.meshgrid([1e-300, 1.0, 1e5, 1e10], [1, 30, 1e4, 1e7], [1e-9, 1e-4, 1.0, 1e10])
    found = erlang_a(*sizes, (0.0, 1e-6, 1e6, 1e12))
    shares = [getattr(found, name) for name in found.__slots__ if not name.startswith("mean")]
    assert all(np.isfinite(item).all() and 0.0 <= item.min() <= item.max() <= 1.0 + 1e-12 for item in shares)
    assert np.abs(found.p_answer + found.p_abandon - 1.0).max() <= 1e-12
    assert np.isfinite(found.mean_wait).all()


def test_published_queue_without_abandonment() -> None:
    # 4.2 calls a minute, 2 minutes, 12 agents, 480 minutes from empty: 1816.2 served within 20 s (3.6).
    late = float(erlang_c(8.4, 12)) * np.exp(-(12 - 8.4) / 6)
    assert 2016 * (1 - late) == pytest.approx(1816.2, abs=5.0)


def test_published_queue_with_abandonment() -> None:
    # The same with a patience of 1 minute, from empty, which spares about one caller: 58.61 lost (0.95),
    # 1906.0 within 20 s (2.2), occupancy .675 (.0015).
    found = erlang_a(8.4, 12, 0.5, (1 / 6,))
    assert 2016 * found.p_abandon == pytest.approx(58.61 + 1.0, abs=0.95)
    assert 2016 * found.sl_offered[0] == pytest.approx(1906.0, abs=5.0)
    assert found.occupancy == pytest.approx(0.675, abs=0.006)


def test_the_smallest_loads_are_answered() -> None:
    found = erlang_a(1e-250, np.array([1, 2, 30, 1000]), 0.8, (0.1,))
    assert np.all(found.p_answer == 1.0)
    assert found.p_wait[0] == pytest.approx(1e-250, rel=1e-12)


def test_widely_copied_wrong_values_are_not_ours() -> None:
    assert float(erlang_b(123, 132)) == pytest.approx(0.03124, abs=5e-6)
    assert float(erlang_c(20, 25)) == pytest.approx(0.2091, abs=5e-5)


def test_arguments_broadcast_and_thresholds_add_an_axis() -> None:
    found = erlang_a(np.array([[1.0], [2.0]]), np.array([1, 2, 3]), 0.5, (0.5, 0.1))
    assert found.p_wait.shape == (2, 3)
    assert found.sl_offered.shape == (2, 3, 2)
    assert np.all(found.sl_offered[..., 0] >= found.sl_offered[..., 1])


def test_nobody_calls_and_nobody_answers() -> None:
    idle, empty = erlang_a(0.0, 3, 1.0, (0.1,)), erlang_a(2.0, 0, 1.5, (0.1,))
    assert [float(idle.p_wait), float(idle.p_abandon), float(idle.sl_offered[0])] == [0.0, 0.0, 1.0]
    assert [float(empty.p_abandon), float(empty.mean_wait), float(empty.occupancy)] == [1.0, 1.5, 0.0]
    assert float(empty.sl_answered[0]) == 0.0


def test_who_hangs_up_at_once_costs_no_digit_to_the_most_patient() -> None:
    """60-digit quadrature; the threshold is where the density of the wait is highest."""
    found = erlang_a(200_000.0, 10_000, 1e6, 2484906.649788, hang_up_at_once=0.4)
    assert found.sl_virtual[0] == pytest.approx(0.49999867018769186122, abs=5e-13)
    assert found.sl_offered[0] == pytest.approx(0.025000132980524792115, rel=1e-12)


def test_all_who_must_wait_hang_up_at_once_is_erlang_b() -> None:
    found = erlang_a(7.5, 9, 3.0, hang_up_at_once=1.0)
    assert found.p_abandon == pytest.approx(float(erlang_b(7.5, 9)), abs=1e-14)
    assert found.mean_wait == 0.0


@pytest.mark.parametrize(
    ("load", "agents", "patience"),
    [
        *[(-1, 2, 1), (1, -2, 1), (1, 2.5, 1), (1, 2, 0), (1, 2, np.nan), (np.inf, 2, 1), (1, 2, np.inf)],
        *[(1e11, 2, 1), (1, 1e8, 1), (10**400, 2, 1), (1j, 2, 1), (1, 2, None), (1, "two", 1)],
    ],
)
def test_nonsense_is_refused(load: Any, agents: Any, patience: Any) -> None:
    with pytest.raises(ValueError, match=r"must be|could not"):
        erlang_a(load, agents, patience)


@pytest.mark.parametrize("thresholds", [-1.0, np.nan, np.inf, [[1.0]], "soon"])
def test_thresholds_that_are_no_list_of_times_are_refused(thresholds: Any) -> None:
    with pytest.raises(ValueError, match=r"must be|could not"):
        erlang_a(1.0, 2, 1.0, thresholds)


@settings(max_examples=200, deadline=None)
@given(
    agents=st.integers(1, 10_000),
    occupancy=st.floats(0.01, 20.0),
    patience=st.floats(-4, 6).map(lambda power: 10.0**power),
    balk=st.floats(0.0, 1.0),
)
def test_laws_hold_at_every_size(agents: int, occupancy: float, patience: float, balk: float) -> None:
    load = agents * occupancy
    found = erlang_a(load, agents, patience, (0.01, 1.0), hang_up_at_once=balk)
    assert found.p_answer + found.p_abandon == pytest.approx(1.0, abs=1e-12)
    assert found.mean_queue == pytest.approx(load * found.mean_wait, rel=1e-12)
    assert found.occupancy <= 1.0 + 1e-12
    assert np.all(found.sl_offered + found.abandoned_within <= 1.0 + 1e-12)
    assert np.all(np.diff(found.sl_virtual) >= -1e-14)
    # What hangs up after waiting does so at the rate of its patience (Palm).
    waiting = found.p_abandon - balk * found.p_wait
    assert found.mean_wait == pytest.approx(patience * waiting, rel=1e-9, abs=1e-9 * patience)


@settings(max_examples=100, deadline=None)
@given(agents=st.integers(0, 300), load=st.floats(0.01, 600.0), patience=st.floats(0.001, 1000.0))
def test_one_more_agent_never_harms(agents: int, load: float, patience: float) -> None:
    found = erlang_a(load, np.array([agents, agents + 1]), patience, (0.05,))
    assert found.p_abandon[1] <= found.p_abandon[0] + 1e-14
    assert found.p_wait[1] <= found.p_wait[0] + 1e-14
    assert found.sl_offered[1, 0] >= found.sl_offered[0, 0] - 1e-14
