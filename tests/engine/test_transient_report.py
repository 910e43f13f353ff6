"""`exact`: one pool from the common input, what it refuses, and the quick look measured against it."""

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.engine import model
from scoring.engine.__main__ import main
from scoring.engine.erlang import erlang_a
from scoring.engine.faults import InvalidInputError
from scoring.engine.quick import quick_look
from scoring.engine.transient_report import exact_look
from tests.engine.builders import (
    LEAD_CASE,
    answered_target,
    call,
    engine_input,
    group,
    prompt_target,
    vectors,
)

YEAR_HOURS = 8766.0


def single_pool(volume: float = 1.0, patience: float = 4.0, weeks: int = 1) -> model.EngineInput:
    """The reference week, its volume and patience changed."""
    table = vectors("modelS_week.csv")
    shifts = tuple(
        model.Shift((hour // 24,), hour % 24 * 60, hour % 24 * 60 + 60, int(heads))
        for hour, heads in enumerate(table["servers"])
    )
    calls = call(
        annual_volume=volume * table["offered"].sum() * YEAR_HOURS / 168,
        profile=model.WeeklyProfile(tuple(table["offered"].tolist())),
        patience=model.Patience(patience),
    )
    return engine_input((calls,), (group(shifts=shifts),), prompt_target(20), weeks=weeks)


def test_the_reference_week_from_the_common_input() -> None:
    found, table = exact_look(single_pool(weeks=3)), vectors("modelS_week.csv")
    assert found["hours_computed"] == 168
    assert found["by_hour_of_week"]["abandoned"] == pytest.approx(table["abandoned"], abs=1e-9)
    assert found["by_hour_of_week"]["busy"] == pytest.approx(table["mean_busy"], abs=1e-9)
    assert found["abandoned"] == pytest.approx(table["abandoned"].sum() * YEAR_HOURS / 168)
    assert found["targets"][0]["reached_share"] == found["service_levels"][0]["offered"]


def errors_of_the_quick_look(data: model.EngineInput) -> list[float]:
    """Answered share: worst hour, root mean square over hours, week; share within 20 s of the week."""
    exact, quick = exact_look(data), quick_look(data)
    hours = exact["by_hour_of_week"]
    error = np.array(quick.by_contact_type[0].answered_share_by_hour, dtype=float)
    error -= 1 - np.array(hours["abandoned"]) / np.array(hours["offered"])
    level = next(item for item in quick.overall.service_levels if item.threshold_seconds == 20)
    assert quick.overall.answered_share is not None
    assert level.offered is not None
    return [
        float(np.abs(error).max()),
        float(np.sqrt((error**2).mean())),
        abs(quick.overall.answered_share - exact["answered_share"]),
        abs(level.offered - exact["service_levels"][0]["offered"]),
    ]


def test_the_quick_look_stays_within_its_documented_error() -> None:
    # docs/decisions/0003-coup-d-oeil.md: 2.9 points, 0.66, 0.11, 0.14. Measured: 2.93, 0.674, 0.114, 0.125.
    worst = errors_of_the_quick_look(single_pool(weeks=4))
    assert np.all(np.array(worst) < [0.030, 0.0070, 0.0012, 0.0014])


@pytest.mark.parametrize(("volume", "patience"), [(0.7, 4.0), (1.3, 4.0), (1.0, 1.0), (1.0, 15.0)])
def test_the_quick_look_strays_little_more_elsewhere(volume: float, patience: float) -> None:
    worst = errors_of_the_quick_look(single_pool(volume, patience, weeks=4))
    assert np.all(np.array(worst) < [0.037, 0.009, 0.002, 0.002])


def test_a_constant_pool_is_erlang_a() -> None:
    data = engine_input((call(),), (group(4),), answered_target(), weeks=1)
    found, exact = exact_look(data), erlang_a(50_000 / YEAR_HOURS / 3, 4, 0.2, (1 / 20,))
    level = found["service_levels"][0]
    assert level["threshold_seconds"] == 60.0
    assert found["answered_share"] == pytest.approx(float(exact.p_answer), abs=1e-10)
    assert found["mean_wait_seconds"] == pytest.approx(float(exact.mean_wait) * 1200, abs=1e-7)
    assert found["occupancy"] == pytest.approx(float(exact.occupancy), abs=1e-10)
    for name in ("offered", "answered", "virtual", "short_abandons_excluded"):
        assert level[name] == pytest.approx(getattr(exact, f"sl_{name}")[0], abs=1e-10)
    assert found["targets"][0]["reached_share"] == found["answered_share"]


def test_shifts_are_seen_to_the_minute_and_weeks_apart() -> None:
    calendar = model.Calendar(dt.date(2027, 3, 22), 2, "Europe/Paris")
    team = group(shifts=(model.Shift(tuple(range(7)), 0, 1425, 4),))
    data = dataclasses.replace(engine_input((call(),), (team,)), calendar=calendar)
    found = exact_look(data)
    assert found["hours_computed"] == 335
    assert 0.25 < found["by_hour_of_week"]["delay_probability"][23] < 1
    assert found["overtime_hours"] > 0
    assert found["offered"] == pytest.approx(50_000)


def test_nobody_to_answer_and_nobody_to_call() -> None:
    found = exact_look(engine_input((call(annual_volume=0.0),), (group(0),), weeks=1))
    assert (found["offered"], found["answered_share"], found["occupancy"]) == (0.0, None, None)


def test_each_thing_that_is_not_one_exact_pool_is_said() -> None:
    odd = call(
        handle_time=model.HandleTime(20.0),
        patience=model.Patience(4.0, distribution=model.Distribution.GAMMA),
        redial=model.Redial(0.3),
        volume_uncertainty=model.VolumeUncertainty(0.1),
    )
    shifts = (model.Shift((0,), 0, 480, 2, break_minutes=30),)
    team = group(shifts=shifts, absence_share=0.1, shrinkage_share=0.1, ramp_up_weeks=2, chat_concurrency=2)
    with pytest.raises(InvalidInputError) as caught:
        exact_look(engine_input((odd,), (team,)))
    assert [fault.path for fault in caught.value.faults] == [
        "$.contact_types[0].handle_time.distribution",
        "$.contact_types[0].patience.distribution",
        "$.contact_types[0].volume_uncertainty",
        "$.contact_types[0].redial.probability",
        "$.groups[0].absence_share",
        "$.groups[0].shrinkage_share",
        "$.groups[0].chat_concurrency",
        "$.groups[0].ramp_up_weeks",
        "$.groups[0].shifts[0].break_minutes",
    ]


def test_what_is_too_large_is_refused_at_once() -> None:
    with pytest.raises(InvalidInputError, match="hors de portée"):
        exact_look(engine_input((call(annual_volume=1e9),), (group(10_000),), weeks=1))


def _written(tmp_path: Path, document: Any) -> str:
    path = tmp_path / "input.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_the_command_prints_what_the_function_returns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = single_pool()
    assert main(["exact", _written(tmp_path, data.to_dict())]) == 0
    assert json.loads(capsys.readouterr().out) == exact_look(data)


def test_the_command_says_each_fault_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exact", str(LEAD_CASE)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("$.contact_types : le calcul exact veut un seul type de contact")
    assert lines[1].startswith("$.groups : le calcul exact veut un seul groupe")
    assert all(line.startswith("$.") for line in lines)
