from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def _folder_of_collected_files() -> None:
    """The live server warns, and warnings are errors, when no static file was ever collected."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
