"""The callers: how many, when, and who stays the same when something else changes."""

import dataclasses
import datetime as dt

import numpy as np

from scoring.engine import model
from scoring.engine.simulation.draws import duration
from scoring.engine.simulation.philox import four
from scoring.engine.simulation.scenario import ARRIVAL, draw
from scoring.engine.simulation.workload import workload
from tests.engine.builders import call, engine_input, group, lead_case
from tests.engine.simulation.worlds import z_score


def test_the_same_name_gives_the_same_callers() -> None:
    asked = workload(lead_case())
    last, first = draw(asked, 5, 8), draw(asked, 5, 7)
    assert np.array_equal(draw(asked, 5, 8).callers, last.callers)
    assert np.array_equal(draw(asked, 5, 7).callers, first.callers)
    assert not np.array_equal(draw(asked, 6, 8).callers["at"][:99], last.callers["at"][:99])


def test_names_taken_eight_at_once_give_what_each_gives_alone() -> None:
    asked = workload(lead_case())
    found, of = draw(asked, 2**64 - 5, 2**32 - 2)
    for caller in found[:: found.size // 300]:
        words = four(of, caller["rank"], caller["hour"], ARRIVAL | (int(caller["kind"]) << 22))
        law = asked.handle.of[caller["kind"]]
        minutes = duration(words[1], law, asked.handle.quantiles, asked.handle.observed)
        assert caller["handle"] == np.float32(minutes)
        assert (caller["second"] >= 0.0) == (int(words[2]) < asked.lanes["onward"][caller["lane"]])


def test_callers_arrive_in_order_at_the_expected_rate() -> None:
    asked = workload(engine_input((call(volume_uncertainty=model.VolumeUncertainty()),), (group(),)))
    found = [draw(asked, 1, number).callers for number in range(60)]
    assert all(np.all(np.diff(one["at"]) >= 0) for one in found)
    assert abs(z_score([one.size for one in found], asked.expected.sum())) < 3.5
    counts = np.array([np.bincount((one["at"] // 60).astype(int), minlength=672) for one in found])
    assert 0.97 < counts.var(axis=0).mean() / counts.mean() < 1.03


def test_another_type_or_a_larger_volume_leaves_callers_who_they_are() -> None:
    one = workload(engine_input((call(),), (group(),)))
    chat = call(id="chat", channel=model.Channel.CHAT, annual_volume=9000.0)
    more = workload(engine_input((call(annual_volume=80_000.0), chat), (group(),)))
    few, many = draw(one, 3, 0).callers, draw(more, 3, 0).callers
    many = many[many["kind"] == 0]
    handle = {(c["hour"], c["rank"]): c["handle"] for c in many}
    shared = [handle[c["hour"], c["rank"]] == c["handle"] for c in few if (c["hour"], c["rank"]) in handle]
    assert all(shared)
    assert len(shared) > 0.97 * few.size


def test_levels_have_the_spread_declared() -> None:
    uncertain = call(annual_volume=400_000.0, volume_uncertainty=model.VolumeUncertainty(0.2, 0.1))
    asked = workload(engine_input((uncertain,), (group(),)))
    sizes = np.array([draw(asked, 2, number).callers.size for number in range(400)]) / asked.expected.sum()
    assert abs(z_score(sizes, 1.0)) < 3.5
    assert 0.18 < sizes.std() < 0.24


def test_callers_follow_the_clock_on_the_wall() -> None:
    calendar = model.Calendar(dt.date(2026, 10, 19), 1)
    weights = tuple(float(hour == 6 * 24 + 2) for hour in range(168))
    item = call(profile=model.WeeklyProfile(weights), annual_volume=500_000.0)
    data = dataclasses.replace(engine_input((item,), (group(),)), calendar=calendar)
    hours = np.unique(draw(workload(data), 1, 0).callers["hour"])
    assert hours.tolist() == [146, 147]
