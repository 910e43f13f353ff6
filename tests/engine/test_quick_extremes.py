"""Inputs that try to break the quick look: each is answered, with numbers."""

import dataclasses
import json
from typing import Any

import pytest

from scoring.engine import model
from scoring.engine.quick import quick_look
from tests.engine.builders import lead_case


def _empty(data: model.EngineInput) -> model.EngineInput:
    return dataclasses.replace(data, groups=())


def _silent(data: model.EngineInput) -> model.EngineInput:
    quiet = tuple(dataclasses.replace(item, annual_volume=0.0) for item in data.contact_types)
    return dataclasses.replace(data, contact_types=quiet)


def _deluge(data: model.EngineInput) -> model.EngineInput:
    flood = tuple(dataclasses.replace(item, annual_volume=1e9) for item in data.contact_types)
    return dataclasses.replace(data, contact_types=flood)


def _absent(data: model.EngineInput) -> model.EngineInput:
    gone = tuple(dataclasses.replace(item, absence_share=1.0) for item in data.groups)
    return dataclasses.replace(data, groups=gone)


def _training(data: model.EngineInput) -> model.EngineInput:
    new = tuple(dataclasses.replace(item, ramp_up_weeks=5) for item in data.groups)
    return dataclasses.replace(data, groups=new)


@pytest.mark.parametrize("change", [_empty, _silent, _deluge, _absent, _training])
def test_extremes_are_answered_without_a_silent_nan(change: Any) -> None:
    document = quick_look(change(lead_case()).check()).to_dict()
    assert json.dumps(document, allow_nan=False)


def test_training_weeks_cost_answers() -> None:
    plain = lead_case()
    assert quick_look(_training(plain)).overall.answered < quick_look(plain).overall.answered
