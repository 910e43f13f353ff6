"""Every source of chance against its law, at fixed seeds: p > 0.001."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from scoring.engine import model
from scoring.engine.simulation.draws import Purpose, duration, laws
from scoring.engine.simulation.philox import block, stream, uniform
from scoring.engine.simulation.run import prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import ABANDONED, ANSWERED, FIRST, REDIAL, TRANSFER, W_ABANDONED
from scoring.engine.simulation.workload import workload
from tests.engine.builders import call, engine_input, group
from tests.engine.validation.lines import mean_line

Floats = NDArray[np.float64]
LEAST_P, SIZE = 1e-3, 8000
Name = Callable[[int], tuple[int, int, int, int, int]]
NAMES: dict[str, Name] = {
    "who": lambda k: (3, 0, k, 5, 1 << 28),
    "when": lambda k: (3, 0, 5, k, 1 << 28),
    "type": lambda k: (3, 0, 5, 7, (1 << 28) | ((k % 64) << 22) | (k >> 6)),
    "replication": lambda k: (3, k, 5, 7, 1 << 28),
    "seed": lambda k: (k, 0, 5, 7, 1 << 28),
}


def uniforms(name: str, size: int = SIZE, half: int = 0) -> Floats:
    found = []
    for k in range(size):
        seed, replication, who, when, what = NAMES[name](k)
        found.append(uniform(np.uint64(block(stream(seed, replication), who, when, what)[half])))
    return np.array(found)


@pytest.mark.parametrize("name", NAMES)
def test_neighbouring_names_give_uniforms_in_every_dimension(name: str) -> None:
    u = uniforms(name, 2 * SIZE)
    assert stats.kstest(u, "uniform").pvalue > LEAST_P
    for columns in (2, 3):
        rows = u[: u.size // columns * columns].reshape(-1, columns)
        cells = np.histogramdd(rows, bins=8, range=[(0.0, 1.0)] * columns)[0]
        assert stats.chisquare(cells.ravel()).pvalue > LEAST_P


@pytest.mark.parametrize("lag", [1, 2, 7, 64])
def test_neighbouring_names_are_independent(lag: int) -> None:
    for name in NAMES:
        u = uniforms(name)
        assert abs(np.corrcoef(u[:-lag], u[lag:])[0, 1]) < 3.9 / SIZE**0.5


def test_purposes_and_halves_are_independent() -> None:
    drawn = [
        [uniform(np.uint64(word)) for k in range(2000) for word in block(stream(1, 0), k, 4, int(what) << 28)]
        for what in Purpose
    ]
    table = np.corrcoef(np.array(drawn))
    assert np.abs(table - np.eye(len(Purpose))).max() < 4.2 / 4000**0.5
    halves = np.corrcoef(uniforms("who"), uniforms("who", half=1))
    assert abs(halves[0, 1]) < 3.5 / SIZE**0.5


def test_means_and_spreads_are_those_declared() -> None:
    words = [int(u * 2**32) for u in (np.arange(SIZE) + 0.5) / SIZE]
    for law in (model.Distribution.GAMMA, model.Distribution.LOGNORMAL):
        for cv in (0.2, 0.7, 1.5):
            of, quantiles, observed = laws([(law, 12.0, cv)])
            found = np.array([duration(word, of[0], quantiles, observed) for word in words])
            assert found.mean() == pytest.approx(12.0, rel=5e-3)
            assert found.std() / found.mean() == pytest.approx(cv, rel=8e-2)


def test_arrivals_are_poisson_within_the_hour() -> None:
    asked = workload(engine_input((call(annual_volume=100_000.0),), (group(),), weeks=4))
    found = [draw(asked, 4, number).callers["at"] for number in range(40)]
    counts = np.concatenate([np.bincount((at // 60).astype(int), minlength=672) for at in found])
    mean = float(asked.expected.mean())
    edges = np.arange(int(mean - 3 * mean**0.5), int(mean + 3 * mean**0.5))
    seen = np.bincount(np.clip(counts, edges[0], edges[-1]) - edges[0], minlength=edges.size)
    odds = stats.poisson(mean).pmf(edges)
    odds[0], odds[-1] = stats.poisson(mean).cdf(edges[0]), stats.poisson(mean).sf(edges[-2])
    assert stats.chisquare(seen, odds / odds.sum() * seen.sum()).pvalue > LEAST_P
    at = np.concatenate(found)
    assert stats.kstest(at % 60.0 / 60.0, "uniform").pvalue > LEAST_P
    gaps = np.diff(found[0]) * mean / 60.0
    assert stats.kstest(gaps, "expon").pvalue > LEAST_P


@pytest.mark.parametrize(("yearly", "weekly"), [(0.15, 0.0), (0.0, 0.25), (0.1, 0.1)])
def test_overdispersion_is_that_declared(yearly: float, weekly: float) -> None:
    spread = model.VolumeUncertainty(yearly, weekly)
    asked = workload(
        engine_input((call(annual_volume=300_000.0, volume_uncertainty=spread),), (group(),), weeks=2)
    )
    mean = float(asked.expected.sum())
    sizes = np.array([draw(asked, 8, number).callers.size for number in range(600)]) / mean
    expected = (1 + yearly**2) * (1 + weekly**2 / 2) - 1 + 1 / mean
    assert mean_line("", 1.0, sizes).is_within
    # The variance of a sample of 600 is known to some 7 %.
    assert sizes.var() == pytest.approx(expected, rel=0.3)


def test_absence_is_drawn_at_its_rate_one_person_at_a_time() -> None:
    data = engine_input((call(annual_volume=1.0),), (group(10, absence_share=0.12),), weeks=4)
    bid = prepare_bid(data)
    hours = np.array(
        [replicate(bid, draw(bid.asked, 6, number)).counts.present[0] / 60.0 for number in range(60)]
    )
    shifts, length = 840, 8.0
    assert mean_line("", 0.88 * shifts * length, hours).is_within
    assert hours.var() == pytest.approx(shifts * length**2 * 0.88 * 0.12, rel=0.6)


def test_shares_and_delays_of_what_callers_do_next() -> None:
    passed = model.Escalation("second", 0.3)
    first = call(
        annual_volume=200_000.0,
        escalation=passed,
        redial=model.Redial(0.4, 30.0),
        patience=model.Patience(3.0, 0.25),
    )
    second = call(id="second", level=2, annual_volume=0.0)
    data = engine_input((first, second), (group(4, skills=("call", "second")),), weeks=4)
    bid = prepare_bid(data)
    counts = [replicate(bid, draw(bid.asked, 3, number)).counts for number in range(20)]
    gone = np.array([one.flows[0, ABANDONED] for one in counts], dtype=np.float64)
    at_once = np.array([one.waits[0, W_ABANDONED, 0] for one in counts]) / gone
    again = np.array([one.flows[0, REDIAL] for one in counts]) / gone
    onward = np.array([one.flows[1, TRANSFER] / one.flows[0, ANSWERED] for one in counts])
    assert all(one.flows[0, FIRST] > 10_000 for one in counts)
    assert mean_line("", 0.3, onward).is_within
    assert mean_line("", 0.4, again).deviations == pytest.approx(0.0, abs=4.5)
    assert np.all(at_once > 0.25)
