"""The settings are tested as they are."""

import pytest
from pytest_django import Settings

from config import settings as written


@pytest.fixture(autouse=True)
def _own_hasher(settings: Settings) -> None:
    """The site's own, slow on purpose, instead of the quick one of all other tests."""
    settings.PASSWORD_HASHERS = written.PASSWORD_HASHERS
