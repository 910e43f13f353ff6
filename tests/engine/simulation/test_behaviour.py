"""What people do, seen one rule at a time."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.simulation.duties import BLOCK, PAUSE, duties
from scoring.engine.simulation.run import simulate
from scoring.engine.simulation.state import Rules, ShiftEnd
from tests.engine.builders import ALL_DAYS, call, engine_input, group, round_the_clock

FIXED = model.HandleTime(20.0, model.Distribution.DETERMINISTIC)
DAY_SHIFT = model.Shift(ALL_DAYS, 480, 930, 6, break_minutes=30)


def test_pauses_are_spread_and_nobody_works_more_than_six_hours_without() -> None:
    found = duties(engine_input((call(),), (group(shifts=(DAY_SHIFT,)),), weeks=1))
    pauses = np.sort(found.steps[found.steps["kind"] == PAUSE]["at"][:6] % 1440)
    assert np.diff(pauses).min() > 5.0
    assert pauses.min() >= 480 + 450 - 360 - 30
    assert pauses.max() <= 480 + 360


def test_a_night_shift_lasts_an_hour_more_when_the_clock_goes_back() -> None:
    night = model.Shift((5,), 1320, 1800, 1)
    data = engine_input((call(),), (group(shifts=(night,)),), weeks=1)
    calendar = model.Calendar(dt.date(2026, 10, 19), 1)
    assert duties(dataclasses.replace(data, calendar=calendar)).scheduled[0] == 540
    assert duties(data).scheduled[0] == 480


def test_absence_and_training_take_what_they_say() -> None:
    team = group(10, absence_share=0.2, shrinkage_share=0.1)
    found = simulate(engine_input((call(),), (team,), weeks=20), replications=4).groups[0]
    assert found.present_hours.mean == pytest.approx(0.8 * 0.9 * found.scheduled_hours, rel=0.02)


@pytest.mark.parametrize(("hours", "blocks"), [(7, 1), (12, 1), (13, 2), (16, 2), (24, 3)])
def test_absence_is_drawn_for_the_whole_shift_up_to_twelve_hours(hours: int, blocks: int) -> None:
    shift = model.Shift((0,), 0, 60 * hours, 1)
    steps = duties(engine_input((call(),), (group(shifts=(shift,)),), weeks=1)).steps
    assert np.count_nonzero(steps["kind"] == BLOCK) == blocks


def test_ramp_up_starts_with_a_part_of_the_team() -> None:
    full = engine_input((call(),), (group(40),), weeks=2)
    ramp = engine_input((call(),), (group(40, ramp_up_weeks=3),), weeks=2)
    hours = [simulate(data, replications=6).groups[0].present_hours.mean or 0.0 for data in (full, ramp)]
    # A quarter of the team in the first week, half in the second.
    assert hours[1] / hours[0] == pytest.approx(0.375, abs=0.05)


def test_contacts_that_outlast_the_shift_are_finished_as_overtime() -> None:
    busy = call(annual_volume=400_000.0, handle_time=FIXED)
    shift = model.Shift((0,), 480, 540, 3)
    data = engine_input((busy,), (group(shifts=(shift,)),), weeks=4)
    team = simulate(data, replications=3).groups[0]
    assert (team.present_hours.mean or 0) > team.scheduled_hours
    overtime = (team.present_hours.mean or 0) - team.scheduled_hours
    assert team.overtime_hours.mean == pytest.approx(overtime)


def test_two_chats_at_a_time_serve_more_and_a_slowing_growth_serves_fewer() -> None:
    chat = call(channel=model.Channel.CHAT, annual_volume=80_000.0)
    teams = [group(2), group(2, chat_concurrency=2, chat_growth_share=0.6), group(2, chat_concurrency=2)]
    found = [
        simulate(engine_input((chat,), (team,)), replications=3).overall.answered_share.mean for team in teams
    ]
    assert found == sorted(found, key=lambda share: share or 0.0)
    assert len(set(found)) == 3


def test_chats_at_twice_the_length_and_two_at_a_time_work_as_long() -> None:
    chat = call(channel=model.Channel.CHAT, annual_volume=2_000.0, handle_time=FIXED)
    data = engine_input((chat,), (group(4, chat_concurrency=2),), weeks=20)
    found = simulate(data, replications=3).overall
    assert found.work_hours.mean == pytest.approx((found.answered.mean or 0.0) * 10 / 60, rel=0.01)


def test_the_first_skill_is_served_first() -> None:
    types = (call(), call(id="other"))
    first, other = simulate(
        engine_input(types, (group(4, skills=("call", "other")),)), replications=5
    ).by_contact_type
    assert (first.measures.mean_wait_seconds.mean or 0) < (other.measures.mean_wait_seconds.mean or 0)


def test_specialists_answer_before_those_who_could_answer_something_else() -> None:
    types = (call(annual_volume=9_000.0), call(id="other", annual_volume=1_000.0))
    both = group(3, id="both", skills=("call", "other"))
    found = simulate(engine_input(types, (both, group(3))), replications=3)
    generalist, specialist = found.groups
    assert (specialist.occupancy.mean or 0) > (generalist.occupancy.mean or 1)


def test_work_that_can_wait_fills_the_gaps_and_is_late_when_there_are_none() -> None:
    mail = call(id="mail", channel=model.Channel.EMAIL, patience=None, due_hours=24.0, annual_volume=40_000.0)
    teams = [group(heads, skills=("call", "mail")) for heads in (9, 1)]
    ample, scarce = (simulate(engine_input((call(), mail), (team,)), replications=3) for team in teams)
    assert (ample.by_contact_type[1].measures.answered_share.mean or 0) > 0.995
    assert (scarce.by_contact_type[1].measures.answered_share.mean or 1) < 0.9


def test_passed_on_callers_are_counted_to_the_end_of_their_path() -> None:
    types = (call(escalation=model.Escalation("second", 0.5)), call(id="second", level=2, annual_volume=0.0))
    one, two = group(8), group(1, id="two", skills=("second",))
    found = simulate(engine_input(types, (one, two)), replications=5)
    first, second = (item.measures for item in found.by_contact_type)
    assert second.offered.mean == pytest.approx(0.5 * (first.answered.mean or 0), rel=0.03)
    lost = (first.lost.mean or 0) + (second.lost.mean or 0)
    assert found.overall.completed.mean == pytest.approx((found.overall.offered.mean or 0) - lost)


def test_teams_counted_by_heads_answer_fewer() -> None:
    data = engine_input((call(annual_volume=90_000.0),), (group(shifts=round_the_clock(4)),), weeks=8)
    own = simulate(data, replications=6)
    heads = simulate(data, replications=6, rules=Rules(ShiftEnd.FIRST_FREE))
    assert (own.overall.answered_share.mean or 0) > (heads.overall.answered_share.mean or 1)


def test_hours_without_anybody_are_seen_by_those_who_call_then() -> None:
    data = engine_input((call(),), (group(shifts=(model.Shift(ALL_DAYS, 0, 720, 5),)),))
    found = simulate(data, replications=3)
    # A little under half: those who finish a call after noon are still there.
    assert 0.44 < (found.overall.deserted_share.mean or 0) < 0.5
    assert found.coverage_holes[0].hours[:2] == (12, 13)


def test_whoever_left_in_a_colleagues_place_does_not_come_twice() -> None:
    shifts = (model.Shift(ALL_DAYS, 0, 1440, 2), model.Shift(ALL_DAYS, 360, 1800, 2))
    data = engine_input((call(annual_volume=60_000.0),), (group(shifts=shifts),), weeks=4)
    team = simulate(data, replications=3, rules=Rules(ShiftEnd.FIRST_FREE)).groups[0]
    assert team.present_hours.mean == pytest.approx(team.scheduled_hours, rel=0.01)


def test_who_is_held_for_days_is_free_again_at_the_minute() -> None:
    """The agenda turns once a day: two days are two turns, in the same place as those who end sooner."""
    long = call(
        id="long",
        annual_volume=8_766.0,
        handle_time=model.HandleTime(2880.0, model.Distribution.DETERMINISTIC),
    )
    short = call(annual_volume=60_000.0, handle_time=FIXED)
    shift = model.Shift(ALL_DAYS, 0, 1440, 1)
    others = group(3)
    alone = simulate(engine_input((short,), (others,), weeks=4), replications=2)
    held = group(1, id="held", skills=("long",), shifts=(shift,))
    both = simulate(engine_input((short, long), (others, held), weeks=4), replications=2)
    assert both.groups[0].work_hours == alone.groups[0].work_hours
    # Whoever comes at midnight takes one call and leaves when it ends: one a day.
    assert both.by_contact_type[1].measures.answered.mean == pytest.approx(365.25, rel=0.05)
