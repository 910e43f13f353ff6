"""The national values, even after a test of real commits emptied the tables."""

import pytest

from accounts.models import Organisation, User
from tests.national_values import national_values  # noqa: F401
from tests.people import make_buyer, make_officer


@pytest.fixture
def buyer() -> Organisation:
    return make_buyer()


@pytest.fixture
def officer(buyer: Organisation) -> User:
    return make_officer(buyer)
