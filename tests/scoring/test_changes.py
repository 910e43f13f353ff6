"""What if: multipliers that move one thing and leave the rest."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.capacity.changes import BOUNDS, Change
from tests.engine.builders import lead_case

CHANGES = st.builds(Change, **{name: st.floats(*bounds) for name, bounds in BOUNDS.items()})


def test_no_change_leaves_the_input_as_it_is() -> None:
    assert Change().is_neutral
    assert Change().apply(lead_case()) == lead_case()


@given(CHANGES)
@settings(deadline=None)
def test_a_changed_input_is_one_that_the_engine_takes(change: Change) -> None:
    change.apply(lead_case()).check()


def test_each_quantity_moves_by_its_multiplier() -> None:
    before = lead_case()
    after = Change(volume=2, handle_time=0.5, patience=3, absence=1.5).apply(before)
    old, new = before.contact_types[0], after.contact_types[0]
    assert new.annual_volume == 2 * old.annual_volume
    assert new.handle_time.mean_minutes == old.handle_time.mean_minutes / 2
    assert old.patience
    assert new.patience
    assert new.patience.mean_minutes == 3 * old.patience.mean_minutes
    assert after.groups[0].absence_share == 1.5 * before.groups[0].absence_share


@given(CHANGES)
@settings(deadline=None)
def test_a_change_comes_back_from_json(change: Change) -> None:
    assert Change.from_dict(change.to_dict()) == change


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, 0.0, 5.1])
def test_what_is_out_of_bounds_is_refused_in_words(value: float) -> None:
    with pytest.raises(ValueError, match="multiplicateur du volume vaut"):
        Change(volume=value)


def test_an_unknown_quantity_is_refused() -> None:
    with pytest.raises(TypeError, match="patienc"):
        Change.from_dict({"patienc": 2.0})
