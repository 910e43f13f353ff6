"""The exact twin: unbiased, and worth its time."""

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.faults import InvalidInputError
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.state import ANSWERED, FIRST, Rules, ShiftEnd
from scoring.engine.simulation.statistics import Series, figure
from scoring.engine.simulation.twin import controlled, with_exact_twin
from scoring.engine.transient import Start, transient
from tests.engine.builders import call, engine_input, group, lead_case, prompt_target
from tests.engine.validation.sites import HANDLE, HEADS, PATIENCE, RATES, handle, site

LOGNORMAL, EXPONENTIAL = handle(model.Distribution.LOGNORMAL), handle(model.Distribution.EXPONENTIAL)
UNCERTAIN = model.VolumeUncertainty(0.05, 0.05)


def test_the_twin_of_an_exponential_pool_is_the_pool_itself() -> None:
    found = with_exact_twin(
        site(EXPONENTIAL), replications=20, seed=1, rules=Rules(ShiftEnd.FIRST_FREE)
    ).answered_share
    exact = transient(
        np.tile(RATES, 8), np.tile(HEADS, 8), 60.0,
        handle_minutes=HANDLE, patience_minutes=PATIENCE, threshold_minutes=1.0, start=Start.EMPTY,
    )  # fmt: skip
    share = 1.0 - float(exact.abandoned.sum() + exact.queue_at[-1]) / float(exact.offered.sum())
    assert found.controlled.mean == pytest.approx(share, abs=2e-4)
    assert found.variance_ratio is not None
    assert found.variance_ratio > 100


@pytest.mark.parametrize(
    ("data", "least"),
    [
        (site(LOGNORMAL), 3.0),
        (site(EXPONENTIAL), 6.0),
        (site(LOGNORMAL, absence=0.08), 1.5),
        (site(LOGNORMAL, volume_uncertainty=UNCERTAIN), 15.0),
        (site(LOGNORMAL, redial=model.Redial(0.5, 20.0)), 1.5),
    ],
    ids=["lognormal", "exponential", "absence", "uncertain volume", "redials"],
)
def test_the_same_replications_say_more(data: model.EngineInput, least: float) -> None:
    found = with_exact_twin(data, replications=60, seed=3)
    for share in (found.answered_share, found.service_level):
        assert share.variance_ratio is not None
        assert share.variance_ratio > least
        assert share.controlled.half_width_95 is not None
        assert share.plain.half_width_95 is not None
        assert share.controlled.half_width_95 < share.plain.half_width_95


def test_the_controlled_mean_is_that_of_a_long_run() -> None:
    data = site(LOGNORMAL, weeks=2, absence=0.08, volume_uncertainty=UNCERTAIN)
    flows = np.array([one.counts.flows[0] for one in replications(prepare_bid(data), 77, 0, 800)])
    series = Series(flows[:, ANSWERED].astype(np.float64), flows[:, FIRST].astype(np.float64))
    long, half_width = figure(series)
    assert long is not None
    assert half_width is not None
    error = half_width / 1.96
    found = [with_exact_twin(data, replications=40, seed=seed).answered_share for seed in range(8)]
    means = np.array([one.controlled.mean for one in found])
    widths = np.array([one.controlled.half_width_95 for one in found], dtype=np.float64)
    assert abs(means.mean() - long) < 3.5 * float(np.sqrt((widths**2).mean() / 1.96**2 / 8 + error**2))
    assert (np.abs(means - long) < widths).sum() >= 5


def test_without_luck_to_take_off_the_mean_stays() -> None:
    series = Series(np.array([8.0, 9.0, 7.0, 8.0]), np.full(4, 10.0))
    found = controlled(series, np.zeros((4, 1)), 0.5)
    assert found.controlled.mean == pytest.approx(0.8)
    assert found.variance_ratio == pytest.approx(1.0)


def test_what_has_no_twin_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="une seule file"):
        with_exact_twin(lead_case(), replications=10)
    mail = call(channel=model.Channel.EMAIL, patience=None, due_hours=24.0)
    with pytest.raises(InvalidInputError, match="différable"):
        with_exact_twin(engine_input((mail,), (group(),)), replications=10)
    with pytest.raises(InvalidInputError, match="sans appel"):
        with_exact_twin(engine_input((call(annual_volume=0.0),), (group(),)), replications=10)
    with pytest.raises(ValueError, match="at least 8"):
        with_exact_twin(engine_input((call(),), (group(),), prompt_target()), replications=3)


def test_long_shifts_pauses_and_nights_have_a_twin() -> None:
    shift = model.Shift(tuple(range(7)), 20 * 60, 34 * 60, 5, 60)
    day = model.Shift(tuple(range(7)), 9 * 60 + 30, 20 * 60, 6, 30)
    data = engine_input((call(),), (group(shifts=(shift, day), absence_share=0.05),), weeks=4)
    found = with_exact_twin(data, replications=30, seed=2).answered_share
    assert found.variance_ratio is not None
    assert found.variance_ratio > 1.2
