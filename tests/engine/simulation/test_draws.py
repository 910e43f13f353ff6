"""Every generator against its distribution."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special, stats

from scoring.engine.model import Distribution
from scoring.engine.simulation.draws import Laws, duration, laws
from scoring.engine.simulation.philox import Stream, as_share, block, four, stream, uniform

SIZE = 20_000
TOP = 2**32 - 1


def words(what: int) -> list[tuple[int, ...]]:
    return [tuple(int(word) for word in four(stream(11, 3), k, 5, what)) for k in range(SIZE)]


def drawn(law: Laws, some: NDArray[np.int64]) -> NDArray[np.float64]:
    """Durations of the first law."""
    return np.array([duration(word, law.of[0], law.quantiles, law.observed) for word in some])


def ends_and_middle() -> NDArray[np.int64]:
    """Words over the whole range, and many near both ends."""
    near = np.unique((2.0 ** np.linspace(0.0, 31.0, 2000)).astype(np.int64))
    return np.concatenate([np.linspace(0, TOP, 20_000).astype(np.int64), near, TOP - near])


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


def test_words_are_uniform_and_independent() -> None:
    columns = np.array([[as_share(word) for word in some] for some in words(2)])
    wide = [uniform(np.uint64(block(stream(11, 3), k, 5, 3)[0])) for k in range(SIZE)]
    assert stats.kstest(wide, "uniform").pvalue > 1e-3
    assert all(stats.kstest(column, "uniform").pvalue > 1e-3 for column in columns.T)
    correlations = np.corrcoef(columns.T)[np.triu_indices(4, 1)]
    assert np.abs(correlations).max() < 3.5 / SIZE**0.5


@pytest.mark.parametrize("cv", [0.05, 0.3, 1.0, 2.0])
def test_quantiles_are_those_of_scipy(cv: float) -> None:
    some = ends_and_middle()
    low = (some + 0.5) / 2.0**32
    score = np.where(some <= TOP // 2, special.ndtri(low), -special.ndtri((TOP - some + 0.5) / 2.0**32))
    sigma = np.log1p(cv**2) ** 0.5
    found = drawn(laws([(Distribution.LOGNORMAL, 20.0, cv)]), some)
    assert np.abs(found / (20.0 * np.exp(sigma * score - sigma**2 / 2)) - 1.0).max() < 1e-6
    found = drawn(laws([(Distribution.EXPONENTIAL, 20.0, cv)]), some)
    exact = np.where(low < 0.5, -np.log1p(-low), -np.log((TOP - some + 0.5) / 2.0**32))
    assert np.abs(found / (20.0 * exact) - 1.0).max() < 1e-6


@pytest.mark.parametrize("cv", [0.3, 1.0, 3.0, 20.0])
@pytest.mark.parametrize("distribution", list(Distribution))
def test_a_higher_word_is_never_a_shorter_duration(distribution: Distribution, cv: float) -> None:
    values = (3.0, 1.0, 9.0) if distribution is Distribution.EMPIRICAL else ()
    found = drawn(laws([(distribution, 20.0, cv)], [values]), np.sort(ends_and_middle()))
    assert found.min() >= 0.0
    assert np.diff(found).min() >= -1e-6 * found.max()


@pytest.mark.parametrize("cv", [0.3, 1.0, 2.0])
@pytest.mark.parametrize(
    "distribution", [Distribution.GAMMA, Distribution.LOGNORMAL, Distribution.EXPONENTIAL]
)
def test_durations_follow_their_law(distribution: Distribution, cv: float) -> None:
    found = drawn(laws([(distribution, 20.0, cv)]), np.array([some[0] for some in words(4)]))
    sigma = np.log1p(cv**2) ** 0.5
    exact = {
        Distribution.GAMMA: stats.gamma(cv**-2, scale=20.0 * cv**2),
        Distribution.LOGNORMAL: stats.lognorm(sigma, scale=20.0 * np.exp(-(sigma**2) / 2)),
        Distribution.EXPONENTIAL: stats.expon(scale=20.0),
    }[distribution]
    assert stats.kstest(found, exact.cdf).pvalue > 1e-3


@pytest.mark.parametrize("cv", [0.01, 0.3, 1.0, 3.0, 20.0])
def test_gamma_quantiles_are_exact_where_it_matters(cv: float) -> None:
    some = np.linspace(0.0005 * TOP, 0.9995 * TOP, 2000).astype(np.int64)
    exact = special.gammaincinv(cv**-2, (some + 0.5) / 2.0**32) * 10.0 * cv**2
    found = drawn(laws([(Distribution.GAMMA, 10.0, cv)]), some)
    assert np.abs(found - exact).max() < 1e-6 * (10.0 + exact.max())


def test_a_fixed_duration_is_its_mean() -> None:
    some = ends_and_middle()
    for shape, mean, cv in ((Distribution.DETERMINISTIC, 7.0, 1.0), (Distribution.LOGNORMAL, 8.0, 0.0)):
        assert set(drawn(laws([(shape, mean, cv)]), some)) == {mean}


def test_a_stream_refuses_what_does_not_fit() -> None:
    with pytest.raises(ValueError):
        stream(-1, 0)


def test_observed_values_are_drawn_as_often_as_seen_and_keep_their_rank() -> None:
    some = np.linspace(0, TOP, 4001).astype(np.int64)
    found = drawn(laws([(Distribution.EMPIRICAL, 8.0, 1.0)], [(20.0, 2.0, 2.0, 8.0)]), some)
    assert np.all(np.diff(found) >= 0)
    assert [float((found == value).mean()) for value in (2.0, 8.0, 20.0)] == pytest.approx(
        [0.5, 0.25, 0.25], abs=1e-3
    )
    longer = laws([(Distribution.EMPIRICAL, 16.0, 1.0)], [(40.0, 4.0, 4.0, 16.0)])
    assert drawn(longer, some).tolist() == [2.0 * value for value in found]
