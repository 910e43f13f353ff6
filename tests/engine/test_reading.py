"""Bad input gets all its faults at once, each with its place."""

import json
from typing import Any

import pytest

from scoring.engine.faults import InvalidInputError
from scoring.engine.model import EngineInput
from tests.engine.builders import lead_case, lead_case_document


def faults(document: object) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as caught:
        EngineInput.from_dict(document)
    return {fault.path: fault.reason for fault in caught.value.faults}


def test_an_input_survives_json() -> None:
    data = lead_case()
    assert EngineInput.from_dict(json.loads(json.dumps(data.to_dict()))) == data


@pytest.mark.parametrize("document", [None, 3, [], "texte", {}])
def test_what_is_not_an_input_is_refused(document: object) -> None:
    assert faults(document)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("annual_volume", float("nan")),
        ("annual_volume", -1),
        ("annual_volume", float("inf")),
        ("annual_volume", 1e12),
        ("annual_volume", "120 000"),
        ("annual_volume", True),
        ("annual_volume", None),
        ("level", 1.5),
        ("channel", "fax"),
        ("channel", ["call"]),
        ("label", ""),
        ("due_hours", 48),
    ],
)
def test_a_wrong_value_is_named(field: str, value: object) -> None:
    document = lead_case_document()
    document["contact_types"][0][field] = value
    assert f"$.contact_types[0].{field}" in faults(document)


def test_every_fault_is_told_at_once() -> None:
    document = lead_case_document()
    document["groups"][1]["skills"].append("inconnu")
    document["groups"][0]["shifts"][0]["end_minute"] = 10
    document["misspelt"] = 1
    assert set(faults(document)) == {
        "$.groups[1].skills[4]",
        "$.groups[0].shifts[0].end_minute",
        "$.misspelt",
    }


def test_escalation_in_a_circle_is_refused() -> None:
    document = lead_case_document()
    document["contact_types"][2]["escalation"] = {"to": "call-n1-fr", "share": 0.1}
    assert faults(document)["$.contact_types[0].escalation.to"] == "l’escalade tourne en rond"


def test_a_call_without_patience_is_refused() -> None:
    document = lead_case_document()
    del document["contact_types"][0]["patience"]
    assert set(faults(document)) == {"$.contact_types[0].patience"}


def _twice(document: dict[str, Any]) -> None:
    document["groups"].append(document["groups"][0])


def _short_week(document: dict[str, Any]) -> None:
    document["contact_types"][0]["profile"]["hour_weights"].pop()


def _no_weight(document: dict[str, Any]) -> None:
    document["contact_types"][0]["profile"]["hour_weights"] = [0] * 168


def _crowd(document: dict[str, Any]) -> None:
    document["groups"][0]["shifts"] = [document["groups"][0]["shifts"][0] | {"headcount": 20_000}] * 3


@pytest.mark.parametrize("spoil", [_twice, _short_week, _no_weight, _crowd])
def test_what_cannot_be_is_refused(spoil: Any) -> None:
    document = lead_case_document()
    spoil(document)
    assert faults(document)
