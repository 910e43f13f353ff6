"""Handle times and patience given as observed values: read, scaled, simulated."""

from typing import Any

import pytest

from scoring.engine import model
from scoring.engine.faults import InvalidInputError
from scoring.engine.simulation.run import simulate
from scoring.engine.transient_report import exact_look
from tests.engine.builders import answered_target, call, engine_input, group, lead_case_document
from tests.engine.test_reading import faults

EMPIRICAL = model.Distribution.EMPIRICAL


def read(law: str, **fields: Any) -> model.ContactType:
    document = lead_case_document()
    document["contact_types"][0][law] = {"distribution": "empirical", **fields}
    return model.EngineInput.from_dict(document).contact_types[0]


def test_the_mean_is_that_of_the_values() -> None:
    times = [2.0, 30.0, 4.0]
    assert read("handle_time", values_minutes=times).handle_time.mean_minutes == 12.0
    assert read("handle_time", values_minutes=times, mean_minutes=12.000001).handle_time.mean_minutes == 12.0


def test_an_input_with_observed_values_survives_json() -> None:
    handle = model.HandleTime(0.7 / 3, EMPIRICAL, values_minutes=(0.1, 0.2, 0.4)).scaled(3.3)
    data = engine_input((call(handle_time=handle),), (group(),))
    assert model.EngineInput.from_dict(data.to_dict()) == data
    assert data.contact_types[0].handle_time == handle


@pytest.mark.parametrize(
    ("law", "fields", "place"),
    [
        ("handle_time", {"values_minutes": [10.0, 20.0], "mean_minutes": 16}, "mean_minutes"),
        ("handle_time", {"values_minutes": []}, "values_minutes"),
        ("handle_time", {}, "values_minutes"),
        ("handle_time", {"values_minutes": [5.0, float("nan")]}, "values_minutes[1]"),
        ("handle_time", {"values_minutes": [5.0, 0.0]}, "values_minutes[1]"),
        ("patience", {"values_minutes": [0.0, 0.0]}, "values_minutes"),
        ("patience", {"values_minutes": [1.0] * 2001}, "values_minutes"),
        ("patience", {"values_minutes": [1.0], "distribution": "gamma"}, "values_minutes"),
    ],
)
def test_values_that_make_no_law_are_refused(law: str, fields: dict[str, Any], place: str) -> None:
    document = lead_case_document()
    document["contact_types"][0][law] = {"distribution": "empirical", **fields}
    assert f"$.contact_types[0].{law}.{place}" in faults(document)


def answered(handle: model.HandleTime, patience: model.Patience) -> float:
    data = engine_input((call(handle_time=handle, patience=patience),), (group(5),), answered_target())
    return simulate(data, replications=4).overall.answered_share.mean or 0.0


def test_equal_values_are_a_fixed_time_and_their_spread_counts() -> None:
    waits = model.Patience(4.0)
    fixed = model.HandleTime(20.0, model.Distribution.DETERMINISTIC)
    same = model.HandleTime(20.0, EMPIRICAL, values_minutes=(20.0, 20.0))
    spread = model.HandleTime(20.0, EMPIRICAL, values_minutes=(1.0, 1.0, 1.0, 77.0))
    assert answered(same, waits) == answered(fixed, waits)
    assert answered(spread, waits) != answered(fixed, waits)


def test_callers_of_observed_patience_leave_when_it_ends() -> None:
    handle = model.HandleTime(20.0, model.Distribution.EXPONENTIAL)
    none = model.Patience(4.0, 0.0, EMPIRICAL, values_minutes=(0.0, 0.0, 0.0, 16.0))
    at_once = model.Patience(16.0, 0.75, model.Distribution.DETERMINISTIC)
    assert answered(handle, none) == pytest.approx(answered(handle, at_once), abs=0.01)


def test_the_exact_layer_refuses_what_is_not_exponential() -> None:
    observed = model.HandleTime(20.0, EMPIRICAL, values_minutes=(20.0,))
    data = engine_input((call(handle_time=observed),), (group(),))
    with pytest.raises(InvalidInputError, match="exponential"):
        exact_look(data)
