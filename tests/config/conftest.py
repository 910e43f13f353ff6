"""The settings are tested as they are."""

import pytest


@pytest.fixture(autouse=True)
def _quick_passwords() -> None:
    """Keep the site's own hasher."""
