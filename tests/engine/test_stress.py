"""The multiple of the volume at which a promise breaks."""

import pytest

from scoring.engine.stress import holds, volume_multiple_at_break
from tests.engine.builders import answered_target, call, engine_input, group


def test_the_promise_holds_just_under_and_breaks_just_over() -> None:
    data = engine_input((call(),), (group(5),), answered_target(0.9), weeks=1)
    margin = volume_multiple_at_break(data)
    assert margin.volume_multiple is not None
    assert holds(data, margin.volume_multiple)
    assert not holds(data, margin.volume_multiple * 1.02)


def test_a_promise_that_never_holds_has_no_margin() -> None:
    data = engine_input((call(),), (), answered_target(0.9), weeks=1)
    assert volume_multiple_at_break(data).volume_multiple is None


def test_a_promise_that_always_holds_says_so() -> None:
    data = engine_input((call(annual_volume=10.0),), (group(5),), answered_target(0.9), weeks=1)
    assert volume_multiple_at_break(data).is_beyond


def test_without_a_target_there_is_no_margin() -> None:
    with pytest.raises(ValueError, match="target"):
        volume_multiple_at_break(engine_input((call(),), (group(5),)))
