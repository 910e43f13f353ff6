"""One value, one sequence of bytes."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.journal.canonical import canonical_bytes

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), values))
def test_the_order_of_keys_changes_nothing(value: dict[str, object]) -> None:
    turned = dict(reversed(list(value.items())))
    assert canonical_bytes(value) == canonical_bytes(turned)


def test_the_form_is_the_documented_one() -> None:
    value = {"b": Decimal("1.50"), "a": [1, None, "é"]}
    assert canonical_bytes(value) == '{"a":[1,null,"é"],"b":"1.50"}'.encode()


def test_a_moment_is_written_in_utc_whatever_its_zone() -> None:
    utc = datetime(2027, 2, 1, 11, 0, tzinfo=UTC)
    paris = utc.astimezone(timezone(timedelta(hours=1)))
    assert canonical_bytes(paris) == canonical_bytes(utc) == b'"2027-02-01T11:00:00.000000Z"'


@pytest.mark.parametrize("value", [1.5, float("nan"), {1: "a"}, {"a"}, datetime(2027, 1, 1), b"x"])  # noqa: DTZ001
def test_what_has_no_single_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)
