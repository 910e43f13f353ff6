"""What `transient` refuses before computing, and how well it tells its work, counted in cells."""

import dataclasses
import json
from typing import Any

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine import transient as exact
from scoring.engine import transient_march as march
from scoring.engine.faults import InvalidInputError
from scoring.engine.transient_chain import Floats, Pool, Shape
from scoring.engine.transient_report import exact_look
from scoring.engine.transient_tagged import answered_by
from scoring.engine.transient_work import work_by_interval
from tests.engine.builders import VECTORS, call, engine_input, group, prompt_target

DAY, LONGEST_PERIOD = 86_400, 156
MORNINGS = tuple(model.Shift((day,), 480, 720, heads) for day, heads in enumerate((4, 5, 3, 4, 2, 6, 3)))


@pytest.fixture
def nothing_may_be_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    def lived(*_: Any) -> march.State:
        raise AssertionError("an interval was computed")

    monkeypatch.setattr(march, "live_through", lived)


def pool(volume: float, *seconds: float, weeks: int = 1) -> model.EngineInput:
    """One team of mornings; the holidays of a dated calendar, so that no week stands for the others."""
    targets = [dataclasses.replace(prompt_target(second), id=f"t{second:g}") for second in seconds]
    data = engine_input((call(annual_volume=volume),), (group(shifts=MORNINGS),), *targets, weeks=weeks)
    calendar = dataclasses.replace(data.calendar, time_zone="Europe/Paris")
    return dataclasses.replace(data, calendar=calendar)


@pytest.mark.parametrize(
    "data",
    [
        pool(1e8),
        pool(1e9),
        pool(1e9, weeks=LONGEST_PERIOD),
        pool(5e4, DAY, weeks=LONGEST_PERIOD),
        pool(5e4, 20, DAY, weeks=LONGEST_PERIOD),
    ],
)
@pytest.mark.usefixtures("nothing_may_be_computed")
def test_too_much_work_is_refused_before_it_begins(data: model.EngineInput) -> None:
    with pytest.raises(InvalidInputError, match="hors de portée"):
        exact_look(data)


def courses(
    rates: Any, servers: Any, minutes: float, threshold: float, patience: float
) -> tuple[march.Course, Pool]:
    rate, staff = np.array(rates, dtype=float), np.array(servers, dtype=float)
    chain = Pool(1 / 20, 1 / patience, 0.0, threshold, cuts=False)
    return exact._course(rate, staff, np.full(rate.size, minutes), chain, exact.Start.PERIODIC), chain


def counted(course: march.Course, chain: Pool) -> float:
    """Cells that the kernels count over one turn."""
    walk = exact._Walk(course, chain, np.full(course.rates.size, march.MAX_WORK))
    walk.turn()
    return walk.work


WEEK = json.loads((VECTORS / "modelS.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        (WEEK["lam_per_min"], WEEK["servers"], 60.0, 1 / 3, 4.0),
        (WEEK["lam_per_min"], WEEK["servers"], 60.0, 10.0, 4.0),
        (WEEK["lam_per_min"][:24], WEEK["servers"][:24], 60.0, 1 / 3, 60.0),
        ([0.5, 5.0, 0.1], [10, 20, 0], 120.0, 2.0, 3.0),
        ([40.0, 20.0], [500, 600], 60.0, 1.0, 4.0),
        ([90.0], [20], 60.0, 1.0, 4.0),
        ([0.2], [4], 60.0, 900.0, 4.0),
    ],
)
def test_the_work_is_told_within_a_factor_of_three(case: tuple[Any, ...]) -> None:
    course, chain = courses(*case)
    assert 1 / 3 < work_by_interval(course, chain).sum() / counted(course, chain) < 3


def test_what_proves_heavier_than_its_estimate_stops_early(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(course: march.Course, _: Pool) -> Floats:
        return np.full(course.rates.size, 1e-3)

    found: list[exact._Walk] = []
    turn = exact._Walk.turn

    def watched(walk: exact._Walk) -> bool:
        found.append(walk)
        return turn(walk)

    monkeypatch.setattr(exact._Walk, "turn", watched)
    monkeypatch.setattr(exact, "work_by_interval", nothing)
    monkeypatch.setattr(exact, "HEAD_START", 1e5)
    monkeypatch.setattr(exact, "SLACK", 0.0)
    with pytest.raises(ValueError, match="too large"):
        exact.transient(
            [2.0, 3.0] * 50,
            [40, 60] * 50,
            60.0,
            handle_minutes=20.0,
            patience_minutes=4.0,
            threshold_minutes=9.0,
        )
    assert found[0].steps == 1
    assert found[0].work < 4e6


def caller(threshold: float, most: float = 1e12) -> tuple[Floats, float]:
    """The chances of one who finds 0, 1, 2... persons waiting before three agents; the cells computed."""
    work = np.zeros(1)
    chain = Pool(0.05, 0.25, 0.0, threshold, cuts=False)
    lengths = np.full((1, 1), threshold)
    chance = answered_by(Shape(3, 40, 0), np.array([3.0]), lengths, chain, 0.25, work, most)
    return chance[:, 0], float(work[0])


def test_a_caller_is_followed_until_nothing_more_can_happen() -> None:
    # Answered before hanging up, each time somebody before them leaves: a product of chances.
    ahead = 0.15 + 0.25 * np.arange(40)
    found, work = caller(1e6)
    assert found == pytest.approx(np.cumprod(ahead / (ahead + 0.25)), abs=1e-13)
    assert work == caller(1e4)[1]


def test_a_caller_is_left_when_the_work_allowed_is_spent() -> None:
    assert caller(300.0, most=1.0)[1] < caller(300.0)[1] / 2
