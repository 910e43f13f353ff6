"""What an offer becomes in other circumstances, and the multiples at which a promise breaks."""

import json
from dataclasses import replace

import pytest

from scoring.engine import stress_changes as changes
from scoring.engine.model import Channel, Employer, Escalation, HandleTime, Shift
from scoring.engine.quick import quick_look
from scoring.engine.stress import StressResult, holds, scenarios, volume_multiple_at_break
from tests.engine.builders import ALL_DAYS, answered_target, call, engine_input, group, lead_case

AGENCY = Employer("Renfort (fictif)", is_subcontractor=True)


def held_at(heads: int) -> tuple[Shift, ...]:
    """Round the clock at Lyon by day, at Lille by night."""
    day = Shift(ALL_DAYS, 480, 1440, heads, site="Lyon")
    return day, Shift(ALL_DAYS, 0, 480, heads, site="Lille")


@pytest.fixture(scope="module")
def found() -> StressResult:
    teams = (group(4, shifts=held_at(4)), group(1, id="renfort", employer=AGENCY))
    return scenarios(engine_input((call(),), teams, answered_target(0.8), weeks=1))


def test_the_promise_holds_just_under_and_breaks_just_over() -> None:
    data = engine_input((call(),), (group(5),), answered_target(0.9), weeks=1)
    margin = volume_multiple_at_break(data)
    assert margin.volume_multiple is not None
    assert holds(data, margin.volume_multiple)
    assert not holds(data, margin.volume_multiple * 1.02)


def test_a_promise_that_never_holds_has_no_margin() -> None:
    data = engine_input((call(),), (), answered_target(0.9), weeks=1)
    assert volume_multiple_at_break(data).volume_multiple is None
    assert scenarios(data).margin_share is None


def test_a_promise_that_always_holds_says_so() -> None:
    data = engine_input((call(annual_volume=10.0),), (group(5),), answered_target(0.9), weeks=1)
    assert volume_multiple_at_break(data).is_beyond


def test_without_a_target_there_is_no_margin() -> None:
    data = engine_input((call(),), (group(5),))
    for ask in (volume_multiple_at_break, scenarios):
        with pytest.raises(ValueError, match="target"):
            ask(data)


def test_more_calls_and_longer_calls_never_serve_more(found: StressResult) -> None:
    for points in (found.volume, found.handle_time, found.launch):
        shares = [point.served_share for point in points]
        assert None not in shares
        assert shares == sorted(shares, reverse=True)  # type: ignore[type-var]


def test_the_specified_volume_is_the_quick_look_itself(found: StressResult) -> None:
    teams = (group(4, shifts=held_at(4)), group(1, id="renfort", employer=AGENCY))
    looked = quick_look(engine_input((call(),), teams, answered_target(0.8), weeks=1))
    asked = next(point for point in found.volume if point.value == 1.0)
    assert asked.served_share == looked.overall.completed_share
    assert asked.targets[0].reached_share == looked.targets[0].reached_share
    assert asked.empty_hours == 0


def test_a_lost_site_leaves_its_hours_empty_but_for_the_others(found: StressResult) -> None:
    assert [point.label for point in found.sites] == ["Lyon", "Lille"]
    assert all(point.empty_hours == 0 for point in found.sites)  # the subcontractor stays, at no named site
    alone = engine_input((call(),), (group(4, shifts=held_at(4)),), answered_target(), weeks=1)
    assert [point.empty_hours for point in scenarios(alone).sites] == [16 * 7, 8 * 7]


def test_a_subcontractor_who_leaves_takes_its_teams(found: StressResult) -> None:
    (without,) = found.subcontractors
    alone = engine_input((call(),), (group(4, shifts=held_at(4)),), answered_target(0.8), weeks=1)
    assert without.label == AGENCY.name
    assert without.served_share == quick_look(alone).overall.completed_share


def test_the_margin_is_what_the_volume_break_leaves(found: StressResult) -> None:
    assert found.volume_break.volume_multiple is not None
    assert found.margin_share == pytest.approx(found.volume_break.volume_multiple - 1)


def test_the_handle_time_breaks_between_two_points_that_agree(found: StressResult) -> None:
    minutes = found.handle_time_break.minutes
    assert minutes is not None
    for point in found.handle_time:
        assert point.value is not None
        if abs(point.value / minutes - 1) > 0.03:
            assert point.holds is (point.value < minutes)


def test_the_work_of_a_call_counts_the_levels_it_is_passed_to() -> None:
    first = call(handle_time=HandleTime(5.0), escalation=Escalation("second", 0.6))
    second = call(id="second", level=2, annual_volume=0.0, handle_time=HandleTime(25.0))
    data = engine_input((first, second), (group(skills=("call", "second")),))
    assert changes.minutes_per_call(data) == pytest.approx(20.0)
    assert changes.minutes_per_call(changes.lengthened(data, 1.5)) == pytest.approx(30.0)


def test_longer_calls_leave_the_chats_as_they_are() -> None:
    chat = call(id="chat", channel=Channel.CHAT, handle_time=HandleTime(35.0))
    data = engine_input((call(), chat), (group(skills=("call", "chat")),))
    times = [item.handle_time.mean_minutes for item in changes.lengthened(data, 2.0).contact_types]
    assert times == [40.0, 35.0]


def test_where_nobody_calls_the_handle_times_vary_by_multiples() -> None:
    chat = call(channel=Channel.CHAT, handle_time=HandleTime(35.0))
    result = scenarios(engine_input((chat,), (group(),), answered_target(), weeks=1))
    assert (result.handle_time_unit, result.minutes_per_call) == ("multiple", None)
    assert result.handle_time_break.minutes is None
    assert result.handle_time[0].served_share > result.handle_time[-1].served_share  # type: ignore[operator]


def test_a_launch_is_seen_with_the_strength_of_its_first_weeks() -> None:
    slow = engine_input((call(),), (group(5, ramp_up_weeks=8),), answered_target(), weeks=12)
    ready = replace(slow, groups=(group(5),))
    at_launch, at_full_strength = (scenarios(one).launch[0] for one in (slow, ready))
    assert at_launch.served_share < at_full_strength.served_share  # type: ignore[operator]


def test_the_lead_case_is_told_whole_and_its_progress_reaches_the_end() -> None:
    steps: list[tuple[int, int]] = []
    document = scenarios(lead_case(), on_progress=lambda *step: steps.append(step)).to_dict()
    assert document["schema"] == "capacity-stress/1"
    assert json.loads(json.dumps(document)) == document
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]
    assert len(steps) < 60
