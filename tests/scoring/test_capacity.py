"""The whole document of a run, from values alone."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.capacity.__main__ import main
from scoring.capacity.day import circular_runs
from scoring.capacity.questions import Question
from scoring.capacity.whole import compute
from scoring.engine import code_fingerprint
from scoring.engine.model import (
    Calendar,
    Channel,
    ContactType,
    Employer,
    EngineInput,
    Group,
    HandleTime,
    Measure,
    Patience,
    Shift,
    Target,
)
from scoring.fingerprint import canonical, fingerprint

WEEK = (0, 1, 2, 3, 4, 5, 6)
CALL = ContactType(
    "appel", "Appels", Channel.CALL, "fr", 1, 60_000, HandleTime(10), patience=Patience(4), due_hours=None
)
ENOUGH = Question(
    "exigence-1", "requirement", "Neuf sur dix", "answered_share", "tous", threshold_share=Decimal("0.9")
)
NEVER_EMPTY = Question("exigence-2", "requirement", "Jamais personne", "coverage_holes", "tous")
TARGET = Target(ENOUGH.id, ENOUGH.label, Measure.ANSWERED_CALLERS, 0.9)


def crew(*, night: int = 2, staff: int = 40) -> Group:
    shifts = [Shift(WEEK, start, start + 480, 4, 30) for start in (360, 840)]
    if night:
        shifts.append(Shift(WEEK, 1320, 1800, night, 30))
    return Group("TOUT", "TOUT", Employer("Coopérative"), ("appel",), tuple(shifts), staff)


def asked(group: Group) -> EngineInput:
    return EngineInput(Calendar(dt.date(2027, 3, 1), weeks=4), (CALL,), (group,), (TARGET,))


def result(group: Group) -> dict[str, Any]:
    document: dict[str, Any] = canonical(
        compute(asked(group), [ENOUGH, NEVER_EMPTY], lambda _done, _all: None)
    )
    return document


@pytest.fixture(scope="module")
def honest() -> dict[str, Any]:
    return result(crew())


def test_requirements_say_whether_they_hold_and_by_how_much(honest: dict[str, Any]) -> None:
    share, holes = honest["answers"]
    assert Decimal(share["gap"]) == Decimal(share["value"]) - Decimal("0.9")
    assert share["is_held"] is (Decimal(share["gap"]) >= 0)
    assert (holes["value"], holes["is_held"], holes["hours"]) == ("1.000000", True, [])


def test_the_band_lies_around_the_measure(honest: dict[str, Any]) -> None:
    share = honest["answers"][0]
    assert Decimal(share["low"]) < Decimal(share["value"]) < Decimal(share["high"])


def test_more_callers_are_served_less_well(honest: dict[str, Any]) -> None:
    shares = [point["served_share"] for point in honest["scenarios"]["volume"]]
    assert shares == sorted(shares, reverse=True)


def test_nobody_at_night_is_a_hole_and_the_requirement_is_not_held() -> None:
    holes = result(crew(night=0))["answers"][1]
    assert holes["is_held"] is False
    assert {hour % 24 for hour in holes["hours"]} == {22, 23, 0, 1, 2, 3, 4, 5}


def test_a_short_night_is_named_as_the_weak_hours() -> None:
    (weakest,) = result(crew(night=1))["weak_hours"][:1]
    assert (weakest["start"], weakest["end"]) == (22, 6)


def test_hours_that_the_staff_cannot_work_do_not_count() -> None:
    document = result(crew(staff=8))
    assert 0 < document["lawful"]["kept"]["TOUT"] < 1
    lawful = Decimal(document["base"]["overall"])
    assert float(lawful) < document["quick"]["overall"]["completed_share"]


def test_promising_more_hours_with_the_same_staff_gains_nothing() -> None:
    few, many = result(crew(staff=8)), result(replace_headcount(crew(staff=8), 6))
    gain = Decimal(many["base"]["overall"]) - Decimal(few["base"]["overall"])
    assert gain < Decimal("0.01")


def replace_headcount(group: Group, headcount: int) -> Group:
    return replace(group, shifts=tuple(replace(one, headcount=headcount) for one in group.shifts))


def test_progress_goes_from_nothing_to_everything() -> None:
    steps: list[tuple[int, int]] = []
    compute(asked(crew()), [ENOUGH], lambda done, total: steps.append((done, total)))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]


def saved(folder: Path, document: dict[str, Any]) -> str:
    run = {
        "engine_sha256": code_fingerprint(),
        "input": canonical(asked(crew()).to_dict()),
        "output": document,
        "output_sha256": fingerprint(document),
    }
    path = folder / "calcul.json"
    path.write_text(json.dumps(run), "utf-8")
    return str(path)


def test_an_auditor_recomputes_the_same(
    honest: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(saved(tmp_path, honest)) == 0
    assert "Résultat identique" in capsys.readouterr().out


def test_an_auditor_sees_a_figure_that_was_changed(
    honest: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = {**honest, "base": {**honest["base"], "overall": "0.999999"}}
    assert main(saved(tmp_path, forged)) == 1
    assert "DIFFÉRENT" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("hours", "runs"),
    [
        ({22, 23, 0, 1}, [(22, 2)]),
        ({5}, [(5, 6)]),
        (set(), []),
        ({0, 23}, [(23, 1)]),
        ({3, 8}, [(3, 4), (8, 9)]),
    ],
)
def test_a_stretch_crosses_midnight(hours: set[int], runs: list[tuple[int, int]]) -> None:
    assert circular_runs([hour in hours for hour in range(24)]) == runs


@pytest.mark.parametrize("value", [2.0, -0.0, 1e16, 1e22, 0.1, 1e-7, 3])
def test_a_fingerprint_survives_any_writing_of_a_number(value: float) -> None:
    document = {"a": [value]}
    assert fingerprint(json.loads(json.dumps(canonical(document)))) == fingerprint(document)
