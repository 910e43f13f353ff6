"""Every generator against its distribution."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special, stats

from scoring.engine.model import Distribution
from scoring.engine.simulation.draws import duration, laws, normal_score
from scoring.engine.simulation.philox import Stream, block, lower, stream, uniform, upper

SIZE = 20_000


def words(what: int) -> list[np.uint64]:
    return [np.uint64(block(stream(11, 3), k, 5, what)[0]) for k in range(SIZE)]


def uniforms(what: int) -> NDArray[np.float64]:
    return np.array([uniform(word) for word in words(what)])


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), "6627e8d5e169c58dbc57ac4c9b00dbd8"),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, "408f276d41c83b0ea20bc7c66d5451fd"),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            "d16cfe0994fdcceb5001e42024126ea1",
        ),
    ],
)
def test_philox_gives_its_published_answers(
    counter: tuple[int, int, int, int], key: tuple[int, int], expected: str
) -> None:
    of = Stream(np.uint64(key[0]), np.uint64(key[1]), np.uint64(counter[3]))
    first, second = block(of, *counter[:3])
    assert f"{int(first):016x}{int(second):016x}" == expected


def test_uniforms_are_uniform_and_their_halves_independent() -> None:
    high, low = (np.array([half(word) for word in words(2)]) for half in (upper, lower))
    assert stats.kstest(uniforms(3), "uniform").pvalue > 1e-3
    assert stats.kstest(high, "uniform").pvalue > 1e-3
    assert stats.kstest(low, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(high, low)[0, 1]) < 3.5 / SIZE**0.5


def test_normal_scores_are_those_of_scipy() -> None:
    u = np.concatenate([uniforms(1), 10.0 ** -np.arange(1, 16), 1 - 10.0 ** -np.arange(2, 15)])
    found = np.array([normal_score(value) for value in u])
    assert np.abs(found - special.ndtri(u)).max() < 1e-13


@pytest.mark.parametrize("cv", [0.3, 1.0, 2.0])
@pytest.mark.parametrize(
    "distribution", [Distribution.GAMMA, Distribution.LOGNORMAL, Distribution.EXPONENTIAL]
)
def test_durations_follow_their_law(distribution: Distribution, cv: float) -> None:
    law = laws([(distribution, 20.0, cv)])[0]
    found = [duration(value, law) for value in uniforms(4)]
    sigma = np.log1p(cv**2) ** 0.5
    exact = {
        Distribution.GAMMA: stats.gamma(cv**-2, scale=20.0 * cv**2),
        Distribution.LOGNORMAL: stats.lognorm(sigma, scale=20.0 * np.exp(-(sigma**2) / 2)),
        Distribution.EXPONENTIAL: stats.expon(scale=20.0),
    }[distribution]
    assert stats.kstest(found, exact.cdf).pvalue > 1e-3


@pytest.mark.parametrize("cv", [0.01, 0.3, 1.0, 3.0, 20.0])
def test_gamma_quantiles_are_exact_where_it_matters(cv: float) -> None:
    law, u = laws([(Distribution.GAMMA, 10.0, cv)])[0], np.linspace(0.0005, 0.9995, 2000)
    exact = special.gammaincinv(cv**-2, u) * 10.0 * cv**2
    found = np.array([duration(value, law) for value in u])
    assert np.abs(found - exact).max() < 1e-6 * (10.0 + exact.max())


def test_a_fixed_duration_is_its_mean() -> None:
    law = laws([(Distribution.DETERMINISTIC, 7.0, 1.0), (Distribution.LOGNORMAL, 8.0, 0.0)])
    assert (duration(0.3, law[0]), duration(0.9, law[1])) == (7.0, 8.0)


def test_a_stream_refuses_what_does_not_fit() -> None:
    with pytest.raises(ValueError):
        stream(-1, 0)


def test_observed_values_are_drawn_as_often_as_seen_and_keep_their_rank() -> None:
    law = laws([(Distribution.EMPIRICAL, 8.0, 1.0)], [(20.0, 2.0, 2.0, 8.0)])[0]
    ranks = np.linspace(0.0, np.nextafter(1.0, 0.0), 4001)
    found = np.array([duration(u, law) for u in ranks])
    assert np.all(np.diff(found) >= 0)
    assert [float((found == value).mean()) for value in (2.0, 8.0, 20.0)] == pytest.approx(
        [0.5, 0.25, 0.25], abs=1e-3
    )
    longer = laws([(Distribution.EMPIRICAL, 16.0, 1.0)], [(40.0, 4.0, 4.0, 16.0)])[0]
    assert [duration(u, longer) for u in ranks] == [2.0 * value for value in found]
