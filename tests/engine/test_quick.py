"""The quick look against exact numbers, its own laws, and inputs that try to break it."""

import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.capacity.variants import scaled
from scoring.engine import model
from scoring.engine.erlang import erlang_a
from scoring.engine.quick import quick_look
from scoring.engine.result import Measures, QuickResult
from scoring.engine.tables import remembered
from tests.engine.builders import (
    ALL_DAYS,
    answered_target,
    call,
    engine_input,
    group,
    lead_case,
    prompt_target,
    round_the_clock,
    vectors,
)  # fmt: skip

YEAR_HOURS = 8766.0


@pytest.fixture(scope="module")
def lead() -> QuickResult:
    return quick_look(lead_case())


def scopes(result: QuickResult) -> list[Measures]:
    by = [*result.by_channel.values(), *result.by_language.values(), *result.by_level.values()]
    return [result.overall, *by, *(item.measures for item in result.by_contact_type)]


def test_a_constant_single_pool_is_erlang_a() -> None:
    data = engine_input((call(),), (group(4),), prompt_target())
    found, exact = quick_look(data).overall, erlang_a(50_000 / YEAR_HOURS / 3, 4, 0.2, (1 / 20,))
    level = next(item for item in found.service_levels if item.threshold_seconds == 60)
    assert found.answered_share == pytest.approx(float(exact.p_answer), abs=5e-4)
    assert level.offered == pytest.approx(exact.sl_offered[0], abs=5e-4)
    assert level.answered == pytest.approx(exact.sl_answered[0], abs=5e-4)
    assert level.virtual == pytest.approx(exact.sl_virtual[0], abs=5e-4)
    assert level.short_abandons_excluded == pytest.approx(exact.sl_short_abandons_excluded[0], abs=5e-4)
    assert found.mean_wait_seconds == pytest.approx(float(exact.mean_wait) * 1200, abs=0.5)
    assert found.mean_wait_answered_seconds == pytest.approx(float(exact.mean_wait_answered) * 1200, abs=0.5)
    assert found.occupancy == pytest.approx(float(exact.occupancy), abs=1e-3)


def test_a_large_pool_is_erlang_a() -> None:
    data = engine_input((call(annual_volume=20e6),), (group(700),))
    exact = erlang_a(20e6 / YEAR_HOURS / 3, 700, 0.2)
    assert quick_look(data).overall.answered_share == pytest.approx(float(exact.p_answer), abs=1e-3)


def test_hours_of_a_week_against_the_exact_chain() -> None:
    table = vectors("modelS_week.csv")
    shifts = tuple(
        model.Shift((hour // 24,), hour % 24 * 60, hour % 24 * 60 + 60, int(heads))
        for hour, heads in enumerate(table["servers"])
    )
    volume = table["offered"].sum() * YEAR_HOURS / 168
    profile = model.WeeklyProfile(tuple(table["offered"].tolist()))
    data = engine_input(
        (call(annual_volume=volume, profile=profile),), (group(shifts=shifts),), prompt_target(20)
    )
    found = quick_look(data)
    error = np.array(found.by_contact_type[0].answered_share_by_hour, dtype=float)
    error -= 1 - table["abandoned"] / table["offered"]
    assert np.abs(error).max() < 0.030
    assert np.sqrt((error**2).mean()) < 0.0070
    within = table["answered_within_20s"].sum() / table["offered"].sum()
    level = next(item for item in found.overall.service_levels if item.threshold_seconds == 20)
    assert level.offered == pytest.approx(within, abs=0.003)


def test_absence_costs_more_than_its_mean() -> None:
    data = engine_input((call(),), (group(6, absence_share=0.5),))
    exact = [float(erlang_a(50_000 / YEAR_HOURS / 3, n, 0.2).p_answer) for n in range(7)]
    odds = [1, 6, 15, 20, 15, 6, 1]
    drawn = float(np.dot(exact, odds)) / 64
    assert quick_look(data).overall.answered_attempts_share == pytest.approx(drawn, abs=1e-3)
    assert drawn < exact[3] - 0.01


def test_who_hangs_up_at_once_is_lost_when_all_are_busy() -> None:
    data = engine_input((call(patience=model.Patience(4.0, 1.0)),), (group(4),))
    exact = erlang_a(50_000 / YEAR_HOURS / 3, 4, 0.2, hang_up_at_once=1.0)
    assert quick_look(data).overall.answered_share == pytest.approx(float(exact.p_answer), abs=5e-4)


def test_redials_meet_the_fixed_point_when_the_delay_is_long() -> None:
    redial = model.Redial(0.6, 600.0)
    found = quick_look(engine_input((call(redial=redial),), (group(4),), weeks=52)).overall
    outside = 50_000 / YEAR_HOURS / 3
    load = outside
    for _ in range(200):
        load = outside + 0.6 * load * float(erlang_a(load, 4, 0.2).p_abandon)
    assert found.attempts == pytest.approx(50_000 * load / outside, rel=0.005)
    assert found.abandoned == pytest.approx(
        found.attempts * float(erlang_a(load, 4, 0.2).p_abandon), rel=0.01
    )


def test_two_types_with_the_same_people_share_one_pool() -> None:
    halves = tuple(call(id=name, annual_volume=25_000.0) for name in ("one", "two"))
    found = quick_look(engine_input(halves, (group(4, skills=("one", "two")),)))
    whole = quick_look(engine_input((call(),), (group(4),)))
    assert found.overall.answered == pytest.approx(whole.overall.answered, rel=1e-9)


def test_chats_share_a_person() -> None:
    chat = call(id="chat", channel=model.Channel.CHAT, annual_volume=30_000.0)
    found = quick_look(engine_input((chat,), (group(2, skills=("chat",), chat_concurrency=2),)))
    exact = erlang_a(30_000 / YEAR_HOURS / 3, 4, 0.2)
    assert found.overall.answered_share == pytest.approx(float(exact.p_answer), abs=5e-4)
    assert found.overall.occupancy == pytest.approx(float(exact.occupancy), abs=1e-3)


def test_level_two_receives_its_share_of_level_one() -> None:
    first = call(escalation=model.Escalation("second", 0.6))
    second = call(id="second", level=2, annual_volume=0.0)
    teams = (group(4), group(3, id="expert", skills=("second",)))
    found = quick_look(engine_input((first, second), teams, weeks=26))
    assert found.by_level[2].offered == pytest.approx(0.6 * found.by_level[1].answered, rel=0.002)
    assert found.overall.offered == pytest.approx(50_000)
    assert found.overall.completed == pytest.approx(
        found.by_level[1].answered - found.by_level[2].lost, rel=1e-9
    )


def test_work_that_can_wait_is_done_between_calls() -> None:
    mail = call(id="mail", channel=model.Channel.EMAIL, patience=None, due_hours=48.0, annual_volume=10_000.0)
    data = engine_input((call(annual_volume=20_000.0), mail), (group(3, skills=("call", "mail")),))
    found = quick_look(data).by_channel["email"]
    assert found.answered_share == pytest.approx(1.0, abs=0.005)
    assert found.work_hours == pytest.approx(10_000 / 3, rel=0.01)


def test_late_work_is_lost_when_nobody_has_time() -> None:
    mail = call(id="mail", channel=model.Channel.EMAIL, patience=None, due_hours=24.0)
    found = quick_look(engine_input((mail,), (group(1, skills=("mail",)),), weeks=26)).overall
    assert found.work_hours == pytest.approx(YEAR_HOURS, rel=0.01)
    assert found.answered_share == pytest.approx(3 * YEAR_HOURS / 50_000, rel=0.01)


def test_a_language_that_nobody_speaks_is_a_hole() -> None:
    other = call(id="en", language="en", annual_volume=5_000.0)
    found = quick_look(engine_input((call(), other), (group(4),), answered_target()))
    hole = found.coverage_holes[0]
    assert (hole.language, len(hole.hours), hole.minutes_per_week) == ("en", 168, 10_080)
    assert found.by_language["en"].answered_share == 0.0
    assert found.by_language["en"].occupancy is None


def test_holes_are_seen_to_the_minute() -> None:
    team = group(shifts=(model.Shift(ALL_DAYS, 0, 1425, 4),))
    found = quick_look(engine_input((call(),), (team,)))
    assert found.coverage_holes[0].hours == tuple(range(23, 168, 24))
    assert found.coverage_holes[0].minutes_per_week == 7 * 15


def test_subcontracted_work_is_told_by_level() -> None:
    helper = model.Employer("Centre d’appels (fictif)", is_subcontractor=True)
    teams = (group(2), group(2, id="helper", employer=helper))
    work = quick_look(engine_input((call(),), teams)).work_by_level[0]
    assert work.subcontracted_work_share == pytest.approx(0.5, abs=1e-6)
    assert work.own_answered == pytest.approx(work.subcontracted_answered, rel=1e-6)


def test_nothing_is_lost_between_the_counts(lead: QuickResult) -> None:
    for found in scopes(lead):
        assert found.answered + found.lost == pytest.approx(found.offered, rel=1e-9)
        assert found.answered + found.abandoned == pytest.approx(found.attempts, rel=1e-9)
        assert found.completed <= found.answered
        assert found.redials <= 0.4 * found.abandoned + 1e-9
    assert lead.overall.offered == pytest.approx(132_000)
    assert sum(item.offered for item in lead.by_channel.values()) == pytest.approx(132_000)
    assert sum(item.offered for item in lead.by_language.values()) == pytest.approx(132_000)


def test_hours_worked_are_told_the_same_way_everywhere(lead: QuickResult) -> None:
    by_group = sum(item.work_hours for item in lead.groups)
    by_level = sum(item.own_work_hours + item.subcontracted_work_hours for item in lead.work_by_level)
    assert by_group == pytest.approx(by_level)
    assert by_group == pytest.approx(lead.overall.work_hours, rel=0.005)


def test_the_result_is_plain_json(lead: QuickResult) -> None:
    document = json.loads(json.dumps(lead.to_dict(), allow_nan=False))
    assert document["schema"] == "capacity-quick/1"
    assert len(document["heads_by_level"]["1"]["required"]) == 168
    assert [item["id"] for item in document["targets"]] == ["appels-repondus", "decroche-60s", "tchats-pris"]


def test_the_same_input_gives_the_same_bits(lead: QuickResult) -> None:
    assert quick_look(lead_case()) == lead


def test_progress_ends_at_the_last_hour() -> None:
    seen: list[tuple[int, int]] = []
    quick_look(lead_case(), lambda done, total: seen.append((done, total)))
    assert seen[-1] == (52 * 168, 52 * 168)
    assert len(seen) > 10


def test_required_heads_keep_the_promise_and_one_less_does_not() -> None:
    data = engine_input((call(),), (group(4),), prompt_target(60, 0.8))
    required = int(quick_look(data).heads_total.required[12])
    load = 50_000 / YEAR_HOURS / 3
    levels = erlang_a(load, np.array([required - 1, required]), 0.2, (1 / 20,)).sl_offered[:, 0]
    assert levels[0] < 0.8 <= levels[1]


@settings(max_examples=40, deadline=None)
@given(
    heads=st.lists(st.integers(0, 8), min_size=3, max_size=3),
    volumes=st.lists(st.floats(0.0, 80_000.0), min_size=2, max_size=2),
    where=st.integers(0, 2),
    absence=st.floats(0.0, 0.5),
)
def test_more_staff_never_answers_less(
    heads: list[int], volumes: list[float], where: int, absence: float
) -> None:
    types = tuple(
        call(id=name, annual_volume=volume, redial=model.Redial(0.4))
        for name, volume in zip(("fr", "en"), volumes, strict=True)
    )
    skills = (("fr",), ("en",), ("en", "fr"))
    answers = []
    for extra in (0, 1):
        teams = tuple(
            group(id=f"g{k}", skills=skills[k], absence_share=absence,
                  shifts=round_the_clock(heads[k] + (extra if k == where else 0)))
            for k in range(3)
        )  # fmt: skip
        answers.append(quick_look(engine_input(types, teams, weeks=1)).overall.answered)
    assert answers[1] >= answers[0] * (1 - 1e-3) - 1e-6


def test_the_published_bilingual_centre() -> None:
    # A week: 142.9 lost (1.7) of 5110.2 attempts, redials included, and 4967.2 served (4.3).
    day = [2.0 if hour == 8 else float(8 < hour < 17) for hour in range(24)]
    profile = model.WeeklyProfile(tuple(day * 5 + [0.0] * 48))
    base = call(
        annual_volume=2_500 * YEAR_HOURS / 168,
        handle_time=model.HandleTime(5.0),
        patience=model.Patience(2.0),
        profile=profile,
        redial=model.Redial(0.75),
    )
    types = tuple(dataclasses.replace(base, id=name, language=name) for name in ("en", "fr"))
    teams = tuple(
        group(id="-".join(skills), skills=skills, shifts=(model.Shift(ALL_DAYS[:5], 480, 1020, heads),))
        for skills, heads in ((("en",), 7), (("fr",), 7), (("en", "fr"), 4))
    )
    found = quick_look(engine_input(types, teams)).overall
    assert found.answered * 168 / YEAR_HOURS == pytest.approx(4967.2, abs=10.0)
    assert found.answered_attempts_share == pytest.approx(1 - 142.9 / 5110.2, abs=0.005)


def test_another_volume_finds_every_table_known() -> None:
    quick_look(lead_case())
    before = remembered.cache_info().misses
    quick_look(scaled(lead_case(), volume=1.01))
    assert remembered.cache_info().misses == before
