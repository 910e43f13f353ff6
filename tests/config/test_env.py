"""A wrong value in the environment stops the start with a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_a_number_is_read_with_its_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARE", "0.005")
    assert env.number("SHARE", 0.1) == 0.005


def test_a_missing_number_has_its_default() -> None:
    assert env.number("NOT_SET_ANYWHERE", 0.1) == 0.1


@pytest.mark.parametrize("value", ["0,005", "nan", "inf", ""])
def test_what_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SHARE", value)
    with pytest.raises(ImproperlyConfigured, match="SHARE"):
        env.number("SHARE", 0.1)
