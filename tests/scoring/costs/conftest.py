"""The national values, even after a test of real commits emptied the tables."""

from importlib import import_module

import pytest
from django.apps import apps

from accounts.models import Organisation, User
from scoring.costs.models import LabourRate
from tests.people import make_buyer, make_officer


@pytest.fixture(autouse=True)
def _national_values(db: None) -> None:
    if not LabourRate.objects.exists():
        import_module("scoring.migrations.0005_labour_rates").seed(apps, None)


@pytest.fixture
def buyer() -> Organisation:
    return make_buyer()


@pytest.fixture
def officer(buyer: Organisation) -> User:
    return make_officer(buyer)
