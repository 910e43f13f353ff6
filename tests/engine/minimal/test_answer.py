"""What would it take: the answer holds its promise, lawfully, and is near the least."""

import dataclasses

import numpy as np
import pytest

from scoring.engine.erlang import erlang_a
from scoring.engine.feasibility import Severity, paper_check
from scoring.engine.minimal import required_staffing, staff
from scoring.engine.minimal.labour import is_lawful
from scoring.engine.minimal.people import NOT_OF_STAFF
from scoring.engine.model import (
    Channel,
    EngineInput,
    HandleTime,
    Patience,
    Redial,
    ServiceLevel,
    Target,
    VolumeUncertainty,
    WeeklyProfile,
)
from scoring.engine.simulation.run import simulate
from tests.engine.builders import answered_target, call, engine_input, prompt_target
from tests.engine.minimal.worlds import TILES, agents, flat, staffing, two_languages

CASES = {
    "flat": flat(),
    "in time": flat(30_000.0, prompt_target(60.0, 0.85)),
    "two languages": two_languages(),
}
WEEKS = 365.25 / 7


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> EngineInput:
    return CASES[request.param]


def with_roster(data: EngineInput) -> EngineInput:
    return dataclasses.replace(data, groups=staffing(data).groups).check()


def test_the_roster_holds_its_targets_with_other_callers(case: EngineInput) -> None:
    found = simulate(with_roster(case), replications=12, seed=case.seed + 1)
    for target in found.targets:
        reached, noise = target.reached_share
        assert reached is not None
        assert noise is not None
        assert reached + noise >= target.promised_share


def test_the_staff_declared_can_lawfully_work_the_roster(case: EngineInput) -> None:
    findings = paper_check(with_roster(case)).findings
    assert {one.code for one in findings} <= NOT_OF_STAFF
    assert {one.severity for one in findings} <= {Severity.TO_JUSTIFY}


def test_every_shift_is_lawful_and_one_of_those_offered(case: EngineInput) -> None:
    found = staffing(case)
    for shift in (shift for one in found.groups for shift in one.shifts):
        worked = shift.end_minute - shift.start_minute - shift.break_minutes
        assert (worked, shift.break_minutes) in found.labour.lengths
        assert is_lawful(shift.start_minute, worked, shift.break_minutes)
        assert len(shift.days) <= 5


def test_somebody_able_is_there_whenever_a_contact_may_come(case: EngineInput) -> None:
    assert not simulate(with_roster(case), replications=2).coverage_holes


def test_no_roster_goes_under_the_bounds(case: EngineInput) -> None:
    found = staffing(case)
    bound = found.lower_bound
    assert 0.0 < bound.workload_hours <= bound.erlang_hours * (1.0 + 1e-9)
    assert bound.erlang_hours * 0.97 < found.paid_hours < bound.erlang_hours * 1.35


def test_every_target_is_told_with_its_noise(case: EngineInput) -> None:
    found = staffing(case)
    assert [one.id for one in found.targets] == [one.id for one in case.targets]
    assert all(one.is_held and one.half_width_95 is not None for one in found.targets)


@pytest.mark.parametrize("share", [0.8, 0.95])
def test_a_flat_pool_needs_what_erlang_a_says(share: float) -> None:
    """Hours may mix n - 1 and n heads, n being the least that Erlang A allows all day long."""
    load = 50_000.0 / 8766.0 / 3.0
    answered = np.asarray(erlang_a(load, np.arange(40.0), 4.0 / 20.0).p_answer)
    least = int(np.flatnonzero(answered >= share)[0])
    heads = staffing(flat(target=answered_target(share)), TILES).paid_hours / WEEKS / 168.0
    assert least - 1.05 < heads < least + 0.35


@pytest.mark.parametrize("data", [flat(), two_languages()], ids=["flat", "two languages"])
def test_more_callers_never_need_fewer_hours(data: EngineInput) -> None:
    types = tuple(
        dataclasses.replace(item, annual_volume=1.4 * item.annual_volume) for item in data.contact_types
    )
    more = staffing(dataclasses.replace(data, contact_types=types))
    assert more.paid_hours > staffing(data).paid_hours
    assert more.lower_bound.erlang_hours > staffing(data).lower_bound.erlang_hours


def test_a_higher_promise_costs_more() -> None:
    assert staffing(two_languages(share=0.95)).paid_hours > staffing(two_languages()).paid_hours


def test_the_same_question_has_the_same_answer() -> None:
    assert required_staffing(flat(8_000.0)).to_dict() == required_staffing(flat(8_000.0)).to_dict()


def test_the_roster_given_is_not_read_but_the_kinds_of_agent_are() -> None:
    data = flat(8_000.0)
    rostered = dataclasses.replace(data, groups=staffing(data).groups)
    assert staffing(rostered).groups == staffing(data).groups


def test_kinds_of_agent_are_derived_by_level_and_language() -> None:
    found = {one.id: one.skills for one in staffing(two_languages()).profiles}
    assert found == {"n1-fr": ("fr",), "n1-en-fr": ("en", "fr"), "n2-fr": ("fr2",)}


def test_absences_cost_persons_and_hours() -> None:
    present, absent = (
        dataclasses.replace(flat(), groups=(agents(absence_share=share),)) for share in (0.0, 0.2)
    )
    assert staffing(absent).paid_hours > 1.1 * staffing(present).paid_hours
    assert staffing(absent).persons > staffing(present).persons


def test_work_that_can_wait_is_staffed_too() -> None:
    callbacks = call(
        id="later", channel=Channel.CALLBACK, patience=None, due_hours=48.0, annual_volume=40_000.0
    )
    both = engine_input(
        (call(), callbacks), (agents(skills=("call", "later")),), answered_target(0.9), weeks=6
    )
    assert staffing(both).paid_hours > staffing(flat()).paid_hours + 40_000.0 / 3.0 * 0.5
    done = simulate(with_roster(both), replications=3).by_channel["callback"].answered_share.mean
    assert done is not None
    assert done > 0.99


ONE_HOUR = WeeklyProfile(tuple(float(hour == 50) for hour in range(168)))
HARD = {
    "all in one hour": call(profile=ONE_HOUR),
    "due in half an hour": call(channel=Channel.EMAIL, patience=None, due_hours=0.5),
    "years that differ": call(volume_uncertainty=VolumeUncertainty(0.8, 0.8)),
    "who hangs up at once": call(patience=Patience(4.0, 1.0)),
    "who redials": call(redial=Redial(0.9, 2.0)),
    "a minute": call(handle_time=HandleTime(1.0)),
}


@pytest.mark.parametrize("kind", HARD)
def test_what_the_program_does_not_see_is_learned_from_simulation(kind: str) -> None:
    found = staffing(engine_input((HARD[kind],), (), answered_target(0.9), weeks=6))
    assert found.targets[0].is_held
    assert found.rosters <= 12


@pytest.mark.parametrize("kind", ServiceLevel)
def test_each_definition_of_the_service_level_is_held(kind: ServiceLevel) -> None:
    target = dataclasses.replace(prompt_target(30.0, 0.85), service_level=kind)
    assert staffing(flat(20_000.0, target)).targets[0].is_held


def test_nobody_calls_nobody_is_needed() -> None:
    found = staffing(flat(0.0))
    assert (found.persons, found.paid_hours, found.groups) == (0, 0.0, ())
    assert [(one.reached_share, one.is_held) for one in found.targets] == [(None, True)]


def test_what_is_printed_is_plain_and_its_groups_are_an_input() -> None:
    data = flat(8_000.0)
    printed = staff(data, replications=10)
    assert printed["schema"] == "capacity-staffing/1"
    again = EngineInput.from_dict({**data.to_dict(), "groups": printed["groups"]})
    assert again.groups == required_staffing(data, replications=10).groups


def test_those_promised_nothing_do_not_take_the_staff_of_the_others() -> None:
    data = two_languages()
    english = Target("en", "Anglais", answered_target().measure, 0.95, languages=("en",))
    found = staffing(dataclasses.replace(data, targets=(english,)))
    french = simulate(dataclasses.replace(data, groups=found.groups), replications=3).by_language["fr"]
    assert found.targets[0].is_held
    assert french.completed_share.mean is not None
    assert french.completed_share.mean > 0.7


def test_nobody_waits_for_contacts_after_closing() -> None:
    """Level 2 closes with level 1, but for those in hand."""
    level_2 = staffing(two_languages()).profiles[-1]
    assert not any(level_2.required[0:7])
    assert sum(level_2.scheduled[0:7]) == 0.0
