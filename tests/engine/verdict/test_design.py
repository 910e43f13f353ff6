"""The worlds of uncertain inputs: fixed, evenly spread, of mean one."""

from dataclasses import astuple

import numpy as np
import pytest
from scipy.stats import qmc

from scoring.engine.model import InputUncertainty
from scoring.engine.verdict.design import GENERATOR, POINTS, SHIFT, World, scores, world, worlds
from tests.engine.builders import call, engine_input, group, lead_case
from tests.engine.verdict.sites import CERTAIN, two_queues


def test_each_axis_is_cut_in_equal_parts_and_the_whole_is_well_filled() -> None:
    places = ((np.outer(np.arange(POINTS), GENERATOR) + SHIFT) % POINTS + 0.5) / POINTS
    assert all(np.unique(column).size == POINTS for column in places.T)
    chance = np.random.default_rng(1).random((POINTS, 4))
    assert qmc.discrepancy(places) < qmc.discrepancy(chance) / 3
    assert np.allclose([sum(column) for column in zip(*map(scores, range(POINTS)), strict=True)], 0.0)


def test_multipliers_have_mean_one_and_the_declared_spread() -> None:
    known = InputUncertainty(0.1, 0.05, 0.2, 0.3)
    found = np.array([astuple(one) for one in worlds(known)])
    assert found.mean(axis=0) == pytest.approx(1.0, abs=0.01)
    assert found.std(axis=0) == pytest.approx(astuple(known), rel=0.1)


def test_what_is_known_exactly_does_not_move() -> None:
    assert worlds(CERTAIN) == ()
    assert {one.volume for one in worlds(InputUncertainty(0.0, 0.1, 0.1, 0.1))} == {1.0}


def test_the_worlds_are_those_of_every_machine() -> None:
    assert world(InputUncertainty(), 0) == World(0.802658, 1.016888, 0.973002, 1.182809)
    assert len(set(worlds(InputUncertainty()))) == POINTS


def test_a_world_moves_what_it_says_and_nothing_else() -> None:
    data = lead_case()
    moved = World(2.0, 3.0, 0.5, 1.5).apply(data)
    for before, after in zip(data.contact_types, moved.contact_types, strict=True):
        assert after.annual_volume == 2.0 * before.annual_volume
        assert after.handle_time.mean_minutes == 3.0 * before.handle_time.mean_minutes
        assert after.patience == (before.patience and before.patience.scaled(0.5))
    assert moved.groups[0].absence_share == pytest.approx(1.5 * data.groups[0].absence_share)
    assert (moved.calendar, moved.targets, moved.seed) == (data.calendar, data.targets, data.seed)


def test_work_without_patience_and_absence_at_its_most_are_in_reach() -> None:
    moved = World(1.0, 1.0, 2.0, 3.0).apply(two_queues())
    assert moved.contact_types[1].patience is None
    crowd = engine_input((call(),), (group(absence_share=0.5),))
    assert World(1.0, 1.0, 1.0, 3.0).apply(crowd).groups[0].absence_share == 1.0
