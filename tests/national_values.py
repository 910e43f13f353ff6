"""The labour rates of the first migrations, put back where a test of real commits emptied the tables."""

from importlib import import_module

import pytest
from django.apps import apps

from scoring.costs.models import LabourRate


@pytest.fixture(autouse=True)
def national_values(db: None) -> None:
    if not LabourRate.objects.exists():
        import_module("scoring.migrations.0005_labour_rates").seed(apps, None)
